import { type Claim, type Finding, judge, percent, short } from "../../src/experiments/index.js";
import type { LateData, LateProblem, LateRow } from "./late-runs.js";
import { lossText } from "./loss-summary.js";
import { extremesOf, firstAt, gapShare, testSeries } from "./test-progress.js";

type LateClaim = Claim<LateData>;

const fewestSpikes = 3;
const leastTenfold = 0.05;
const leastRising = 0.01;
/** "Typically, a training loss 1e-2 ~ 1e-3 is sufficient". */
const sufficientLoss = 1e-3;
const accuracyTolerance = 0.01;

function each(
  { rows }: LateData,
  look: (row: LateRow) => Omit<Finding, "what">,
  only?: LateProblem,
): readonly Finding[] {
  return rows
    .filter(({ problem }) => only === undefined || problem === only)
    .map((row) => ({ what: `${row.problem}, seed ${row.seed}`, ...look(row) }));
}

const timesText = (worst: number): string =>
  Number.isFinite(worst) ? `${short(worst)} times the least` : "not finite";

export const lateSpikes: LateClaim = {
  id: "late-spikes",
  text: "Large spikes keep repeatedly appearing in the late phase of the training, for both problems. Defined: the diagnosis of the losses has at least three spikes in the second half of the run, and one or more in each of its two quarters.",
  expected: "≥ 3, some in both quarters",
  measure: (data) =>
    judge(
      each(data, ({ late: { quarters, decades } }) => ({
        value: `${quarters[0]} and ${quarters[1]} spikes in the third and last quarter${decades > 0 ? `, ${short(decades)} decades high` : ""}`,
        holds: quarters[0] + quarters[1] >= fewestSpikes && Math.min(...quarters) >= 1,
      })),
      data.rows
        .map(({ problem, seed, summary }) => `${problem}, seed ${seed}: ${summary.diagnosis.regime}`)
        .join("; ")
        .replace(/^/, "Whole runs are diagnosed as "),
    ),
};

export const notMonotone: LateClaim = {
  id: "not-monotone",
  text: "The training curve does not behave monotonically even with the full batch. Defined: in every run at least 1 % of the steps of the second half raise the loss by more than 1 %.",
  expected: "≥ 1 % of the steps",
  measure: (data) =>
    judge(
      each(data, ({ late: { rising } }) => ({
        value: `${percent(rising)} of the steps`,
        holds: rising >= leastRising,
      })),
    ),
};

export const hardToStop: LateClaim = {
  id: "stopping-time",
  text: "The large spikes in the late phase make it difficult to pick a good stopping time (right panel). Defined: of the steps of the second half at least 5 % end at a loss ten or more times the least one until there.",
  expected: "≥ 5 %",
  measure: (data) =>
    judge(
      each(
        data,
        ({ late: { tenfold, worst }, summary: { least, median } }) => ({
          value: `${percent(tenfold)}, at worst ${timesText(worst)}; least loss ${lossText(least)}, median of the last quarter ${lossText(median)}`,
          holds: tenfold >= leastTenfold,
        }),
        "regression",
      ),
      data.rows
        .filter(({ problem }) => problem === "classification")
        .map(
          ({ seed, late }) =>
            `In the classification, seed ${seed}: ${percent(late.tenfold)}, at worst ${timesText(late.worst)}`,
        )
        .join("; "),
    ),
};

export const gapDominates: LateClaim = {
  id: "generalisation-gap",
  text: "In the classification learning is mainly dominated by the generalisation gap (left panel). Defined: over the last quarter the median share of the test loss that is above the training loss is more than a half.",
  expected: "> 50 %",
  measure: (data) =>
    judge(
      each(
        data,
        ({ record: { metrics } }) => {
          const share = gapShare(testSeries(metrics, "test loss"));
          return { value: Number.isFinite(share) ? percent(share) : "not measured", holds: share > 0.5 };
        },
        "classification",
      ),
    ),
};

export const smallLossSuffices: LateClaim = {
  id: "sufficient-loss",
  text: "Typically a training loss of 1e-2 to 1e-3 is sufficient to select a good model (of classification). Defined: where the training loss is first measured to be at most 1e-3, the test accuracy is within one point of its best over the run.",
  expected: "within 1 %",
  measure: (data) =>
    judge(
      each(
        data,
        ({ record: { metrics } }) => {
          const series = testSeries(metrics, "accuracy");
          const there = firstAt(series, sufficientLoss);
          const { most } = extremesOf(series);
          return {
            value: Number.isFinite(there)
              ? `${percent(there)} against ${percent(most)} at best`
              : `a training loss of ${sufficientLoss} was not seen`,
            holds: most - there <= accuracyTolerance,
          };
        },
        "classification",
      ),
    ),
};

export const lateClaims: readonly LateClaim[] = [lateSpikes, notMonotone, hardToStop, gapDominates, smallLossSuffices];
