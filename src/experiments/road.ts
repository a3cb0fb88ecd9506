import type { Kernel } from "../kernels/index.js";
import type { Objective } from "../objectives/objective.js";
import type { FirstGuess, FirstStep, LookAhead } from "../solvers/index.js";
import type { Trajectory } from "../trajectory/trajectory.js";

/** What an algorithm or its equation is told; absent options take the library's defaults. */
export interface RoadSettings {
  /** `adagrad`, `rmsprop`, `adam`, … */
  readonly optimizer: string;
  /** Learning rate α, also the unit of time; finite and > 0. Absent for flows, which have none. */
  readonly lr?: number;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
  readonly norm?: boolean;
  readonly weightDecay?: number;
  readonly lrDecay?: number;
  readonly momentum?: number;
  readonly nesterov?: boolean;
  /** Continuous models: memories read at t + α (default) or at t. */
  readonly shifted?: boolean;
  /** The inertial model: θ′(0), of length d. Default 0. */
  readonly velocity0?: ArrayLike<number>;
  /** Flows: forgetting rates b of the first and a of the second moment, unit 1/time; finite and > 0. */
  readonly rate1?: number;
  readonly rate2?: number;
  /** The flow of RMSProp: v(0) ≥ 0, of length d. Default 0. */
  readonly v0?: ArrayLike<number>;
  /** The general model: kernels of the numerator and the denominator. */
  readonly kernel1?: Kernel;
  readonly kernel2?: Kernel;
  readonly biasCorrection?: boolean;
  /** Continuous models: `fast` (default) or `reference`; flows: `explicit`, `stiff` or `sliding` (default what they need). */
  readonly solver?: string;
  readonly tolerance?: number;
  /** fast: step of a uniform mesh; reference: spacing of its grid, default lr, with inertia lr/5. Unit time. */
  readonly step?: number;
  /** Time at which the equation starts, with no memory of what was before, < T; default 0. */
  readonly start?: number;
  /** reference: how it reads memories beyond the end. */
  readonly lookAhead?: LookAhead;
  readonly maximumIterations?: number;
  /** reference: what it starts from, how it leaves its start, and by how much its mixing rises. */
  readonly firstGuess?: FirstGuess;
  readonly firstStep?: FirstStep;
  readonly mixingStep?: number;
}

/** Name of a setting of a road. */
export type RoadOptionName = keyof RoadSettings;

/** Where a run begins and ends, at which times it reports, and how it is watched. */
export interface RoadRun {
  readonly theta0: ArrayLike<number>;
  /** End of the run; a discrete algorithm makes ⌊until/lr + 1e-9⌋ steps. */
  readonly until: number;
  /** Times of the rows in [0, until], in the order of the rows; for a discrete algorithm steps k·lr, up to rounding. */
  readonly times: Float64Array;
  /**
   * Whether a solution to about 1e-6, of which that is not checked, will do: for pictures that move. Default false; only the
   * fast solver has one, all others take no notice.
   */
  readonly isDraft?: boolean;
  /** Receives the share that is done, 0..1. */
  readonly onProgress?: (fraction: number) => void;
  readonly isCancelled?: () => boolean;
}

/** One way from an objective to a trajectory. */
export interface RoadEntry {
  readonly name: string;
  readonly description: string;
  /** Whether it only has values at t = k·lr. */
  readonly discrete: boolean;
  /** Whether it has a learning rate, in which its time is counted. */
  readonly hasLr: boolean;
  /** Solvers it can be told to use. */
  readonly solvers: readonly string[];
  /** Whether the statements of `certificates` speak of what it solves. */
  readonly certifiable: boolean;
  /** Optimizers it knows. */
  readonly optimizers: readonly string[];
  /** The options that mean something under these settings. */
  options(settings: Pick<RoadSettings, "optimizer" | "solver" | "biasCorrection">): readonly RoadOptionName[];
  /** What options are taken to be where they are absent. */
  defaults(settings: Pick<RoadSettings, "optimizer" | "solver" | "biasCorrection">): Partial<RoadSettings>;
  run(objective: Objective, settings: RoadSettings, run: RoadRun): Trajectory;
}

/**
 * The learning rate of a road that has one.
 *
 * @throws {RangeError} if it is absent.
 */
export function learningRate({ lr }: RoadSettings): number {
  if (lr === undefined) throw new RangeError("Cannot solve as lr must be given: current value is undefined");
  return lr;
}
