import { type Claim, type Finding, judge, percent, short } from "../../src/experiments/index.js";
import { authorGrid, type BasinData, barrier, modelNames, type Switch } from "./basins.js";

type BasinClaim = Claim<BasinData>;

const basinOf = (theta: number) => (Number.isNaN(theta) ? "nowhere" : theta > barrier ? "1" : "−0.854");

/** The middle of a bisected switch. */
export const thresholdOf = ({ low, high }: Switch): number => Math.sqrt(low * high);

/** On the author's grid. */
export const sameBasins: BasinClaim = {
  id: "same-basins",
  text: "Discrete Adam and the second-order model go to 1 at large lr and to −0.853 at small lr, at the same ones. Defined: on the paper's grid of seven lr both end in the same basin at each, at −0.853 at the smallest and at 1 at the largest.",
  expected: "the same basin at 7 of 7 lr",
  measure: ({ finals }) =>
    judge(
      authorGrid.map(({ lr }, k): Finding => {
        const [one, other] = [basinOf(finals.discrete[k]!), basinOf(finals["second order"][k]!)];
        const isEnd = k > 0 && k + 1 < authorGrid.length;
        const wanted = k === 0 ? "−0.854" : "1";
        const value = `${short(finals.discrete[k]!)} and ${short(finals["second order"][k]!)}`;
        return { what: `lr ${lr}`, value, holds: one === other && (isEnd || one === wanted) };
      }),
    ),
};

/** Threshold-like. */
export const oneSwitch: BasinClaim = {
  id: "one-switch",
  text: "The switch is threshold-like. Defined: over a scan of lr from 0.001 to 0.1, equal in the logarithm, each model changes its basin exactly once.",
  expected: "one change of basin",
  measure: ({ switches }) =>
    judge(
      modelNames.map((what): Finding => {
        const found = switches[what];
        const value = `${found.length} (${found.map((one) => thresholdOf(one).toPrecision(3)).join(", ")})`;
        return { what, value, holds: found.length === 1 };
      }),
    ),
};

/** To three digits, where the paper has its grid. */
export const sameThreshold: BasinClaim = {
  id: "same-threshold",
  text: "Both exhibit the same threshold. Defined, beyond the paper's grid: the first change of basin, bisected to three digits, is at the same lr within 5 % for the second-order model and the algorithm.",
  expected: "thresholds within 5 %",
  measure: ({ switches }) => {
    const [discrete, first, second] = modelNames.map((name) => {
      const one = switches[name][0];
      return one ? thresholdOf(one) : Number.NaN;
    });
    const off = second! / discrete! - 1;
    return judge(
      [
        {
          what: "",
          value: `${discrete!.toPrecision(3)} discrete, ${second!.toPrecision(3)} second order: ${percent(Math.abs(off))} apart`,
          holds: Math.abs(off) <= 0.05,
        },
      ],
      `The first-order model has its own at ${first!.toPrecision(3)}, ${percent(Math.abs(first! / discrete! - 1))} from the algorithm's`,
    );
  },
};

/** The author's runs. */
export const authorAgrees: BasinClaim = {
  id: "author",
  needsReference: true,
  text: "The author's second-order runs end as in the figure. Defined: where they were run, they end in the same basin as the equation, solved to 1e-10.",
  expected: "the same basin",
  measure: ({ finals, author }) =>
    judge(
      author.flatMap((theta, k): Finding[] => {
        if (theta === null) return [];
        const ours = finals["second order"][k]!;
        const value = `${short(theta)} and ${short(ours)}`;
        return [{ what: `lr ${authorGrid[k]!.lr}`, value, holds: basinOf(theta) === basinOf(ours) }];
      }),
    ),
};
