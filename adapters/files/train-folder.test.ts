import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { gdOptimizer } from "../../src/optimizers/index.js";
import { train } from "../../src/training/index.js";
import { trainFiles } from "./train-files.js";
import { closeFinished } from "./train-finished.js";
import { openTrainFolder, type TrainFolderOptions } from "./train-folder.js";
import { readMetrics } from "./train-metrics.js";

const settings = (file: string) => ({ data: { source: "csv", file }, steps: 5 });
/** The folder of a run that goes on. */
const opened = (folder: string, options: TrainFolderOptions) => openTrainFolder(folder, options)!;
const newFolder = () => join(mkdtempSync(join(tmpdir(), "adaflow-run-")), "run");

/** x²/2 from 1, five steps, measured at every other one. */
async function runSmall(hooks: Partial<Parameters<typeof train>[2]> = {}) {
  const objective = {
    ...{ dimension: 1, samples: 1, batchSize: 1, engine: "wasm" as const, useBatch: () => {}, dispose: () => {} },
    async valueAndGradient(theta: Float64Array, out: Float64Array) {
      out[0] = theta[0]!;
      return theta[0]! ** 2 / 2;
    },
    async hessianVector(_: Float64Array, direction: Float64Array, out: Float64Array) {
      out.set(direction);
    },
    measure: async (theta: Float64Array) => ({ "test loss": theta[0]! }),
  };
  return train(objective, gdOptimizer({ lr: 0.5 }), { theta0: [1], steps: 5, measureEvery: 2, ...hooks });
}

test("goes on with data that have moved, not with other data", async () => {
  const folder = newFolder();
  const begun = opened(folder, { settings: settings("a.csv"), data: "1f", mode: "new" });
  let steps = 0;
  const run = await runSmall({ onRow: begun.addRow, isCancelled: () => ++steps > 3 });
  begun.save(run.state!);
  begun.close();
  begun.close();
  const other = { settings: settings("b.csv"), data: "2f", mode: "resume" } as const;
  expect(() => openTrainFolder(folder, other)).toThrow("dataSha256 must be that of the run there");
  expect(() => openTrainFolder(folder, { ...other, settings: { ...other.settings, steps: 6 } })).toThrow(
    "steps must be",
  );
  const moved = opened(folder, { ...other, data: "1f" });
  expect(moved.state).toEqual(run.state);
  expect(JSON.parse(readFileSync(join(folder, trainFiles.settings), "utf8"))).toEqual(settings("b.csv"));
  moved.finish({ [trainFiles.result]: "{}\n" });
  expect(readdirSync(folder).sort()).toEqual(["metrics.csv", "metrics.jsonl", "result.json", "settings.json"]);
});

test("metrics are read as they were measured", async () => {
  const folder = newFolder();
  const { addRow, close } = opened(folder, { settings: {}, data: null, mode: "new" });
  const run = await runSmall({ onRow: addRow });
  close();
  expect(readMetrics(folder)).toEqual(run.metrics);
  expect(() => readMetrics(join(folder, "no"))).toThrow(
    "must have a row of JSON in each line: current value is ENOENT",
  );
});

const result = `${JSON.stringify({ schema_version: 1, dimension: 1 })}\n`;
const parameters = { [trainFiles.best]: new Uint8Array(8), [trainFiles.last]: new Uint8Array(8) };

test("what is there is decided once the folder is this process's own", async () => {
  const folder = newFolder();
  const options = { settings: settings("a.csv"), data: null, mode: "new" } as const;
  const begun = opened(folder, options);
  const run = await runSmall({ onRow: begun.addRow });
  begun.finish({ ...parameters, [trainFiles.result]: result });
  expect(openTrainFolder(folder, { ...options, mode: "resume" })).toBeNull();
  expect(() => openTrainFolder(folder, options)).toThrow("a folder in which a run has ended");
  expect(readMetrics(folder)).toEqual(run.metrics);
  expect(readdirSync(folder)).not.toContain("lock");
});

test("a run that has ended is shown only if it is whole", async () => {
  for (const name of ["metrics.csv", "metrics.jsonl", "best.bin", "last.bin", "result.json"]) {
    const folder = newFolder();
    const begun = opened(folder, { settings: {}, data: null, mode: "new" });
    await runSmall({ onRow: begun.addRow });
    begun.finish({ ...parameters, [trainFiles.result]: result });
    expect(closeFinished(folder, () => ({}))).toBe(result);
    const whole = readFileSync(join(folder, name));
    writeFileSync(join(folder, name), name.startsWith("metrics") ? "" : whole.subarray(0, whole.length - 4));
    expect(() => closeFinished(folder, () => ({}))).toThrow(`as ${name} must be whole`);
    rmSync(join(folder, name));
    expect(() => closeFinished(folder, () => ({}))).toThrow(`as ${name} must be whole`);
  }
});

test("without its checkpoint a run of more than its first row is not begun again", async () => {
  const folder = newFolder();
  const options = { settings: {}, data: null, mode: "resume" } as const;
  let steps = 0;
  for (const [rows, isRefused] of [
    [1, false],
    [2, true],
  ] as const) {
    const begun = opened(folder, options);
    steps = 0;
    await runSmall({ onRow: begun.addRow, isCancelled: () => ++steps === rows });
    begun.close();
    if (isRefused) expect(() => openTrainFolder(folder, options)).toThrow("checkpoint.bin must be whole");
  }
  opened(folder, { ...options, mode: "force" }).close();
});
