import { describe, expect, it } from "vitest";
import { openObjective } from "../jobs/open-objective.js";
import { commandOf } from "./command.js";
import { initialState, type LabState } from "./lab-state.js";
import { shellLine } from "./shell-words.js";

async function written(patch: Partial<LabState>): Promise<string> {
  const state = { ...initialState, ...patch };
  return commandOf(state, await openObjective(state.objective, state.theta0));
}

describe("a shell line", () => {
  it("leaves plain words as they are, and keeps every other one whole", () => {
    expect(shellLine(["adaflow", "--theta0", "-1.2,1", "a=b:c", "x^2"])).toBe("adaflow --theta0 -1.2,1 a=b:c 'x^2'");
    expect(shellLine([""])).toBe("''");
    expect(shellLine(["$(rm -rf /)`id`;\n&|>*?~#!\\"])).toBe("'$(rm -rf /)`id`;\n&|>*?~#!\\'");
    expect(shellLine(["it's"])).toBe("'it'\\''s'");
  });
});

describe("the command of a state", () => {
  it("is one line a road, without what is usual", async () => {
    const usual = "--optimizer adam --objective doubleWell --theta0 0.1 --lr 0.01 --steps 1000";
    expect(await written({})).toBe(`adaflow solve --model discrete ${usual}\nadaflow solve ${usual}`);
    expect(await written({ roads: [] })).toBe("");
  });

  it("leaves out roads that have no run", async () => {
    const found = await written({ optimizer: "sgd", roads: ["discrete", "nonlocal", "inertial", "flow"] });
    expect(found.split("\n")).toHaveLength(1);
    expect(found).toContain("--optimizer sgd");
    expect(found).toContain("--momentum 0.9");
  });

  it("says the start of a formula, which has none of its own on the command line", async () => {
    expect(await written({ objective: "(x-4)^2 + y^2", roads: ["nonlocal"] })).toContain(
      "--objective '(x-4)^2 + y^2' --theta0 1,1",
    );
  });

  it("is nothing for what cannot be certified or taken apart", async () => {
    expect(await written({ view: "certificates", optimizer: "signgd" })).toBe("");
    expect(await written({ view: "anatomy", optimizer: "gd" })).toBe("");
  });

  it("names paper and figure", async () => {
    expect(await written({ view: "papers" })).toBe("adaflow reproduce --only 1 --scale quick");
    expect(await written({ view: "papers", paper: "ma-2020", figure: 4, paperScale: "laptop" })).toBe(
      "adaflow reproduce ma-2020 --only 4",
    );
    expect(await written({ view: "papers", paper: "x; rm -rf /" })).toContain("'x; rm -rf /'");
  });
});
