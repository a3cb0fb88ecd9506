import { type Laboratory, secondPaperPoints } from "../../src/experiments/index.js";
import { createObjective } from "../../src/objectives/index.js";
import { supGap } from "../../src/trajectory/measure.js";
import type { Trajectory } from "../../src/trajectory/trajectory.js";
import { publishedErrors, publishedHorizons } from "./published.js";
import { atStep, finalTheta, objective, type Run, settingOf, velocities } from "./setup.js";

/** The loss of figure 3. */
export const C = 1.5;
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
  /** sup |Δθ| on his horizon between his series and the equation that it approximates, begun as he begins it. */
  readonly fromOwnEquation: number;
  /** The same for the equation of the paper, which begins at t = 0. */
  readonly fromPaper: number;
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
  /** The equation that the author's code approximates, begun at t = lr without memory, with his matching of times. */
  readonly authorEquation: FinalError;
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
  const lastContinuous = ((secondPaperPoints({ lr, steps }) - 1) * lr) / 5;
  const used = Math.min(LATEST, (steps - 1) * lr, lastContinuous);
  return { step: Math.min(Math.round(used / lr), steps - 1), used };
}

/** Times of the author's rows. */
export function authorTimes(horizon: Pick<RowInput, "lr" | "steps">): readonly number[] {
  const { lr } = horizon;
  return Array.from({ length: secondPaperPoints(horizon) }, (_, i) => lr + (i * lr) / 5);
}

async function errorRow(laboratory: Laboratory, input: RowInput): Promise<ErrorRow> {
  const { lr, velocity0 } = input;
  const { step, used } = errorTime(input);
  const own = { c: C, lr, steps: step };
  const model = modelOf(velocity0);
  const [discrete, ours, unshifted, authorTheta, author] = await Promise.all([
    laboratory.run(settingOf({ ...own, road: "discrete" })),
    finalTheta(laboratory, { ...own, ...model }),
    velocity0 === null ? finalTheta(laboratory, { ...own, ...model, shifted: false }) : null,
    laboratory
      .run(settingOf({ ...own, ...authorModelOf(velocity0), steps: input.steps, start: lr, at: [lr + used] }))
      .then(({ theta }) => theta[0] ?? Number.NaN),
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
    authorEquation: errorBetween(thetaK, authorTheta),
    author: author && judgeAuthor(author, { ...input, thetaK }),
    distance: Math.abs(thetaK - 1),
  };
}

interface AuthorSeries {
  /** Row i is the true time lr + i·lr/5. */
  readonly series: Trajectory;
  /** The equation that it approximates, begun as his, and that of the paper, at the same times. */
  readonly ownEquation: Trajectory;
  readonly paper: Trajectory;
}

async function runAuthor(laboratory: Laboratory, { lr, steps, velocity0 }: RowInput): Promise<AuthorSeries> {
  const own = { c: C, lr, steps };
  const at = authorTimes({ lr, steps });
  const model = authorModelOf(velocity0);
  const numerics = velocity0 === null ? "h2-first-order" : "h2-inertial";
  const [series, ownEquation, paper] = await Promise.all([
    laboratory.run(settingOf({ ...own, ...model, road: "reference", numerics })),
    laboratory.run(settingOf({ ...own, ...model, start: lr, at })),
    laboratory.run(settingOf({ ...own, ...modelOf(velocity0), at })),
  ]);
  return { series, ownEquation, paper };
}

/** The equation of the paper's statements. */
function modelOf(velocity0: number | null): Pick<Run, "road" | "velocity0"> {
  return velocity0 === null ? { road: "nonlocal" } : { road: "inertial", velocity0 };
}

/** The equation of the author's code: its first-order one reads memories at t. */
function authorModelOf(velocity0: number | null): Pick<Run, "road" | "velocity0" | "shifted"> {
  return { ...modelOf(velocity0), ...(velocity0 === null && { shifted: false }) };
}

function judgeAuthor(
  { series, ownEquation, paper }: AuthorSeries,
  input: RowInput & { readonly thetaK: number },
): AuthorRun {
  const { lr, thetaK } = input;
  const { used } = errorTime(input);
  const row = Math.round(used / (lr / 5));
  return {
    asPublished: errorBetween(thetaK, atStep(series, row)),
    trueTimes: errorBetween(thetaK, atStep(series, row - 5)),
    fromOwnEquation: supGap(series.theta, ownEquation.theta),
    fromPaper: supGap(series.theta, paper.theta),
  };
}

const loss = createObjective(objective, [C]);

function errorBetween(discrete: number, continuous: number): FinalError {
  const f = (theta: number) => loss.value(Float64Array.of(theta));
  return { theta: Math.abs(discrete - continuous), loss: Math.abs(f(discrete) - f(continuous)) };
}
