import type { Monomial } from "../objectives/objective.js";
import { wholePower } from "../objectives/whole-power.js";
import type { Trajectory } from "../trajectory/trajectory.js";
import { checkMonomialRun, type RunMonomialOptions } from "./monomial-options.js";
import { createMonomialRows, finishRows, type MonomialRows, scalesOf } from "./monomial-rows.js";
import { alignmentOf, type MonomialRule, type MonomialState, updateMonomial } from "./monomial-rule.js";
import { scaled } from "./scaled-number.js";
import { ratio } from "./scaling.js";

/** Values of m and v that leave 2^±200 get new exponents. */
const WIDEST = 200;
/** Gradients stay within about 2^±500, so that their squares are ordinary numbers. */
const WIDEST_GRADIENT = 500;
const SMALLEST = 2 ** -WIDEST;
const LARGEST = 2 ** WIDEST;
const SMALLEST_NORMAL = 2 ** -1022;
const PROGRESS_REPORTS = 200;
const POLL_INTERVAL = 64;

const zero = scaled(0);

/**
 * The discrete algorithm on `f(x) = coefficient·x^exponent`, carried beyond the range of doubles.
 *
 * x, m and v each have an exponent of their own, so that nothing underflows and ε = 0 is exact; where nothing would
 * underflow the rows are those of `run`, bit for bit. `theta`, `m`, `v` and `loss` are doubles, 0 or infinite where the
 * numbers have left their range; `logLoss` is ln f, −∞ only at x = 0, and only there for f ≥ 0 (even exponent, coefficient
 * > 0). The run ends as "diverged" where θ itself is no longer finite; the loss may be infinite before.
 *
 * @throws {RangeError} if the monomial or an option is outside its range.
 * @see docs/theory/scale-free.md
 * @example
 * const options = { optimizer: "adam", lr: 1e-3, beta1: 0.9, beta2: 0.93, epsilon: 0, theta0: 1, steps: 12000 } as const;
 * runMonomial({ coefficient: 1 / 4, exponent: 4 }, options).logLoss!.at(-1)!.toFixed(0); // "-811"
 */
export function runMonomial(monomial: Monomial, options: RunMonomialOptions): Trajectory {
  const rule = checkMonomialRun(monomial, options);
  const { optimizer, steps, withMoments = true } = options;
  const rows = createMonomialRows(steps + 1, {
    hasLogLoss: monomial.coefficient > 0 && monomial.exponent % 2 === 0,
    hasM: withMoments && optimizer === "adam",
    hasV: withMoments,
  });
  return march(rule, options, rows);
}

/**
 * Plain numbers as long as no value leaves its range; else the update is made again with new exponents.
 *
 * In the range everything is a normal number, or so much smaller than what it is added to that it adds nothing.
 */
function march(rule: MonomialRule, options: RunMonomialOptions, rows: MonomialRows): Trajectory {
  const { exponent, keep1, gain1, keep2, gain2, log1, log2 } = rule;
  const { steps, lr, onProgress, isCancelled } = options;
  const { theta, loss, logLoss, m: mRows, v: vRows } = rows;
  const largestX = 2 ** Math.min(WIDEST, WIDEST_GRADIENT / exponent);
  const [slope, rate] = [rule.slope.value, rule.lr.value];
  const progressEvery = Math.ceil(steps / PROGRESS_REPORTS);
  let state: MonomialState = { x: scaled(options.theta0), m: zero, v: zero };
  let [scales, align] = [scalesOf(rule, state), alignmentOf(rule, state)];
  let [x, m, v] = [state.x.value, 0, 0];
  let [correction1, correction2] = [0, 0];
  for (let row = 0; ; row++) {
    const position = x * scales.x1 * scales.x2;
    if (!Number.isFinite(position)) {
      const event = { kind: "non-finite parameters", time: row * lr, size: Math.abs(theta[row - 1]!) };
      return finishRows(rows, { lastRow: row - 1, lr, status: "diverged", event });
    }
    const g = slope * wholePower(x, exponent - 1);
    const value = (g * x) / exponent;
    const f = value * scales.loss1 * scales.loss2;
    theta[row] = position;
    loss[row] = f;
    if (logLoss) logLoss[row] = f >= SMALLEST_NORMAL && f < Infinity ? Math.log(f) : Math.log(value) + scales.logLoss;
    if (mRows) mRows[row] = m * scales.m1 * scales.m2;
    if (vRows) vRows[row] = v * scales.v1 * scales.v2;
    if (onProgress && row > 0 && row % progressEvery === 0) onProgress(row / steps);
    if (row === steps) return finishRows(rows, { lastRow: row, lr, status: "completed" });
    if (isCancelled && row % POLL_INTERVAL === 0 && isCancelled()) {
      return finishRows(rows, { lastRow: row, lr, status: "interrupted" });
    }

    // once a correction has become 1 it stays so
    if (correction1 !== 1) correction1 = -Math.expm1((row + 1) * log1);
    if (correction2 !== 1) correction2 = -Math.expm1((row + 1) * log2);
    const size = rate / correction1;
    const root2 = Math.sqrt(correction2);
    const nextM = keep1 * m + gain1 * (g * align.first);
    const nextV = keep2 * v + gain2 * (g * g * align.second);
    const denominator = (Math.sqrt(nextV) * align.root) / root2 + align.epsilon;
    const nextX = x - size * ratio(nextM, denominator) * align.update;
    const [sizeM, sizeX] = [Math.abs(nextM), Math.abs(nextX)];
    const fits1 = sizeM >= SMALLEST && sizeM <= LARGEST && nextV >= SMALLEST && nextV <= LARGEST;
    if (fits1 && sizeX * largestX >= 1 && sizeX <= largestX) {
      [x, m, v] = [nextX, nextM, nextV];
      continue;
    }
    state = updateMonomial(rule, withValues(state, { x, m, v }), { size, root2 });
    [scales, align] = [scalesOf(rule, state), alignmentOf(rule, state)];
    [x, m, v] = [state.x.value, state.m.value, state.v.value];
  }
}

/** `state` with other values for the same exponents. */
function withValues(state: MonomialState, { x, m, v }: Readonly<Record<"x" | "m" | "v", number>>): MonomialState {
  return {
    x: { value: x, exponent: state.x.exponent },
    m: { value: m, exponent: state.m.exponent },
    v: { value: v, exponent: state.v.exponent },
  };
}
