import type { Model } from "../models/model.js";
import type { FirstStep, LookAhead } from "./reference-sweep.js";

/** Where a relaxation stands, as plain data (also after JSON), from which it goes on bit for bit. */
export interface ReferenceState {
  /** Number of sweeps made. */
  readonly iteration: number;
  /** s, the share of the old trajectory in the next one. */
  readonly mixing: number;
  /** Error of the last sweep; null before the first. */
  readonly previousError: number | null;
  /** The trajectory whose memories the next sweep takes, row-major `grid points × stateSize`. */
  readonly y: ArrayLike<number>;
}

/** The trajectory whose memories the first sweep takes: that stays at its start, or that of the equation without a past. */
export type FirstGuess = "constant" | "memoryless";

/** What `solveReference` is asked for. */
export interface ReferenceOptions {
  /** `y(start)`, of length `model.stateSize`. */
  readonly initial: ArrayLike<number>;
  /** End of the grid, > start. */
  readonly until: number;
  /** Times of the result in [start, until], in any order; default the grid. */
  readonly times?: ArrayLike<number> | undefined;
  /** Step of the grid, > 0; default `model.timeScale`. The last step is shorter where `until` is no multiple. */
  readonly step?: number | undefined;
  /** First grid point, and where the memories begin, ≥ 0; default 0. */
  readonly start?: number | undefined;
  /**
   * Past the last grid point the spline is extrapolated (default), or memories are held at their value there ("hold"), or
   * with them the time at which the field is asked, so that bias corrections are held too ("hold-all").
   */
  readonly lookAhead?: LookAhead | undefined;
  /**
   * How an unshifted model, whose memories are still empty, leaves the first grid point: with time and memories a quarter
   * of a step later (default, right where the field starts like 1/√t), or as it stands ("plain").
   */
  readonly firstStep?: FirstStep | undefined;
  /**
   * What the iteration starts from: a trajectory that stays where it starts (default), or the Euler trajectory of the
   * equation with all memories zero ("memoryless"), which needs a field that is finite there.
   */
  readonly firstGuess?: FirstGuess | undefined;
  /** What is added to the share of the old trajectory, up to 0.9999, when the error has grown; ≥ 0, default 0.0005. */
  readonly mixingStep?: number | undefined;
  /** Largest accepted ℓ2 norm over the grid of the change that a sweep makes; default 1e-4. */
  readonly tolerance?: number | undefined;
  /** Number of sweeps before giving up; default 3000. */
  readonly maximumIterations?: number | undefined;
  /** Gauss–Legendre nodes of each memory integral; default 1000. */
  readonly quadratureNodes?: number | undefined;
  /** Told the fraction done, 0 to 1, after each sweep: the larger share of errors reduced and of sweeps allowed. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** Asked now and then; true ends the relaxation as "interrupted" with the trajectory of the last whole sweep. */
  readonly isCancelled?: (() => boolean) | undefined;
  /** Told the state after each sweep that is not the last; each has its own y. */
  readonly onCheckpoint?: ((state: ReferenceState) => void) | undefined;
  /** A state to go on from; of the same problem and options. */
  readonly resume?: ReferenceState | undefined;
}

/** Checked options with their defaults. */
export interface ReferenceProblem {
  readonly initial: Float64Array;
  readonly grid: Float64Array;
  readonly times: Float64Array;
  readonly lookAhead: LookAhead;
  readonly firstStep: FirstStep;
  readonly firstGuess: FirstGuess;
  readonly mixingStep: number;
  readonly tolerance: number;
  readonly maximumIterations: number;
  readonly quadratureNodes: number;
}

/** The fraction of a step below which two times are the same. */
const SAME_TIME = 1e-9;

function refuse(name: string, condition: string, value: unknown): never {
  throw new RangeError(`Cannot solve the model as ${name} must be ${condition}: current value is ${String(value)}`);
}

function checkFinite(name: string, values: ArrayLike<number>, length: number): void {
  if (!(values.length === length)) refuse(`the length of ${name}`, String(length), values.length);
  const broken = Array.prototype.findIndex.call(values, (value) => !Number.isFinite(value));
  if (broken >= 0) refuse(`${name}[${broken}]`, "a finite number", values[broken]);
}

function checkChoice(name: string, value: string, choices: readonly string[]): void {
  if (!choices.includes(value)) refuse(name, choices.join(" or "), value);
}

function checkCount(name: string, value: number): void {
  if (!(Number.isSafeInteger(value) && value >= 1)) refuse(name, "an integer ≥ 1", value);
}

/** `start + i·step` up to `until`, which is added unless it is one of them. */
function createGrid(start: number, until: number, step: number): Float64Array {
  const steps = Math.floor((until - start) / step + SAME_TIME);
  const isWhole = until - (start + steps * step) <= SAME_TIME * step;
  const grid = new Float64Array(steps + (isWhole ? 1 : 2));
  for (let i = 0; i <= steps; i++) grid[i] = start + i * step;
  if (!isWhole) grid[steps + 1] = until;
  return grid;
}

/**
 * Defaults, checks and the grid.
 *
 * @throws {RangeError} if an option is not as `ReferenceOptions` says.
 */
export function createReferenceProblem(model: Model, options: ReferenceOptions): ReferenceProblem {
  const { initial, until, step = model.timeScale, start = 0, resume } = options;
  const { lookAhead = "extrapolate", firstStep = "quarter", firstGuess = "constant", mixingStep = 0.0005 } = options;
  const { tolerance = 1e-4, maximumIterations = 3000, quadratureNodes = 1000 } = options;
  checkFinite("initial", initial, model.stateSize);
  if (!(start >= 0 && start < Infinity)) refuse("start", "a finite number ≥ 0", start);
  if (!(until > start && until < Infinity)) refuse("until", `finite and later than the start ${start}`, until);
  if (!(step > 0 && step < Infinity)) refuse("step", "a finite number > 0", step);
  if (!(tolerance > 0 && tolerance < Infinity)) refuse("tolerance", "a finite number > 0", tolerance);
  checkChoice("lookAhead", lookAhead, ["extrapolate", "hold", "hold-all"]);
  checkChoice("firstStep", firstStep, ["quarter", "plain"]);
  checkChoice("firstGuess", firstGuess, ["constant", "memoryless"]);
  if (!(mixingStep >= 0 && mixingStep < Infinity)) refuse("mixingStep", "a finite number ≥ 0", mixingStep);
  checkCount("maximumIterations", maximumIterations);
  checkCount("quadratureNodes", quadratureNodes);
  const grid = createGrid(start, until, step);
  const times = options.times ? Float64Array.from(options.times) : grid.slice();
  const outside = times.findIndex((t) => !(t >= start && t <= until + SAME_TIME * step));
  if (outside >= 0) refuse(`times[${outside}]`, `in [${start}, ${until}]`, times[outside]);
  if (resume) {
    checkFinite("resume.y", resume.y, grid.length * model.stateSize);
    if (!(resume.mixing >= 0 && resume.mixing < 1)) refuse("resume.mixing", "in [0, 1)", resume.mixing);
  }
  const choices = { lookAhead, firstStep, firstGuess, mixingStep, tolerance, maximumIterations, quadratureNodes };
  return { initial: Float64Array.from(initial), grid, times, ...choices };
}
