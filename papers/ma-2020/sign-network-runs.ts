import type { Laboratory, Scale } from "../../src/experiments/index.js";
import { type DataWords, dataWords } from "./data-words.js";
import { earlyGap, firstStepAt, type TimedLoss } from "./early-gap.js";
import { limitCases } from "./limit-runs.js";
import { type PairSize, pairTask, trainingOf } from "./network-setup.js";

interface SignSize extends Omit<PairSize, "steps"> {
  /** Learning rate of signGD. */
  readonly signRate: number;
  /** Learning rates of the algorithms, the largest first. */
  readonly rates: readonly number[];
  /** End of the runs, in units of time. */
  readonly until: number;
}

const rates = [1e-3, 5e-4, 2e-4, 1e-4, 5e-5, 2e-5, 1e-5] as const;

/** The paper has signGD at 1e-5 and gives neither its other learning rates nor the end. */
export const signSizes: Readonly<Record<Scale, SignSize>> = {
  quick: { hidden: [16, 8, 8], perClass: 16, seeds: [1], signRate: 5e-4, rates: [2e-3, 1e-3, 5e-4], until: 0.06 },
  laptop: { hidden: [256, 128, 64], perClass: 200, seeds: [1, 2], signRate: 1e-5, rates, until: 5e-3 },
  paper: { hidden: [256, 128, 64], perClass: 1000, seeds: [1], signRate: 1e-5, rates, until: 0.02 },
};

/** What is left of the loss at the end of the early phase, as in the part without networks. */
const earlyShare = 0.1;

/** A run of an algorithm, or of signGD. */
export interface SignCurve extends TimedLoss {
  readonly seed: number;
  readonly label: string;
}

/** A learning rate beside signGD. */
export interface SignRow {
  readonly seed: number;
  readonly label: string;
  readonly lr: number;
  /** sup |f(X) − f(x)| over the early phase, as a share of f(x0); NaN where signGD has none. */
  readonly early: number;
}

export interface SignData extends DataWords {
  readonly rows: readonly SignRow[];
  readonly curves: readonly SignCurve[];
  /** End of the early phase by seed; NaN where signGD did not come there. */
  readonly earlyUntil: ReadonlyMap<number, number>;
  readonly size: SignSize;
  readonly scale: Scale;
}

export const signLabel = "signGD";

export async function signNetworkRuns(laboratory: Laboratory): Promise<SignData> {
  const { scale } = laboratory;
  const size = signSizes[scale];
  const found = await Promise.all(size.seeds.map((seed) => seedRuns(laboratory, size, seed)));
  return {
    rows: found.flatMap(({ rows }) => rows),
    curves: found.flatMap(({ curves }) => curves),
    earlyUntil: new Map(found.map(({ seed, end }) => [seed, end])),
    size,
    scale,
    ...dataWords(laboratory),
  };
}

async function seedRuns(laboratory: Laboratory, size: SignSize, seed: number) {
  const task = pairTask(laboratory, size);
  const steps = (lr: number) => Math.ceil(size.until / lr - 1e-9);
  const signRun = laboratory.train(
    trainingOf({ task, optimizer: "signgd", lr: size.signRate, steps: steps(size.signRate), seed }),
  );
  const runs = limitCases.flatMap(({ label, optimizer, ...factors }) =>
    size.rates.map(async (lr): Promise<SignCurve> => {
      const setting = trainingOf({ task, optimizer, lr, ...factors, steps: steps(lr), seed });
      const { loss } = await laboratory.train(setting);
      return { seed, label, lr, loss };
    }),
  );
  const curves = await Promise.all(runs);
  const sign: SignCurve = { seed, label: signLabel, lr: size.signRate, loss: (await signRun).loss };
  const last = firstStepAt(sign.loss, earlyShare);
  const rows = curves.map((curve): SignRow => {
    const { label, lr } = curve;
    return { seed, label, lr, early: last < 0 ? Number.NaN : earlyGap(curve, sign, { until: last }) };
  });
  return { seed, end: last < 0 ? Number.NaN : last * sign.lr, rows, curves: [sign, ...curves] };
}
