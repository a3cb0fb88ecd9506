import { describe, expect, it, test } from "vitest";
import { readLog } from "./read-log.js";

const read = (text: string, column?: string) => readLog(text, { name: "log", ...(column !== undefined && { column }) });
const values = (text: string, column?: string) => Array.from(read(text, column).loss);

describe("CSV", () => {
  it.each([
    ["header", "step,loss\n0,1\n10,0.5\n"],
    ["no header", "0,1\n10,0.5\n"],
    ["semicolons and decimal commas", "step;loss\n0;1\n10;0,5\n"],
    ["tabs, CRLF and a byte order mark", "\uFEFFstep\tloss\r\n0\t1\r\n10\t0.5\r\n"],
    ["blanks", "step   loss\n  0  1\n 10  5e-1"],
    ["bars", "step|loss\n0|1\n10|.5\n"],
    ["quotes, also around separators and line ends", 'step,note,loss\n0,"a, ""b""",1\n10,"c\nd","0.5"\n'],
    ["comments and blank lines", "# made by hand\n\nstep,loss\n0,1\n# half\n10,0.5\n\n"],
    ["a header that is repeated", "step,loss\n0,1\nstep,loss\n10,0.5\n"],
    ["steps in a later column", "loss,epoch,Global_Step\n1,0,0\n0.5,0,10\n"],
  ])("%s", (_, text) => {
    const { loss, steps } = read(text);
    expect({ loss, steps }).toEqual({ loss: Float64Array.of(1, 0.5), steps: Float64Array.of(0, 10) });
  });

  it("reads NaN and infinity as they are spelt", () => {
    const spellings = ["nan", "NaN", "-nan", "NAN", "null", "None", "n/a", "1.#QNAN"];
    expect(values(`loss\n${spellings.join("\n")}\n1\n`).slice(0, -1)).toEqual(spellings.map(() => Number.NaN));
    expect(values("loss\ninf\n+Inf\nInfinity\n-inf\n-Infinity\n∞\n")).toEqual([
      Infinity,
      Infinity,
      Infinity,
      -Infinity,
      -Infinity,
      Infinity,
    ]);
  });

  it("takes one column without a header", () => {
    expect(read("3\n2\n1\n")).toMatchObject({ column: "1", steps: null });
    expect(values("3\n2\n1\n")).toEqual([3, 2, 1]);
  });

  it("takes a column by its number where there are no names", () => {
    expect(values("0,7,3\n1,8,2\n", "3")).toEqual([3, 2]);
    expect(() => read("0.5,7,3\n0.1,8,2\n")).toThrow(/--column must be given, the number of a column, 1 to 3/);
  });

  it("takes θ where it is there", () => {
    const { theta, dimension, stepColumn } = read("t,theta1,theta2,v1,loss\n0,1,2,0,5\n0.1,3,4,0,4\n");
    expect({ theta, dimension, stepColumn }).toEqual({
      theta: Float64Array.of(1, 2, 3, 4),
      dimension: 2,
      stepColumn: "t",
    });
  });
});

describe("rows without a loss", () => {
  it("are left out between losses", () => {
    const { loss, steps, notes } = read("step,loss,val\n0,1,\n1,,3\n2,0.5,\n3,,2\n");
    expect({ loss, steps }).toEqual({ loss: Float64Array.of(1, 0.5), steps: Float64Array.of(0, 2) });
    expect(notes.join(" ")).toContain("2 rows without a value");
  });

  it("are NaN at the end, where there was no such gap before", () => {
    const { loss, notes } = read("step,loss\n0,1\n1,0.5\n2,\n3,\n");
    expect(loss).toEqual(Float64Array.of(1, 0.5, Number.NaN, Number.NaN));
    expect(notes.join(" ")).toContain("taken as NaN");
  });

  it("are cut off where the last row is not whole", () => {
    expect(values("step,lr,loss\n0,1,1\n1,1,0.5\n2,1")).toEqual([1, 0.5]);
    const { loss, notes } = read('{"loss": 1}\n{"loss": 0.5}\n{"lo');
    expect(loss).toEqual(Float64Array.of(1, 0.5));
    expect(notes.join(" ")).toContain("may have been cut");
  });
});

