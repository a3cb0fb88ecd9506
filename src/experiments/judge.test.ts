import { describe, expect, it } from "vitest";
import { judge, percent, percentBy, short, stepText } from "./judge.js";

const holding = { what: "a", value: "1", holds: true };

describe("judge", () => {
  it("holds only if every finding does, and never for none", () => {
    expect(judge([holding, { ...holding, what: "b" }]).holds).toBe(true);
    expect(judge([holding, { ...holding, holds: false }]).holds).toBe(false);
    expect(judge([]).holds).toBe(false);
  });

  it("names what does not hold, and adds the note", () => {
    const { reason } = judge([holding, { what: "b", value: "7", holds: false }], "because");
    expect(reason).toBe("not as claimed in 1 of 2: b: 7. because");
  });

  it("says equal findings once", () => {
    expect(judge(Array.from({ length: 5 }, () => holding)).measured).toBe("1 in all 5 cases");
    expect(judge([holding, { ...holding, what: "b", value: "2" }]).measured).toBe("a: 1; b: 2");
  });

  it("writes numbers with three digits", () => {
    expect([0, 1234.5, 0.012345, 1.2345e-9, 2.5e7, Number.NaN].map(short)).toEqual([
      "0",
      "1230",
      "0.0123",
      "1.23e-9",
      "2.5e7",
      "NaN",
    ]);
    expect(percent(0.02)).toBe("2 %");
    expect(percentBy(-0.02, ["higher", "lower"])).toBe("2 % lower");
    expect([stepText(-1), stepText(12.34)]).toEqual(["not on this horizon", "step 12.3"]);
  });
});
