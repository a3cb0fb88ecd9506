import { describe, expect, it } from "vitest";
import { describeFailure } from "./job.js";
import { objectiveJob } from "./objective-job.js";

const context = { report: () => {} };

describe("describeFailure", () => {
  it("keeps name and sentence, and the position where there is one", () => {
    expect(describeFailure(new RangeError("too large"))).toEqual({ name: "RangeError", message: "too large" });
    const error = Object.assign(new SyntaxError("no"), { position: 3 });
    expect(describeFailure(error)).toEqual({ name: "SyntaxError", message: "no", position: 3 });
  });

  it.each(["text", null, undefined, 7])("makes one of %s", (thrown) => {
    expect(describeFailure(thrown)).toEqual({ name: "Error", message: String(thrown) });
  });
});

describe("objectiveJob", () => {
  it("says what a name and a formula are", async () => {
    const named = await objectiveJob({ objective: "rosenbrock" }, context);
    expect(named).toMatchObject({ dimension: 2, variables: ["x", "y"], start: [-1.2, 1] });
    const formula = await objectiveJob({ objective: "u^2 + w^4" }, context);
    expect(formula).toMatchObject({ objective: "u^2 + w^4", dimension: 2, variables: ["u", "w"], start: [1, 1] });
  });

  it("fails with the position that cannot be read", async () => {
    const failure = await Promise.resolve(objectiveJob({ objective: "x + $" }, context)).catch(describeFailure);
    expect(failure).toMatchObject({ name: "SyntaxError", position: 5 });
  });

  it("fails with a sentence for a name that is none", async () => {
    const failure = await Promise.resolve(objectiveJob({ objective: "nosuch(3)" }, context)).catch(describeFailure);
    expect(failure).toMatchObject({ name: "RangeError" });
    expect(failure).not.toHaveProperty("position");
  });
});
