import { describe, expect, it, test } from "vitest";
import { gainGrowth, scalarCondition } from "./scalar-condition.js";

/**
 * beta1, beta2, from, at, δ rounded to double precision: mpmath with 60 digits, the zero of D' = ¼(ℓ1²/sinh²(ℓ1x/2) − ½ℓ2²/sinh²(ℓ2x/2))
 * by 160 bisections, D there or at `from`, 1 − β and −ln β taken of the double itself.
 */
const known: readonly [beta1: number, beta2: number, from: number, at: number, delta: number][] = [
  [0.9, 0.999, 1, 28.312507827914633, 0.9385446006799434],
  [0.9, 0.99, 1, 28.45899322508237, 0.9267662910439955],
  [0, 0.99, 1, 1.0, 0.7487541876258393],
  [0.95, 0.999, 1, 58.16577180645668, 0.9388618202607443],
  [0.5, 0.5000001, 1, 3465739.1365880137, 0.7500000499999999],
  [0, 0.3161973762479193, 1, 1.0, 0.6959458511245317],
  [0.99, 0.9, 1, Infinity, -1.4999999999999971],
  [0.05, 0.9, 1, 1.0, 0.8071304206318516],
  [0.1, 0.9, 1, 1.296991116207626, 0.8403410694198349],
  [0.9999999999, 0.9999999999999, 1, 29828685896.513363, 0.9427376305522334],
  [1 - 2 ** -52, 1 - 2 ** -53, 1, 15877415032301644, 0.8642766952966369],
  [1e-20, 0.5, 1, 1.0, 0.7017132048600137],
  [1e-20, 0.5, 0, 0.06478050050058215, -1.670273404867141],
  [1e-300, 0.999, 0, 0.0043181424576877216, -38.46915168294456],
  [0.01, 0.9, 0, 0.647914658542695, 0.7221145574700308],
  [0.9, 0.999, 1000, 1000.0, 0.9960454818391625],
];

const factors = [0, 1e-12, 0.05, 0.3, 0.5, 0.75, 0.8, 0.9, 0.95, 0.99, 0.999, 1 - 1e-8];
const pairs = factors.flatMap((beta1) => factors.map((beta2) => ({ beta1, beta2 })));
const moments = Array.from({ length: 400 }, (_, k) => 10 ** (k / 40));

