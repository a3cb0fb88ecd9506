import type { Kernel } from "../kernels/index.js";

/** `memory(t) = ∫₀ᵗ kernel.weight(t − s)·integrand(drive(y(s))) ds`; `name` ("m", "v") labels it in results. */
export interface MemoryTerm {
  readonly name: string;
  readonly kernel: Kernel;
  /** Number of components of the memory. */
  readonly size: number;
  /** Writes the signal that is remembered (length `size`) into `out`. */
  integrand(drive: Float64Array, out: Float64Array): void;
}

/**
 * A continuous equation with memory in normal form: `y'(t) = field(t, y(t), drive(y(t)), memory(t + advance))`.
 *
 * The gradient is evaluated once, in `drive`. At t = 0 a field returns its limit, never 0/0.
 */
export interface Model {
  /** Length of `y`. */
  readonly stateSize: number;
  /** What `y` holds, as half-open ranges: `{ theta: [0, d], velocity: [d, 2d] }`. */
  readonly components: Readonly<Record<string, readonly [start: number, end: number]>>;
  /** Length of the drive, usually the number of parameters. */
  readonly driveSize: number;
  /** Writes what the field and the memories see of `y` (the gradient) into `out`. */
  drive(y: Float64Array, out: Float64Array): void;
  /** The memories; empty for a local equation. */
  readonly memory: readonly MemoryTerm[];
  /** How far ahead memories are read, ≥ 0, unit time: the learning rate for a shifted model, 0 for an unshifted one. */
  readonly advance: number;
  /** Writes `y'` into `out`. `memory[j]` has length `this.memory[j].size` and is read at `t + advance`. */
  field(t: number, y: Float64Array, drive: Float64Array, memory: readonly Float64Array[], out: Float64Array): void;
  /** Writes the derivative of the drive by y, row-major `driveSize × stateSize`, into `out`; without it solvers take differences. */
  driveJacobian?(y: Float64Array, out: Float64Array): void;
  /**
   * Whether a stable rest point lies within `distance·(1 + |y|)` of y, so that a trajectory at rest there stays: a
   * critical point with a positive definite Hessian. Without it solvers integrate rest like anything else.
   */
  isAtRest?(y: Float64Array, distance: number): boolean;
  /**
   * Local models: what an explicit method cannot afford. "stiff": some states decay far faster than others move.
   * "sliding": the field is `−sign(drive)`, which jumps where a component of the drive changes its sign. Absent: nothing.
   */
  readonly character?: "stiff" | "sliding";
  /** Local models: writes the derivative of y' by y, row-major `stateSize²`; `driveJacobian` is that of the drive by y. */
  jacobian?(t: number, y: Float64Array, drive: Float64Array, driveJacobian: Float64Array, out: Float64Array): void;
  /** Local models with a field that is 0/0 at t = 0: turns y(0) into y(t) at a small t, which it returns, by expansion. */
  start?(y: Float64Array): number;
  /**
   * Local models: writes the sizes that errors of a step of length h at t are measured against, one for each component:
   * an error counts as much as the error of θ that follows from it. Absent: 1 + |y|.
   */
  errorScale?(t: number, y: Float64Array, h: number, out: Float64Array): void;
  /** The loss at `y`, as reported beside a trajectory. */
  loss(y: Float64Array): number;
  /** The time scale of the equation, > 0: the learning rate; a solver's first guess at a step. */
  readonly timeScale: number;
}
