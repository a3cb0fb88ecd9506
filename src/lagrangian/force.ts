import type { Objective } from "../objectives/objective.js";
import type { PathGrid } from "./path-grid.js";

/** Where a path stands at the nodes of a grid and at its end. */
export interface PathValues {
  /** Row-major nodes × d. */
  readonly theta: Float64Array;
  /** θ(T), length d: a force that reads ahead holds it beyond T. */
  readonly end: Float64Array;
}

/** What a force writes, both row-major nodes × d. */
export interface ForceValues {
  /** `F[θ](t)`. */
  readonly value: Float64Array;
  /** `F′[θ]* y (t) = ∫ e^(2(t′ − t)/α) (δF(t′)/δθ(t))ᵀ y(t′) dt′`: the derivative's adjoint in the friction weight, applied to y. */
  readonly adjoint: Float64Array;
}

/** A point of the homotopy: factors of the derivative. */
export interface HomotopyPoint {
  readonly sigma: number;
  readonly weight: number;
}

/** A force on the nodes of one grid. */
export interface ForceOnGrid {
  /** Writes the force along a path, and its adjoint applied to `y` (row-major nodes × d). */
  evaluate(path: PathValues, y: Float64Array, out: ForceValues): void;
  /**
   * Adds `weight · d/dθ (F[θ_σ] + σ F′[θ_σ]* y)`, y = θ − θ̄ and θ_σ = θ̄ + σy, to the matrix `out`, row-major (nodes × d)²:
   * `weight · σ (∂F + ∂_y F′*y + σ ∂_θ F′*y)`, at the path and y of the last `evaluate`, where `path` is θ_σ.
   */
  addDerivative(point: HomotopyPoint, out: Float64Array): void;
}

/**
 * The right-hand side of `(α/2)θ″ + θ′ = F[θ]`, as a functional of the whole path on [0, T].
 *
 * F must vanish on the constant path at a stationary point of f.
 */
export interface Force {
  readonly objective: Objective;
  /** Learning rate α, unit time. */
  readonly lr: number;
  /** Whether F and its adjoint are smooth at t = 0; else grids are divided towards it. */
  readonly isSmoothAtStart: boolean;
  on(grid: PathGrid): ForceOnGrid;
}