describe("JSON lines", () => {
  it("joins nested keys by dots", () => {
    const text = '{"step": 0, "train": {"loss": 1}}\n\n{"step": 5, "train": {"loss": 0.5}}\n';
    const { loss, steps, column } = read(text);
    expect({ loss, steps, column }).toEqual({
      loss: Float64Array.of(1, 0.5),
      steps: Float64Array.of(0, 5),
      column: "train.loss",
    });
  });

  it("takes Python's NaN and Infinity, null, and text", () => {
    const lines = ['{"loss": 1}', '{"loss": NaN}', '{"loss": -Infinity}', '{"loss": "inf"}', '{"loss": null}'];
    expect(values(lines.join("\n"))).toEqual([1, Number.NaN, -Infinity, Infinity, Number.NaN]);
  });

  it("lets rows log other things", () => {
    expect(values('{"loss": 1}\n{"accuracy": 0.5}\n{"loss": 0.5}\n')).toEqual([1, 0.5]);
  });
});

describe("steps", () => {
  it("that do not increase are not taken, and the next column is tried", () => {
    const { stepColumn, steps, notes } = read("epoch,step,loss\n0,0,3\n0,1,2\n1,0,1\n");
    expect({ stepColumn, steps }).toEqual({ stepColumn: null, steps: null });
    expect(notes.join(" ")).toContain("step does not increase");
    expect(read("step,epoch,loss\n0,0,3\n0,1,2\n0,2,1\n").stepColumn).toBe("epoch");
  });
});

test("a column that is not there is refused with those that are, and the nearest", () => {
  const text = "step,train_loss,val_loss\n0,1,2\n";
  expect(() => read(text, "trian_loss")).toThrow(
    "Cannot read a loss as --column must be one of step, train_loss, val_loss; the nearest is train_loss: current value is trian_loss",
  );
  expect(read(text, "Train_Loss").column).toBe("train_loss");
  expect(() => read("a,b\n1,2\n")).toThrow(/--column must be given, one of a, b/);
});

test.each([
  ["", "it must hold rows"],
  ["# nothing\n\n", "it must hold rows"],
  ["step,loss\n0,1\n1,two\n2,3\n", "loss in row 3 must be a number, NaN or infinity: current value is two"],
  ["step,loss\n0,\n1,\n", "loss must hold numbers"],
  ['{"loss": 1}\nloss\n{"loss": 2}\n', "line 2 must be a JSON object: current value is loss"],
])("%j is refused", (text, message) => {
  expect(() => read(text)).toThrow(message);
});

describe("logs as trainers leave them", () => {
  it.each(["0,1.5\n1,1.25\n2,0.75\n3,0.5\n4,", "0,1.5\n1,1.25\n2,0.75\n3,0.25\n4,0"])(
    "leaves out a row that was cut: %j",
    (text) => {
      const { loss, notes } = readLog(`step,loss\n${text}`, { name: "log.csv" });
      expect(loss).toHaveLength(4);
      expect(notes.join(" ")).toContain("the file ends within it");
    },
  );

  it("keeps a last row that is whole, with or without a line break", () => {
    for (const end of ["", "\n"]) {
      expect(readLog(`step,loss\n0,1.5\n1,1.25\n2,0.75\n3,0.5${end}`, { name: "log.csv" }).loss).toHaveLength(4);
    }
  });

  it("reads a JSON document that is a list, or holds one", () => {
    const list = [
      { step: 1, loss: 2 },
      { step: 2, loss: 1.5 },
    ];
    for (const document of [list, { epoch: 3, log_history: list }]) {
      const { loss, steps } = readLog(JSON.stringify(document, null, 2), { name: "state.json" });
      expect([...loss]).toEqual([2, 1.5]);
      expect([...steps!]).toEqual([1, 2]);
    }
    expect([...readLog("[3, 2, NaN]", { name: "list.json" }).loss]).toEqual([3, 2, Number.NaN]);
  });

  it.each([
    [
      "metrics.train.loss",
      '{"iter":1,"metrics":{"train":{"loss":2},"val":{"loss":3}}}\n{"iter":2,"metrics":{"train":{"loss":1},"val":{"loss":2}}}',
    ],
    ["run-1 - train/loss", "Step,run-1 - train/loss\n0,2\n1,1\n"],
  ])("takes %s for the loss", (column, text) => {
    expect(readLog(text, { name: "log" }).column).toBe(column);
  });
});
