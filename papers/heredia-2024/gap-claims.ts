import { judge, percent, type Results, type RunPair, short } from "../../src/experiments/index.js";
import { peak, spread, supGap } from "../../src/trajectory/measure.js";
import { observedOrder } from "../../src/trajectory/observed-order.js";
import { examinePairs, type HerediaClaim, type SelectedRun } from "./claim.js";
import { lrsOf, type Options } from "./common-claims.js";

/** Two curves this close, relative to the range of the discrete one, count as nearly identical to the eye. */
const eyeShare = 0.02;

/**
 * "The gap shrinks as the learning rate does", as a number; the note says where it is largest and how it looks elsewhere.
 *
 * The size of a memory depends on the learning rate (G like 1/lr²), so its gap is taken relative to the range.
 */
export function gapShrinks(symbol: string): HerediaClaim {
  const isRelative = symbol !== "θ";
  const relative = isRelative ? ", relative to the range of the discrete curve," : "";
  return {
    id: "gap",
    text: `The gap sup_k|${symbol}_k − ${symbol}(k·lr)|${relative} up to the shorter of the two horizons shrinks as lr does. Defined: smaller at the smallest lr than at the largest, and the slope of its logarithm against log lr (the order) positive.`,
    expected: "order > 0",
    measure(results) {
      const all = results.labels.map((label) => measureGaps(label, results.gapPairs({ label }), isRelative));
      return judge(
        all.map(({ label, gaps, lrs, order }) => {
          const list = lrs.map(
            (lr, index) => `${isRelative ? percent(gaps[index]!) : short(gaps[index]!)} at lr ${lr}`,
          );
          const holds = order > 0 && gaps.at(-1)! < gaps[0]!;
          return { what: label, value: `order ${order.toFixed(2)} (${list.join(", ")})`, holds };
        }),
        all.map(({ note }) => note).join("; "),
      );
    },
  };
}

function measureGaps(label: string, pairs: readonly RunPair[], isRelative: boolean) {
  const lrs = pairs.map(({ lr }) => lr);
  const gapsFrom = (share: number) =>
    pairs.map(({ discrete, nonlocal }) => {
      const first = Math.floor(share * discrete.atSteps.length);
      const gap = supGap(discrete.atSteps.subarray(first), nonlocal.atSteps.subarray(first));
      return isRelative ? gap / spread(discrete.atSteps) : gap;
    });
  const orderOf = (gaps: readonly number[]) => observedOrder(lrs, gaps)?.slope ?? Number.NaN;
  const gaps = gapsFrom(0);
  const last = pairs.at(-1)!;
  const { index } = peak(last.discrete.atSteps.map((value, k) => Math.abs(value - last.nonlocal.atSteps[k]!)));
  const note = `${label}: at lr ${last.lr} the gap is largest at step ${index}; without the first tenth of the horizon the order is ${orderOf(gapsFrom(0.1)).toFixed(2)}`;
  return { label, lrs, gaps, order: orderOf(gaps), note };
}

/** Both roads within 2 % of the range of the discrete curve. */
export function nearlyIdentical(options: Options): HerediaClaim {
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
export function visiblyApart(options: Options): HerediaClaim {
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
function aheadNote(results: Results, options: Options): string {
  const findings = examinePairs(results, options, (pair) => ({ value: gapAhead(pair), holds: true }));
  const list = findings.map(({ what, value }) => `${value} (${what})`).join(", ");
  return `With the continuous curve one step ahead, as the author plots it, the gap is, in shares of the range, ${list}`;
}

function gapAhead({ discrete, nonlocal }: Pair): string {
  const ahead = supGap(discrete.run.atSteps.slice(0, -1), nonlocal.run.atSteps.slice(1));
  return percent(ahead / spread(discrete.run.atSteps));
}