describe("scalarCondition", () => {
  test.each(known)("at β = (%d, %d) from %d agrees with sixty digits", (beta1, beta2, from, at, delta) => {
    const condition = scalarCondition({ beta1, beta2, from });
    // some roundings of numbers of size δ, or of the 1 that is taken away
    expect(Math.abs(condition.delta - delta)).toBeLessThanOrEqual(1e-14 * Math.max(1, Math.abs(delta)));
    // the place of a maximum by Newton's method; quadratic, stopped at 1e-8
    if (at < Infinity) expect(Math.abs(condition.at / at - 1)).toBeLessThan(1e-13);
    else expect(condition.at).toBe(at);
    expect(condition.holds).toBe(delta > 0);
  });

  it("is the smallest bound of D: none exceeds it, and D has it where it says", () => {
    for (const pair of pairs) {
      const { supremum, at } = scalarCondition(pair);
      // two roundings of the largest term
      const rounding = 4e-16 * supremum;
      for (const x of [...moments, Infinity]) expect(gainGrowth(x, pair)).toBeLessThanOrEqual(supremum + rounding);
      expect(Math.abs(gainGrowth(at, pair) - supremum)).toBeLessThanOrEqual(rounding);
    }
  });

  it("has a stationary D at an inner maximum", () => {
    for (const pair of pairs) {
      const { at, supremum } = scalarCondition(pair);
      if (!(at > 1 && at < 1e6)) continue;
      // D falls on both sides; 0.1 % aside by about a millionth, far above rounding
      for (const x of [at * (1 - 1e-3), at * (1 + 1e-3)]) expect(gainGrowth(x, pair)).toBeLessThan(supremum);
    }
  });

  it("is (1 − β2)/2, only approached, for β1 ≥ β2: the condition is 1 − β2 < 4 (1 − β1)", () => {
    for (const { beta1, beta2 } of pairs) {
      if (beta1 < beta2 || beta1 === 0) continue;
      const { supremum, at, bound, holds } = scalarCondition({ beta1, beta2 });
      expect(supremum).toBe((1 - beta2) / 2);
      expect(at).toBe(Infinity);
      expect(bound).toBe(2 * (1 - beta1));
      expect(holds).toBe(1 - beta2 < 4 * (1 - beta1));
    }
  });

  it("takes no room on its boundary", () => {
    // 1 − β is exact for these
    expect(scalarCondition({ beta1: 0.75, beta2: 0 })).toMatchObject({ delta: 0, holds: false });
    expect(scalarCondition({ beta1: 0.875, beta2: 0.5 })).toMatchObject({ delta: 0, holds: false });
    expect(scalarCondition({ beta1: 0.875, beta2: 0.5 + 2 ** -53 }).holds).toBe(true);
  });

  it("leaves δ above 0.69594 wherever β1 < β2, with equality at (0, 0.31620)", () => {
    for (const { beta1, beta2 } of pairs)
      if (beta1 < beta2) expect(scalarCondition({ beta1, beta2 }).delta).toBeGreaterThan(1 - 0.3040541489);
    // maximum of ¼[(1 − γ) − γ ln γ/(1 − γ)] by mpmath: 0.3040541488754683 at γ = 0.3161973762479193
    expect(scalarCondition({ beta1: 0, beta2: 0.3161973762479193 }).delta).toBeCloseTo(1 - 0.3040541488754683, 14);
  });

  it("is continuous where β1 = β2", () => {
    for (const beta of [0.3, 0.9, 0.999]) {
      // δ moves by (β2 − β1)/(4 (1 − β1)) at most
      const { delta } = scalarCondition({ beta1: beta, beta2: beta + 1e-13 });
      expect(Math.abs(delta - 0.75)).toBeLessThan(1e-13 / (1 - beta));
    }
  });

  it("from 0 has no bound for a bare second memory, and is the same where the maximum lies beyond 1", () => {
    expect(scalarCondition({ beta1: 0, beta2: 0.9, from: 0 })).toEqual({
      supremum: Infinity,
      at: 0,
      bound: 2,
      delta: -Infinity,
      holds: false,
    });
    expect(scalarCondition({ beta1: 0, beta2: 0, from: 0 })).toMatchObject({ supremum: 0.5, holds: true });
    for (const pair of pairs) {
      const { delta, at } = scalarCondition({ ...pair, from: 0 });
      const shifted = scalarCondition(pair);
      expect(delta).toBeLessThanOrEqual(shifted.delta);
      if (at >= 1) expect(delta).toBe(shifted.delta);
    }
  });

  it.each([
    [{ beta1: 1, beta2: 0.9 }, "beta1 must be in [0, 1): current value is 1"],
    [{ beta1: Number.NaN, beta2: 0.9 }, "beta1 must be in [0, 1): current value is NaN"],
    [{ beta1: 0.9, beta2: -1e-9 }, "beta2 must be in [0, 1): current value is -1e-9"],
    [{ beta1: 0.9, beta2: 0.9, from: -1 }, "from must be finite and ≥ 0: current value is -1"],
    [{ beta1: 0.9, beta2: 0.9, from: Infinity }, "from must be finite and ≥ 0: current value is Infinity"],
  ])("refuses %j", (options, message) => {
    expect(() => scalarCondition(options)).toThrow(RangeError);
    expect(() => scalarCondition(options)).toThrow(message);
  });
});

describe("gainGrowth", () => {
  it("is the logarithmic derivative of the gain where v only fades", () => {
    // A = √(1 − β2^x)/(1 − β1^x)·e^(½(1 − β2)x): no gradient, ε = 0, which is the equality in the lemma
    for (const { beta1, beta2 } of pairs) {
      const fade = (beta: number, x: number) => (beta === 0 ? 0 : Math.log(-Math.expm1(x * Math.log(beta))));
      const logGain = (x: number) => 0.5 * fade(beta2, x) - fade(beta1, x) + 0.5 * (1 - beta2) * x;
      for (const x of [0.2, 1, 3, 40]) {
        const h = 1e-4 * x;
        const slope = (8 * (logGain(x + h) - logGain(x - h)) - logGain(x + 2 * h) + logGain(x - 2 * h)) / (12 * h);
        // differences of fourth order: 1e-16·h⁻¹ from rounding of logarithms up to 20, 1e-14 from the next term
        expect(Math.abs(gainGrowth(x, { beta1, beta2 }) - slope)).toBeLessThan((1e-10 * (1 + x)) / x);
      }
    }
  });

  it("starts like −1/(2x), which bias correction makes of two memories, and ends at (1 − β2)/2", () => {
    for (const { beta1, beta2 } of pairs) {
      if (beta1 === 0 || beta2 === 0) continue;
      expect(gainGrowth(1e-9, { beta1, beta2 })).toBeCloseTo(-5e8, -3);
      expect(gainGrowth(Infinity, { beta1, beta2 })).toBe((1 - beta2) / 2);
    }
    expect(gainGrowth(Number.MIN_VALUE, { beta1: 0.9, beta2: 0.999 })).toBe(-Infinity);
    expect(gainGrowth(Number.MAX_VALUE, { beta1: 0.9, beta2: 0.999 })).toBe((1 - 0.999) / 2);
  });

  it.each([0, -1, Number.NaN])("refuses x = %d", (x) => {
    expect(() => gainGrowth(x, { beta1: 0.9, beta2: 0.999 })).toThrow(`x must be > 0: current value is ${x}`);
  });
});
