import { describe, expect, test } from "vitest";
import { createRandom } from "../numeric/index.js";
import { runMonomial } from "../optimizers/index.js";
import { monomialBoundaries, monomialMargins, monomialRegime, monomialSlope } from "./monomial-boundary.js";

const exponents = [4, 6, 8, 20];

/** Settings in (0, 1)², dense near 0, where the flip line is. */
function settingsOf(count: number) {
  const random = createRandom(3);
  return Array.from({ length: count }, (_, i) => ({
    exponent: exponents[i % exponents.length]!,
    beta1: random.uniform() ** 3,
    beta2: random.uniform() ** 3,
  }));
}

/**
 * One step of ln u and ln w, u = m/x^(k−1), w = x^(k−2)/√v, in units of lr, where the ratio of iterates is positive; the
 * term of v that vanishes with x is left out.
 */
function scaleFreeStep([lnU, lnW]: readonly number[], { exponent: k, beta1, beta2 }: (typeof sample)[number]) {
  const ratio = 1 - Math.exp(lnU! + lnW!);
  return [
    Math.log(beta1 * Math.exp(lnU!) * ratio ** (1 - k) + 1 - beta1),
    lnW! + (k - 2) * Math.log(ratio) - 0.5 * Math.log(beta2),
  ];
}
const sample = settingsOf(400);

/** The largest multiplier of the state with a ratio of ρ, by central differences; null if there is no such state. */
function largestMultiplier(settings: (typeof sample)[number]): number | null {
  const { exponent: k, beta1, beta2 } = settings;
  const rho = beta2 ** (1 / (2 * (k - 2)));
  const u = (1 - beta1) / (1 - beta1 * rho ** (1 - k));
  if (!(u > 0 && u < Infinity)) return null;
  const fixed = [Math.log(u), Math.log((1 - rho) / u)];
  // rounding of the step, up to 1e-16·k·… for ratios near 0, is divided by the width
  const width = 1e-5 * Math.min(1, rho);
  const column = (i: number) => {
    const at = (sign: number) =>
      scaleFreeStep(
        fixed.map((value, j) => value + (i === j ? sign * width : 0)),
        settings,
      );
    const [up, down] = [at(1), at(-1)];
    return up.map((value, j) => (value - down[j]!) / (2 * width));
  };
  const [[a, c], [b, d]] = [column(0), column(1)] as [[number, number], [number, number]];
  const [half, determinant] = [(a + d) / 2, a * d - b * c];
  const square = half * half - determinant;
  return square < 0 ? Math.sqrt(determinant) : Math.abs(half) + Math.sqrt(square);
}

test("I is where the convergent state exists and all its multipliers are in the unit circle", () => {
  const seen = { I: 0, II: 0, III: 0 };
  for (const settings of sample) {
    const multiplier = largestMultiplier(settings);
    // nearer than the error of the differences nothing is decided
    if (multiplier !== null && Math.abs(multiplier - 1) < 1e-4) continue;
    const regime = multiplier === null ? "III" : multiplier < 1 ? "I" : "II";
    expect(monomialRegime(settings)).toBe(regime);
    seen[regime]++;
  }
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
});

test("the flip margin has the sign of 2 + β1 ρ^(1−k)(2 + kc) − (k − 2)c", () => {
  for (const settings of sample) {
    const { exponent: k, beta1, beta2 } = settings;
    const rho = beta2 ** (1 / (2 * (k - 2)));
    const c = 1 / rho - 1;
    const jury = 2 + beta1 * rho ** (1 - k) * (2 + k * c) - (k - 2) * c;
    expect(Math.sign(monomialMargins(settings).flip)).toBe(Math.sign(jury));
  }
});

test("without a first moment I begins at β2 = (1 − 2/k)^(2(k−2))", () => {
  for (const exponent of exponents) {
    const line = (1 - 2 / exponent) ** (2 * (exponent - 2));
    expect(monomialRegime({ exponent, beta1: 0, beta2: 0.999 * line })).toBe("II");
    expect(monomialRegime({ exponent, beta1: 0, beta2: 1.001 * line })).toBe("I");
  }
});

test("the lines lie where the margins are 0", () => {
  const grid = [0, 0.002, 0.006, 0.008, 0.02, 0.5, 0.9, 0.99];
  for (const exponent of exponents) {
    const { beta1, stability, existence } = monomialBoundaries({ exponent, beta1: grid });
    beta1.forEach((factor, i) => {
      const at = (beta2: number) => monomialMargins({ exponent, beta1: factor, beta2 });
      const { spiral, flip } = at(stability[i]!);
      // rounding of β2 through powers up to 1/(2(k − 2)) and k
      expect(Math.abs(Math.min(spiral, flip))).toBeLessThan(1e-14);
      expect(Math.abs(at(existence[i]!).existence)).toBeLessThan(1e-14);
      expect(stability[i]!).toBeGreaterThanOrEqual(existence[i]!);
    });
  }
  expect([...monomialBoundaries({ exponent: 4, beta1: [0.25, 0.9] }).stability]).toEqual([0.25, 0.9]);
});

describe("runs end in linear convergence exactly in I", () => {
  // β1 relative to the boundary, in steps from far inside I to far outside
  const places = [0.1, 0.7, 0.95, 1.05, 1.3];
  const cases = [4, 6].flatMap((exponent) =>
    [0.2, 0.5, 0.8, 0.93].flatMap((beta2) =>
      places
        .map((place) => ({ exponent, beta2, beta1: place * beta2 ** (exponent / (2 * (exponent - 2))) }))
        .filter(({ beta1 }) => beta1 < 1),
    ),
  );
  test.each(cases)("k = $exponent, β2 = $beta2, β1 = $beta1", (settings) => {
    const { exponent, beta1, beta2 } = settings;
    const options = { optimizer: "adam", lr: 1e-3, beta1, beta2, epsilon: 0, theta0: 1, steps: 12_000 } as const;
    const { logLoss } = runMonomial({ coefficient: 1 / exponent, exponent }, options);
    const slope = (logLoss![12_000]! - logLoss![6000]!) / 6000;
    const nearest = Math.max(...logLoss!.subarray(6000)) / exponent - Math.log(1e-3);
    if (monomialRegime(settings) === "I") {
      // the slowest multiplier is √(β1/ρ^k) ≤ 0.975: after 6000 steps only rounding is left of the way there
      expect(slope / monomialSlope(settings)).toBeCloseTo(1, 9);
    } else {
      // it comes back to the size of the learning rate again and again
      expect(nearest).toBeGreaterThan(-3);
      expect(Math.abs(slope / monomialSlope(settings))).toBeLessThan(0.5);
    }
  });
});

test.each([
  [{ exponent: 2, beta1: 0.9, beta2: 0.9 }, "exponent must be an even whole number ≥ 4: current value is 2"],
  [{ exponent: 5, beta1: 0.9, beta2: 0.9 }, "exponent must be an even whole number ≥ 4: current value is 5"],
  [{ exponent: 4, beta1: 1, beta2: 0.9 }, "beta1 must be in [0, 1): current value is 1"],
  [{ exponent: 4, beta1: 0.9, beta2: Number.NaN }, "beta2 must be in [0, 1): current value is NaN"],
])("refused: %o", (settings, sentence) => {
  expect(() => monomialRegime(settings)).toThrow(RangeError);
  expect(() => monomialRegime(settings)).toThrow(sentence);
});
