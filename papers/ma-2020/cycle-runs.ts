import type { Laboratory, RunSetting } from "../../src/experiments/index.js";
import { type Monomial, powerObjective } from "../../src/objectives/index.js";
import { rmspropOptimizer, run } from "../../src/optimizers/index.js";
import { runMonomial } from "../../src/optimizers/run-monomial.js";
import type { Trajectory } from "../../src/trajectory/trajectory.js";
import { parabola, settingOf, standardEpsilon } from "./setup.js";
import {
  approachFactor,
  approachOf,
  type CycleSetting,
  cycleAmplitude,
  cycleDistances,
  enoughSteps,
  measuredFactor,
} from "./two-cycle.js";

/** The paper's learning rate. */
export const lr = 0.01;
/** The paper draws "different values"; it does not say which. */
export const drawnFactors = [0.1, 0.5, 0.9, 0.99, 0.999] as const;
const scannedFactors = [0.001, 0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99, 0.995, 0.999] as const;
/** On the cycle to this distance counts as reached. */
export const reached = 1e-12;
const setting: CycleSetting = { lr, epsilon: standardEpsilon, curvature: 1 };
export const amplitude = cycleAmplitude(setting);
const halfParabola: Monomial = { coefficient: 0.5, exponent: 2 };

/** A drawn run, by numbers of unlimited range and by doubles. */
export interface DrawnRun {
  readonly beta2: number;
  readonly exact: Trajectory;
  readonly doubles: Trajectory;
  readonly distances: Float64Array;
}

/** All starts of a factor. */
export interface ScanRow {
  readonly beta2: number;
  readonly starts: number;
  /** Runs that reach the cycle, by numbers of unlimited range and by doubles. */
  readonly exact: number;
  readonly doubles: number;
  /** Steps until the last of the former stays on the cycle, and of the first. */
  readonly slowest: number;
  readonly fastest: number;
  /** Largest distance of any of them over the last tenth of its run. */
  readonly last: number;
  /** log10 of the least |x| on the way. */
  readonly least: number;
  /** Factor of the approach by theory, and fitted to the run from 1. */
  readonly factor: number;
  readonly measured: number;
}

/** A run on another parabola. */
export interface OtherRow extends CycleSetting {
  readonly beta2: number;
  readonly amplitude: number;
  /** Distance to the cycle at the end. */
  readonly last: number;
}

/** A start that is thrown to the stationary point: |x0| = (η − ε)/√(1 − β). */
export interface ThrownRow {
  readonly beta2: number;
  readonly start: number;
  /** |x₁|, and whether the run reaches the cycle all the same. */
  readonly next: number;
  readonly step: number;
}

export interface CycleData {
  readonly drawn: readonly DrawnRun[];
  readonly scan: readonly ScanRow[];
  readonly others: readonly OtherRow[];
  readonly thrown: readonly ThrownRow[];
}

export async function cycleRuns({ scale, run: make }: Laboratory): Promise<CycleData> {
  const isFull = scale !== "quick";
  const drawn = await Promise.all(
    drawnFactors.map(async (beta2): Promise<DrawnRun> => {
      const doubles = cycleSetting(beta2);
      const exact = exactRun(beta2, 1, doubles.steps);
      return {
        beta2,
        exact,
        doubles: await make(doubles),
        distances: cycleDistances(exact.theta, amplitude),
      };
    }),
  );
  const factors = scannedFactors.filter((beta2) => isFull || beta2 < 0.995);
  return {
    drawn,
    scan: factors.map((beta2) => scanRow(beta2, isFull ? 24 : 6)),
    others: [0.25, 1, 4].flatMap((curvature) => [0, 1e-8, 1e-3].map((epsilon) => otherRow(curvature, epsilon))),
    thrown: [0.5, 0.9, 0.99].map(thrownRow),
  };
}

/** The run from 1 by doubles. */
export function cycleSetting(beta2: number): RunSetting {
  const item = { label: `α = ${beta2}`, optimizer: "rmsprop" as const, beta2 };
  return settingOf({
    problem: parabola,
    road: "discrete",
    case: item,
    lr,
    steps: enoughSteps(beta2, { start: 1, lr }),
  });
}

/** A run by numbers of unlimited range. */
function exactRun(beta2: number, start: number, steps: number): Trajectory {
  const options = { optimizer: "rmsprop", lr, beta2, epsilon: standardEpsilon, withMoments: false } as const;
  return runMonomial(halfParabola, { ...options, theta0: start, steps });
}

/** Starts from lr/1000 to 1000 lr, evenly in their logarithm. */
function scanRow(beta2: number, count: number): ScanRow {
  const starts = Array.from({ length: count }, (_, i) => lr * 10 ** (-3 + (6 * (i + 0.5)) / count));
  const optimizer = rmspropOptimizer({ lr, beta2, epsilon: standardEpsilon });
  const rows = starts.map((start) => {
    const steps = enoughSteps(beta2, { start, lr });
    const exact = exactRun(beta2, start, steps);
    const doubles = run(powerObjective(2), optimizer, { theta0: [start], steps });
    return {
      approach: approachOf(cycleDistances(exact.theta, amplitude), reached),
      inDoubles: approachOf(cycleDistances(doubles.theta, amplitude), reached).step >= 0,
      least: leastLogarithm(exact),
    };
  });
  const found = rows.map(({ approach }) => approach).filter(({ step }) => step >= 0);
  const fromOne = exactRun(beta2, 1, enoughSteps(beta2, { start: 1, lr }));
  return {
    beta2,
    starts: count,
    exact: found.length,
    doubles: rows.filter(({ inDoubles }) => inDoubles).length,
    slowest: Math.max(...found.map(({ step }) => step)),
    fastest: Math.min(...found.map(({ step }) => step)),
    last: Math.max(...rows.map(({ approach }) => approach.last)),
    least: Math.min(...rows.map(({ least }) => least)),
    factor: approachFactor(beta2, setting),
    measured: measuredFactor(cycleDistances(fromOne.theta, amplitude), amplitude),
  };
}

/** log10 of the least |x| of a run on x²/2. */
export function leastLogarithm({ logLoss }: Trajectory): number {
  return (0.5 * (logLoss!.reduce((least, value) => Math.min(least, value), Infinity) + Math.LN2)) / Math.LN10;
}

function otherRow(curvature: number, epsilon: number): OtherRow {
  const beta2 = 0.9;
  const own: CycleSetting = { lr, epsilon, curvature };
  const options = { optimizer: "rmsprop", lr, beta2, epsilon, theta0: 1, withMoments: false } as const;
  const steps = enoughSteps(beta2, { start: 1, lr });
  const { theta } = runMonomial({ coefficient: curvature / 2, exponent: 2 }, { ...options, steps });
  const size = cycleAmplitude(own);
  return { ...own, beta2, amplitude: size, last: approachOf(cycleDistances(theta, size), reached).last };
}

function thrownRow(beta2: number): ThrownRow {
  const start = (lr - standardEpsilon) / Math.sqrt(1 - beta2);
  const { theta } = exactRun(beta2, start, 2 * enoughSteps(beta2, { start, lr }));
  const { step } = approachOf(cycleDistances(theta, amplitude), reached);
  return { beta2, start, next: Math.abs(theta[1]!), step };
}
