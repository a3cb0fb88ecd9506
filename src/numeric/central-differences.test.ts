import { describe, expect, it } from "vitest";
import { centralDifferences } from "./central-differences.js";

describe("centralDifferences", () => {
  it("is exact to rounding over the width on quadratics, row by row, and leaves x as it was", () => {
    const derivative = centralDifferences(([x, y], out) => out.set([x! * y!, x! * x!, 3 - y!]), {
      rows: 3,
      columns: 2,
    });
    const x = Float64Array.of(0.3, -7);
    const out = new Float64Array(6);
    derivative(x, out);
    // rounding of values up to 10 over widths of 1e-5
    for (const [k, value] of [-7, 0.3, 0.6, 0, 0, -1].entries()) expect(Math.abs(out[k]! - value)).toBeLessThan(1e-9);
    expect(x).toEqual(Float64Array.of(0.3, -7));
  });

  it("has its widths as they are rounded: a line is exact however large x is", () => {
    const derivative = centralDifferences(([x], out) => out.set([2 * x!]), { rows: 1, columns: 1 });
    const out = new Float64Array(1);
    for (const at of [0, 1 / 3, 1e6 / 7, -1e200]) {
      derivative(Float64Array.of(at), out);
      expect(out[0]).toBe(2);
    }
  });

  it("reads the first numbers of what is longer", () => {
    const derivative = centralDifferences((x, out) => out.set([x.reduce((sum, each) => sum + each, 0)]), {
      rows: 1,
      columns: 2,
    });
    const out = new Float64Array(2);
    derivative(Float64Array.of(1, 1, Number.NaN), out);
    // sums of 2 in steps of 2.4e-5
    for (const each of out) expect(Math.abs(each - 1)).toBeLessThan(1e-10);
  });
});
