import { judge, percent, type Quantity, type Results, type RunCase, short } from "../../src/experiments/index.js";
import { peak, spread, supGap } from "../../src/trajectory/measure.js";
import { observedOrder } from "../../src/trajectory/observed-order.js";
import { type ClaimOptions, examinePairs, type HerediaClaim, lrsOf, type SelectedRun } from "./claim.js";

/** Two curves this close, relative to the range of the discrete one, count as nearly identical to the eye. */
const eyeShare = 0.02;

/** √lr is the slowest rate that the theory gives: RMSProp's first steps from v = 0. */
const slowestOrder = 0.5;

/**
 * "The gap shrinks as the learning rate does", as a number; the note gives the orders, and says what keeps a gap from shrinking.
 *
 * The size of a memory depends on the learning rate (G like 1/lr²), so its gap is taken relative to the range.
 */
export function gapShrinks(symbol: string): HerediaClaim {
  const isRelative = symbol !== "θ";
  const relative = isRelative ? ", relative to the range of the discrete curve," : "";
  return {
    id: "gap",
    text: `The gap sup_k|${symbol}_k − ${symbol}(k·lr)|${relative} up to the shorter of the two horizons shrinks as lr does. Defined, for every case: smaller at each smaller lr, and the slope of its logarithm against log lr (the order) at least ½; √lr is the slowest rate that the theory gives (RMSProp, from v = 0).`,
    expected: "order ≥ 0.5; smaller at each smaller lr",
    measure(results) {
      const all = results.labels.map((label) => measureGaps(results, { label, isRelative }));
      return judge(
        all.map(({ label, gaps, lrs, order, holds }) => {
          const list = lrs.map(
            (lr, index) => `${isRelative ? percent(gaps[index]!) : short(gaps[index]!)} at lr ${lr}`,
          );
          return { what: label, value: `order ${order.toFixed(2)} (${list.join(", ")})`, holds };
        }),
        all.map(({ note }) => note).join("; "),
      );
    },
  };
}

function measureGaps(results: Results, { label, isRelative }: { label: string; isRelative: boolean }) {
  const pairs = results.gapPairs({ label });
  const lrs = pairs.map(({ lr }) => lr);
  const gapsFrom = (share: number) =>
    pairs.map(({ discrete, nonlocal }) => {
      const first = Math.floor(share * discrete.atSteps.length);
      const gap = supGap(discrete.atSteps.subarray(first), nonlocal.atSteps.subarray(first));
      return isRelative ? gap / spread(discrete.atSteps) : gap;
    });
  const orderOf = (gaps: readonly number[], { from = 0 } = {}) =>
    observedOrder(lrs.slice(from), gaps.slice(from))?.slope ?? Number.NaN;
  const gaps = gapsFrom(0);
  const order = orderOf(gaps);
  const shrinks = gaps.every((gap, index) => index === 0 || gap < gaps[index - 1]!);
  const holds = shrinks && order >= slowestOrder;
  const where = pairs.map(({ discrete, nonlocal }) => {
    return peak(discrete.atSteps.map((value, k) => Math.abs(value - nonlocal.atSteps[k]!))).index;
  });
  const late = orderOf(gapsFrom(0.1)).toFixed(2);
  const note = `${label}: order ${order.toFixed(2)}, without the first tenth of the horizon ${late}; at lr ${lrs.at(-1)} the gap is largest at step ${where.at(-1)}`;
  const memory = memorySteps(pairs.at(-1)!.discrete.setting.case, results.quantity);
  const isStuck = !(orderOf(gaps, { from: -2 }) >= slowestOrder);
  const isLayer = isStuck && where.at(-1)! <= memory;
  return { label, lrs, gaps, order, holds, note: isLayer ? `${note}, ${layerText(results.symbol, memory)}` : note };
}

/** Steps after which a memory has forgotten its start, 1/(1 − β); 0 where there is no such memory. */
function memorySteps({ optimizer, beta1 = 0, beta2 = 0 }: RunCase, quantity: Quantity): number {
  if (quantity === "theta" || optimizer === "adagrad") return 0;
  // 1/(1 − 0.9) is above 10 by rounding, or below
  return Math.round(1 / (1 - (quantity === "m" ? beta1 : beta2)));
}

function layerText(symbol: string, steps: number): string {
  return `within the initial layer of 1/(1 − β) = ${steps} step${steps === 1 ? "" : "s"}, in which ${symbol} fills up from 0: at fixed β their number does not depend on lr, and there the sum and the integral stay apart by a fixed share`;
}

/** Both roads within 2 % of the range of the discrete curve. */
export function nearlyIdentical(options: ClaimOptions): HerediaClaim {
  return {
    id: options.id,
    ...lrsOf(options),
    text: `${options.says} Defined: the largest gap at t = k·lr is at most ${percent(eyeShare)} of the range of the discrete curve.`,
    expected: `gap ≤ ${percent(eyeShare)} of the range`,
    measure: (results) =>
      judge(
        examinePairs(results, options, (pair) => gapFinding(pair, (share) => share <= eyeShare)),
        results.quantity === "theta" ? "" : aheadNote(results, options),
      ),
  };
}

/** The opposite of nearly identical. */
export function visiblyApart(options: ClaimOptions): HerediaClaim {
  return {
    id: options.id,
    ...lrsOf(options),
    text: `${options.says} Defined: the largest gap at t = k·lr is more than ${percent(eyeShare)} of the range of the discrete curve.`,
    expected: `gap > ${percent(eyeShare)} of the range`,
    measure: (results) =>
      judge(
        examinePairs(results, options, (pair) => gapFinding(pair, (share) => share > eyeShare)),
        aheadNote(results, options),
      ),
  };
}

interface Pair {
  readonly discrete: SelectedRun;
  readonly nonlocal: SelectedRun;
}

function gapFinding({ discrete, nonlocal }: Pair, accepts: (share: number) => boolean) {
  const gap = supGap(discrete.run.atSteps, nonlocal.run.atSteps);
  const share = gap / spread(discrete.run.atSteps);
  return { value: `gap ${short(gap)}, ${percent(share)} of the range`, holds: accepts(share) };
}

/** The same gap as the author's figures show memories: at t + lr over t. */
function aheadNote(results: Results, options: ClaimOptions): string {
  const findings = examinePairs(results, options, (pair) => ({ value: gapAhead(pair), holds: true }));
  const list = findings.map(({ what, value }) => `${value} (${what})`).join(", ");
  return `With the continuous curve one step ahead, as the author plots it, the gap is, in shares of the range, ${list}`;
}

function gapAhead({ discrete, nonlocal }: Pair): string {
  const ahead = supGap(discrete.run.atSteps.slice(0, -1), nonlocal.run.atSteps.slice(1));
  return percent(ahead / spread(discrete.run.atSteps));
}
