import { describe, expect, it } from "vitest";
import { createObjective, objectives, parseObjectiveName } from "../../../src/objectives/index.js";
import { objectiveChange, writtenName } from "./objective-change.js";

describe("objectiveChange", () => {
  const line = { dimension: 1 };
  const plane = { dimension: 2 };

  it("is nothing where the text is the same", () => {
    expect(objectiveChange({ objective: "x^2", theta0: [] }, { text: "x^2", from: line, to: line })).toBeNull();
  });

  it("keeps a start that fits, and drops one that does not", () => {
    const own = { objective: "x^2", theta0: [3] };
    expect(objectiveChange(own, { text: "x^4", from: line, to: line })).toEqual({ objective: "x^4" });
    expect(objectiveChange(own, { text: "x*y", from: line, to: plane })).toEqual({ objective: "x*y", theta0: [] });
    expect(objectiveChange({ ...own, theta0: [] }, { text: "x*y", from: line, to: plane })).toEqual({
      objective: "x*y",
    });
  });

  it("drops a start that never fitted", () => {
    const change = objectiveChange({ objective: "x^2", theta0: [1, 2] }, { text: "x", from: null, to: line });
    expect(change).toEqual({ objective: "x", theta0: [] });
  });
});

it.each(objectives.map(({ name }) => name))("%s is written with its customary parameters", (name) => {
  const { args } = parseObjectiveName(writtenName(name))!;
  expect(createObjective(name, args).dimension).toBe(createObjective(name).dimension);
  expect(args.length > 0).toBe(objectives.find((entry) => entry.name === name)!.maximumArguments > 0);
});
