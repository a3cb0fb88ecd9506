import { judge, percent, short, stepText } from "../../src/experiments/index.js";
import { arrival, largestReversal, spread, supGap, supNorm } from "../../src/trajectory/measure.js";
import { type ClaimOptions, examine, type HerediaClaim, lrsOf, type SelectedRun } from "./claim.js";

/** Within 1 % of the initial distance at the end. */
export function reachesMinimiser(options: ClaimOptions): HerediaClaim {
  return {
    id: options.id,
    ...lrsOf(options),
    text: `${options.says} Defined: at the end of the horizon θ is within 1 % of the initial distance of the minimiser.`,
    expected: "|θ(T) − θ*| ≤ 1 % of |θ0 − θ*|",
    measure: (results) =>
      judge(
        examine(results, { theta0s: results.theta0s, ...options }, ({ run, target, distance }) => {
          const left = Math.abs(run.values.at(-1)! - target) / distance;
          return { value: `${percent(left)} left`, holds: left <= 0.01 };
        }),
      ),
  };
}

/** Never a step back by more than rounding. */
export function monotone(options: ClaimOptions): HerediaClaim {
  return {
    id: options.id,
    ...lrsOf(options),
    text: `${options.says} Defined: the largest step back is at most 1e-8 of the range, which rounding and the solver's tolerance explain.`,
    expected: "largest step back ≤ 1e-8 of the range",
    measure: (results) =>
      judge(
        examine(results, { theta0s: results.theta0s, ...options }, ({ run }) => {
          const share = largestReversal(run.values) / spread(run.values);
          return { value: `steps back by ${short(share)} of the range`, holds: share <= 1e-8 };
        }),
      ),
  };
}

/** The two starts mirror each other. */
export function mirrors({ id, symbol, odd }: { id: string; symbol: string; odd: boolean }): HerediaClaim {
  return {
    id,
    text: `Mirror symmetry: ${symbol} from −θ0 is ${odd ? "minus " : ""}${symbol} from θ0, exactly. Defined: up to 1e-12, which is rounding.`,
    expected: `sup|${symbol}(−θ0) ${odd ? "+" : "−"} ${symbol}(θ0)| ≤ 1e-12`,
    measure: (results) =>
      judge(
        examine(results, {}, ({ run, road, label, lr, theta0 }) => {
          const other = results.run({ road, label, lr, theta0: -theta0 });
          const gap = supGap(run.values, other.values, { sign: odd ? -1 : 1 });
          return { value: short(gap), holds: gap <= 1e-12 };
        }),
      ),
  };
}

/** First step within a share of the initial distance from the minimiser; runs that never come there are ordered after. */
export function arrivalStep({ run, target, distance }: SelectedRun, share: number): { size: number; text: string } {
  const step = run.stepOf(arrival(run.values, target, { tolerance: share * distance }));
  const left = Math.abs(run.values.at(-1)! - target) / distance;
  return step < 0
    ? { size: 1e12 * (1 + left), text: `${stepText(step)} (${percent(left)} left)` }
    : { size: step, text: stepText(step) };
}

/** θ or a memory that never leaves zero. */
export function staysAtZero(options: ClaimOptions): HerediaClaim {
  return {
    id: options.id,
    text: `${options.says} Defined: sup|θ| is 0, not nearly 0. It follows from g(0) = 0 and can hardly fail: it checks that 0/0 counts as 0, before the first step and after underflow.`,
    expected: "sup|θ| = 0",
    measure: (results) =>
      judge(
        examine(results, options, ({ run }) => {
          const sup = supNorm(run.values);
          return { value: short(sup), holds: sup === 0 };
        }),
      ),
  };
}
