import { type Claim, type Finding, judge, short } from "../../src/experiments/index.js";
import { medianOf } from "../../src/regimes/order-statistics.js";
import { lossText } from "./loss-summary.js";
import { type PaperRegime, paperRegimes, type RateCell, type RateMap } from "./rate-map-runs.js";

type RateMapClaim = Claim<RateMap>;

/** Mean losses within this factor are robust. */
const robustFactor = 10;

/** Where a regime is expected, in words. */
export const regionText: Readonly<Record<PaperRegime, string>> = {
  spike: "b/a ≥ 10",
  oscillation: "1/10 < b/a < 10",
  divergence: "b/a ≤ 1/10",
};

/** Diagnoses of some cells with their numbers, the most frequent first: "spike 12, oscillation 3". */
export function countText(cells: readonly RateCell[]): string {
  const counts = new Map<string, number>();
  for (const { summary } of cells) {
    const { regime } = summary.diagnosis;
    counts.set(regime, (counts.get(regime) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([regime, count]) => `${regime} ${count}`)
    .join(", ");
}

/** Cells where a regime is expected. */
export function regionOf({ cells }: RateMap, regime: PaperRegime): readonly RateCell[] {
  return cells.filter(({ expected }) => expected === regime);
}

/** Median over cells of the mean losses; Infinity if those of half of them are not finite. */
export const medianMean = (cells: readonly RateCell[]): number => medianOf(cells.map(({ summary }) => summary.mean));

const best: RateMapClaim = {
  id: "best",
  text: `Adam performs best near a ≈ b. Defined: of all cells, that with the smallest mean of the last losses has ${regionText.oscillation}, and no other cell has as small a one outside.`,
  expected: regionText.oscillation,
  measure: (data) => {
    const bestOf = (cells: readonly RateCell[]): RateCell =>
      cells.reduce((least, cell) => (cell.summary.mean < least.summary.mean ? cell : least));
    const [inside, outside] = [true, false].map((isInside) =>
      bestOf(data.cells.filter(({ expected }) => (expected === "oscillation") === isInside)),
    ) as [RateCell, RateCell];
    const value = `${toldMean(inside)} inside, ${toldMean(outside)} outside`;
    return judge([{ what: "", value, holds: inside.summary.mean < outside.summary.mean }]);
  },
};

/** A mean loss with its place. */
function toldMean({ a, b, summary }: RateCell): string {
  return `${lossText(summary.mean)} (a = ${short(a)}, b = ${short(b)})`;
}

/** Where a regime lies. */
function liesThere(regime: PaperRegime, words: string): RateMapClaim {
  return {
    id: `regime-${regime}`,
    text: `${words} Defined: of the cells with ${regionText[regime]} more than half are diagnosed as ${regime}; the paper draws no lines, these are half way between its examples in figure 7.`,
    expected: `${regime} in more than half`,
    measure: (data) => {
      const cells = regionOf(data, regime);
      const count = cells.filter(({ summary }) => summary.diagnosis.regime === regime).length;
      return judge(
        [{ what: "", value: `${count} of ${cells.length} cells`, holds: 2 * count > cells.length }],
        `There: ${countText(cells)}`,
      );
    },
  };
}

const mediansOf = (data: RateMap): Record<PaperRegime, number> => ({
  spike: medianMean(regionOf(data, "spike")),
  oscillation: medianMean(regionOf(data, "oscillation")),
  divergence: medianMean(regionOf(data, "divergence")),
});

const mediansFinding = (data: RateMap, holds: (medians: Record<PaperRegime, number>) => boolean): Finding => {
  const medians = mediansOf(data);
  const value = paperRegimes.map((regime) => `${lossText(medians[regime])} for ${regionText[regime]}`).join(", ");
  return { what: "", value, holds: holds(medians) };
};

const small: RateMapClaim = {
  id: "small",
  text: "In the oscillation regime, a ≈ b, the losses are small. Defined: the median over its cells of the mean loss is the smallest of the three regions.",
  expected: "smallest of the three",
  measure: (data) =>
    judge([mediansFinding(data, ({ spike, oscillation, divergence }) => oscillation < Math.min(spike, divergence))]),
};

const robust: RateMapClaim = {
  id: "robust",
  text: `There the losses are quite robust to the change of hyper-parameters. Defined: the mean losses of all cells with ${regionText.oscillation} lie within a factor of ${robustFactor}.`,
  expected: `≤ ${robustFactor}`,
  measure: (data) => {
    const cells = [...regionOf(data, "oscillation")].sort((one, other) => one.summary.mean - other.summary.mean);
    const [least, most] = [cells[0]!, cells.at(-1)!];
    const factor = most.summary.mean / least.summary.mean;
    const value = `${toldMean(least)} to ${toldMean(most)}${Number.isFinite(factor) ? `, a factor of ${short(factor)}` : ""}`;
    return judge([{ what: "", value, holds: factor <= robustFactor }]);
  },
};

const large: RateMapClaim = {
  id: "large",
  text: "In the divergence regime, a ≫ b, the training loss stays large. Defined: the median over its cells of the mean loss is the largest of the three regions.",
  expected: "largest of the three",
  measure: (data) =>
    judge([mediansFinding(data, ({ spike, oscillation, divergence }) => divergence > Math.max(spike, oscillation))]),
};

const blowsUp: RateMapClaim = {
  id: "blows-up",
  text: `In the divergence regime the loss may even blow up in some cases. Defined: for at least one cell with ${regionText.divergence} the mean of the last losses is above the loss at the start, or not finite.`,
  expected: "≥ 1 cell",
  measure: (data) => {
    const hasBlown = ({ summary }: RateCell): boolean => summary.mean > summary.first;
    const cells = regionOf(data, "divergence");
    const blown = cells.filter(hasBlown);
    const lost = blown.filter(({ summary }) => summary.mean === Infinity);
    const elsewhere = data.cells.filter(hasBlown).length - blown.length;
    const value = `${blown.length} of ${cells.length} cells, ${lost.length} of them not finite`;
    return judge(
      [{ what: "", value, holds: blown.length > 0 }],
      `Elsewhere ${elsewhere} of ${data.cells.length - cells.length}`,
    );
  },
};

export const rateMapClaims: readonly RateMapClaim[] = [
  best,
  liesThere("spike", "Spikes appear where b is sufficiently larger than a."),
  liesThere("oscillation", "The loss oscillates where a and b are of similar magnitude."),
  liesThere("divergence", "The loss diverges where a is sufficiently larger than b."),
  small,
  robust,
  large,
  blowsUp,
];
