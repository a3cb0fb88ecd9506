import { type Claim, type Finding, judge, percent, short } from "../../src/experiments/index.js";
import { maximaText, type Ripple } from "./ripple.js";
import type { RmsData, RmsRow } from "./rms-network-runs.js";

type RmsClaim = Claim<RmsData>;

/** Small: less than what a spike has to rise by at least, a factor of 2. */
const smallRise = 2;
/** An oscillation of so many steps at most is fast. */
const longestPeriod = 10;
const fewestMaxima = 10;
/** "Much larger": so many times the rise of ln(loss). */
const larger = 3;
/** "Longer": so many times the distance of the maxima. */
const longer = 4;

const each = ({ rows }: RmsData, look: (row: RmsRow) => Omit<Finding, "what">): readonly Finding[] =>
  rows.map((row) => ({ what: `seed ${row.seed}`, ...look(row) }));

const rippleText = ({ maxima, period, rise }: Ripple): string =>
  maxima < 2
    ? `${maxima === 0 ? "no maximum" : "one maximum"}`
    : `${maxima} maxima, ${short(period)} steps apart, after rises by a factor of ${short(rise)} (medians)`;

const isSmall = ({ maxima, period, rise }: Ripple): boolean =>
  maxima >= fewestMaxima && period <= longestPeriod && rise < smallRise;

export const fastStart: RmsClaim = {
  id: "fast-start",
  text: "Fast initial convergence: the loss decreases very fast at the early stage. Defined: the diagnosis has a fast start, a fall by a factor of 3 or more, at least three times as steep on the log scale as from there to the end, and early, which is over within the first quarter of the steps.",
  expected: "a fast start in the first quarter",
  measure: (data) =>
    judge(
      each(data, ({ summary: { diagnosis } }) => {
        const start = diagnosis.fastStart;
        return {
          value:
            start === null ? "none" : `${short(start.decades)} decades, over at step ${start.to} of ${data.size.steps}`,
          holds: start !== null && start.to <= data.size.steps / 4,
        };
      }),
    ),
};

export const superlinearStart: RmsClaim = {
  id: "superlinear-start",
  text: "The early decrease is sometimes even super-linear. Defined: in more than half of the runs the second half of the fast start falls more than 1.5 times as far on the log scale as the first.",
  expected: "in more than half of the runs",
  measure: ({ rows }) => {
    const found = rows.filter(({ summary }) => summary.diagnosis.fastStart?.superlinear).length;
    const value = `${found} of ${rows.length} ${rows.length === 1 ? "run" : "runs"}`;
    return judge([{ what: "", value, holds: 2 * found > rows.length }]);
  },
};

export const smallOscillations: RmsClaim = {
  id: "small-oscillations",
  text: `Small oscillations: the fast start is followed by oscillations. Defined: after it the loss has ${fewestMaxima} maxima or more, ${maximaText}; in the median they are at most ${longestPeriod} steps apart and after rises by less than a factor of ${smallRise}, which is the least of a spike.`,
  expected: "≥ 10 maxima, ≤ 10 steps apart, rises < 2",
  measure: (data) => judge(each(data, ({ ripple }) => ({ value: rippleText(ripple), holds: isSmall(ripple) }))),
};

export const largeSpikes: RmsClaim = {
  id: "large-spikes",
  text: `Large spikes: different from small oscillations, spikes make the loss much larger, and the interval between two is longer. Defined: the diagnosis has two spikes or more; the median rise of ln(loss) is at least three times that to the maxima after the fast start, and the median interval at least four times the distance of those, of which there are two or more, ${maximaText}.`,
  expected: "≥ 3 times as high, ≥ 4 times as far apart",
  measure: (data) =>
    judge(
      each(data, ({ ripple, summary: { diagnosis } }) => {
        const { spikes } = diagnosis;
        if (spikes === null || spikes.interval === null) {
          return { value: spikes === null ? "no spikes" : "one spike", holds: false };
        }
        if (ripple.maxima < 2)
          return { value: `${spikes.count} spikes, ${rippleText(ripple)} beside them`, holds: false };
        const rise = (spikes.decades * Math.LN10) / Math.log(ripple.rise);
        const apart = spikes.interval / ripple.period;
        return {
          value: `${spikes.count} spikes, ${short(spikes.decades)} decades high and ${short(spikes.interval)} steps apart: ${short(rise)} and ${short(apart)} times as much`,
          holds: rise >= larger && apart >= longer,
        };
      }),
    ),
};

export const oscillatingRecovery: RmsClaim = {
  id: "oscillating-recovery",
  text: `Spikes are followed by an oscillating recovery. Defined: for at least half of the spikes the loss has one maximum or more on its way from the peak to where nine tenths of the rise of ln(loss) are undone, ${maximaText}.`,
  expected: "≥ 50 %",
  measure: (data) =>
    judge(
      each(data, ({ turns }) => {
        const share = turns.filter((count) => count > 0).length / Math.max(1, turns.length);
        return {
          value: turns.length === 0 ? "no spikes" : `${percent(share)} of ${turns.length} spikes`,
          holds: turns.length > 0 && share >= 0.5,
        };
      }),
    ),
};

export const lastQuarter: RmsClaim = {
  id: "last-quarter",
  text: "The last 500 iterations (right panel; here the last quarter of the steps) show small oscillations and large spikes. Defined: small oscillations as in the claim about them, and one spike or more with its peak there.",
  expected: "both",
  measure: (data) =>
    judge(
      each(data, ({ lastRipple, lastSpikes }) => ({
        value: `${rippleText(lastRipple)}; ${lastSpikes} spikes`,
        holds: isSmall(lastRipple) && lastSpikes > 0,
      })),
    ),
};

export const rmsNetworkClaims: readonly RmsClaim[] = [
  fastStart,
  superlinearStart,
  smallOscillations,
  largeSpikes,
  oscillatingRecovery,
  lastQuarter,
];
