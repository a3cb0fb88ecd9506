import type { Laboratory } from "../../src/experiments/index.js";
import { createObjective } from "../../src/objectives/index.js";
import { supGap } from "../../src/trajectory/measure.js";
import type { Trajectory } from "../../src/trajectory/trajectory.js";
import { publishedErrors, publishedHorizons } from "./published.js";
import { atStep, finalTheta, objective, settingOf, velocities } from "./setup.js";

/** The loss of figure 3. */
const C = 1.5;
/** The author's time at which errors are read, unless a run ends before. */
const LATEST = 10;

/** E_T = |θ_K − θ(T)| and E_f,T = |f(θ_K) − f(θ(T))|. */
export interface FinalError {
  readonly theta: number;
  readonly loss: number;
}

/** The author's own run of a setting. */
export interface AuthorRun {
  /** With the author's matching of times: his clock restarts at 0, so his θ(T) is really θ(T + lr). */
  readonly asPublished: FinalError;
  /** With θ(T) at its true time. */
  readonly trueTimes: FinalError;
  /** sup |Δθ| between his series and the equation that it approximates, on its whole horizon. */
  readonly numericalError: number;
}

/** One number of the table: a model at a learning rate. */
export interface ErrorRow {
  readonly lr: number;
  /** θ′(0); null: the first-order model. */
  readonly velocity0: number | null;
  /** K and T = K·lr. */
  readonly step: number;
  readonly time: number;
  readonly published: FinalError;
  /** The shifted equation, solved to 1e-10. */
  readonly ours: FinalError;
  /** First order only: the equation that reads its memories at t, which the author's code has. */
  readonly unshifted: FinalError | null;
  readonly author: AuthorRun | null;
  /** |θ_K − 1|: how far the algorithm is from the minimiser. */
  readonly distance: number;
}

/** All rows of the table: first order, then each initial velocity. */
export async function finalErrors(laboratory: Laboratory): Promise<readonly ErrorRow[]> {
  const rows = publishedHorizons.flatMap(({ lr, steps }) =>
    [null, ...velocities].map((velocity0) => errorRow(laboratory, { lr, steps, velocity0 })),
  );
  return Promise.all(rows);
}

interface RowInput {
  readonly lr: number;
  /** The author's number of steps. */
  readonly steps: number;
  readonly velocity0: number | null;
}

/** K and T as the author's script has them, by its own grids. */
export function errorTime({ lr, steps }: Pick<RowInput, "lr" | "steps">): { step: number; used: number } {
  const lastContinuous = ((gridSize({ lr, steps }) - 1) * lr) / 5;
  const used = Math.min(LATEST, (steps - 1) * lr, lastContinuous);
  return { step: Math.min(Math.round(used / lr), steps - 1), used };
}

/** Points of the author's grid lr + i·lr/5 < lr·steps. */
export function gridSize({ lr, steps }: Pick<RowInput, "lr" | "steps">): number {
  return Math.ceil((lr * steps - lr) / (lr / 5));
}

async function errorRow(laboratory: Laboratory, input: RowInput): Promise<ErrorRow> {
  const { lr, velocity0 } = input;
  const { step } = errorTime(input);
  const own = { c: C, lr, steps: step };
  const model = velocity0 === null ? ({ road: "nonlocal" } as const) : ({ road: "inertial", velocity0 } as const);
  const [discrete, ours, unshifted, author] = await Promise.all([
    laboratory.run(settingOf({ ...own, road: "discrete" })),
    finalTheta(laboratory, { ...own, ...model }),
    velocity0 === null ? finalTheta(laboratory, { ...own, ...model, shifted: false }) : null,
    lr >= laboratory.referenceFrom ? runAuthor(laboratory, input) : null,
  ]);
  const thetaK = atStep(discrete, step);
  const published = publishedErrors.find((row) => row.lr === lr && row.velocity0 === velocity0)!;
  return {
    lr,
    velocity0,
    step,
    time: step * lr,
    published: { theta: published.errorTheta, loss: published.errorLoss },
    ours: errorBetween(thetaK, ours),
    unshifted: unshifted === null ? null : errorBetween(thetaK, unshifted),
    author: author && judgeAuthor(author, { ...input, thetaK }),
    distance: Math.abs(thetaK - 1),
  };
}

interface AuthorSeries {
  /** Row i is the true time lr + i·lr/5. */
  readonly series: Trajectory;
  /** The equation that it approximates, at the same times. */
  readonly exact: Trajectory;
}

async function runAuthor(laboratory: Laboratory, { lr, steps, velocity0 }: RowInput): Promise<AuthorSeries> {
  const own = { c: C, lr, steps };
  const at = Array.from({ length: gridSize({ lr, steps }) }, (_, i) => lr + (i * lr) / 5);
  const isFirst = velocity0 === null;
  const [series, exact] = await Promise.all([
    laboratory.run(
      settingOf({
        ...own,
        road: "reference",
        ...(isFirst ? { numerics: "h2-first-order", shifted: false } : { numerics: "h2-inertial", velocity0 }),
      }),
    ),
    laboratory.run(
      settingOf({ ...own, at, ...(isFirst ? { road: "nonlocal", shifted: false } : { road: "inertial", velocity0 }) }),
    ),
  ]);
  return { series, exact };
}

function judgeAuthor({ series, exact }: AuthorSeries, input: RowInput & { readonly thetaK: number }): AuthorRun {
  const { lr, thetaK } = input;
  const { used } = errorTime(input);
  const row = Math.round(used / (lr / 5));
  return {
    asPublished: errorBetween(thetaK, atStep(series, row)),
    trueTimes: errorBetween(thetaK, atStep(series, row - 5)),
    numericalError: supGap(series.theta, exact.theta),
  };
}

const loss = createObjective(objective, [C]);

function errorBetween(discrete: number, continuous: number): FinalError {
  const f = (theta: number) => loss.value(Float64Array.of(theta));
  return { theta: Math.abs(discrete - continuous), loss: Math.abs(f(discrete) - f(continuous)) };
}
