/** How a run ended. A divergence is a result, not an error. */
export type TrajectoryStatus = "completed" | "diverged" | "not-converged" | "interrupted";

/**
 * What happened to a run, when, and how large it was: what ended it early, or (status "completed") that it came to rest at a
 * stationary point and stayed.
 */
export interface TrajectoryEvent {
  readonly kind: string;
  readonly time: number;
  readonly size: number;
}

/** What steps of an integrator cost. */
export interface StepStatistics {
  readonly accepted: number;
  readonly rejected: number;
  /** Evaluations of the field. */
  readonly evaluations: number;
  /** Evaluations of its Jacobian. */
  readonly jacobians: number;
  /** Matrices factorised. */
  readonly factorisations: number;
}

/** What a run cost and how far it can be trusted; a field that means nothing for the method is null. */
export interface SolverReport {
  readonly name: string;
  /** Declared order of convergence in the step. */
  readonly order: number | null;
  /** Number of steps or elements on [0, T]. */
  readonly nodes: number;
  /** Number of relaxation sweeps, summed over windows. */
  readonly sweeps: number | null;
  /** Largest defect of the discrete equations that was accepted, relative to 1 + |θ|. */
  readonly residual: number | null;
  /** Estimate of sup |Δθ|/(1 + |θ|) on [0, T]. */
  readonly errorEstimate: number | null;
  /** Integrators of local equations: what the steps of the solution that is returned have cost. */
  readonly statistics?: StepStatistics;
}

/** One memory of a dense solution, as data: the states of its realization and the signal it remembers. */
export interface DenseMemory {
  readonly name: string;
  /** Number of components. */
  readonly size: number;
  /** The realization: `order`, row-major `A`, `b` and `c` of each block. */
  readonly blocks: readonly { order: number; A: Float64Array; b: Float64Array; c: Float64Array }[];
  /** States at the left end of each element: `elements × Σ order × size`, blocks outermost, then order, then component. */
  readonly states: Float64Array;
  /** The signal at the local nodes but the first: `elements × (nodes − 1) × size`. */
  readonly signal: Float64Array;
}

/**
 * A piecewise polynomial of the whole solution, read by `sample`.
 *
 * Element e covers [breaks[e], breaks[e + 1]]; `nodes` are its interpolation points on [0, 1].
 */
export interface DenseOutput {
  readonly breaks: Float64Array;
  readonly nodes: Float64Array;
  readonly stateSize: number;
  /** Where the state holds its moments, as half-open ranges, if it does: `{ m: [d, 2d], v: [2d, 3d] }`. θ comes first. */
  readonly components?: Readonly<Record<string, readonly [start: number, end: number]>>;
  /** `elements × nodes × stateSize`. */
  readonly values: Float64Array;
  readonly memory: readonly DenseMemory[];
}

/**
 * The result of every run, discrete or continuous: flat and transferable between threads.
 *
 * Row k belongs to `times[k]`; `theta` is row-major `times.length × dimension`, and so are `velocity` θ′ and `acceleration`
 * θ″, which only models with inertia have, `m` and `v` (in the norm variant a row of `v` has one entry). Moments are raw:
 * no bias correction, no root.
 */
export interface Trajectory {
  readonly times: Float64Array;
  readonly dimension: number;
  readonly theta: Float64Array;
  readonly velocity?: Float64Array;
  readonly acceleration?: Float64Array;
  readonly m?: Float64Array;
  readonly v?: Float64Array;
  readonly loss: Float64Array;
  /** ln of the loss, where it has been carried beyond the range of numbers: runs on monomials. */
  readonly logLoss?: Float64Array;
  readonly status: TrajectoryStatus;
  readonly event?: TrajectoryEvent;
  readonly solver: SolverReport;
  readonly dense?: DenseOutput;
}
