import { symmetricEigenvalues } from "../numeric/eigenvalues.js";
import { createRandom } from "../numeric/random.js";
import { checkParameter } from "./check-parameter.js";
import type { Objective, ObjectiveConstants } from "./objective.js";

const ROWS = 40;
const COLUMNS = 3;
const DATA_SEED = 2024;

/** Rows `yᵢ·(1, aᵢ, bᵢ)`: an intercept and two features, each row multiplied by its label ±1. */
function signedRows(): Float64Array {
  const random = createRandom(DATA_SEED);
  const rows = new Float64Array(ROWS * COLUMNS);
  for (let i = 0; i < ROWS; i++) {
    const label = i % 2 === 0 ? 1 : -1;
    rows[i * COLUMNS] = label;
    // the classes are centred at ±(0.75, −0.5) with unit variance, so that they overlap
    rows[i * COLUMNS + 1] = label * (label * 0.75 + random.normal());
    rows[i * COLUMNS + 2] = label * (label * -0.5 + random.normal());
  }
  return rows;
}

/** `ln(1 + eᶻ)` without overflow. */
function softplus(z: number): number {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
}

/** `1/(1 + e^(−z))`. */
function sigmoid(z: number): number {
  return z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
}

/** Gradient descent at 1/L until the gradient no longer shrinks: linear convergence, as the objective is strongly convex. */
function minimise(objective: Objective, smoothness: number): Float64Array {
  const x = new Float64Array(COLUMNS);
  const gradient = new Float64Array(COLUMNS);
  const best = x.slice();
  let smallest = Number.POSITIVE_INFINITY;
  for (let step = 0, stalled = 0; step < 1_000_000 && stalled < 100; step++) {
    objective.gradient(x, gradient);
    const size = Math.hypot(...gradient);
    stalled = size < smallest ? 0 : stalled + 1;
    if (size < smallest) {
      smallest = size;
      best.set(x);
    }
    for (let j = 0; j < COLUMNS; j++) x[j]! -= gradient[j]! / smoothness;
  }
  return best;
}

/** `AᵀA/(4 rows)` bounds the Hessian of the data term, as `σ(1 − σ) ≤ ¼`. */
function smoothnessOf(rows: Float64Array, regularisation: number): number {
  const bound = new Float64Array(COLUMNS * COLUMNS);
  for (let i = 0; i < ROWS; i++) {
    for (let j = 0; j < COLUMNS; j++) {
      for (let k = 0; k < COLUMNS; k++) {
        bound[j * COLUMNS + k]! += (rows[i * COLUMNS + j]! * rows[i * COLUMNS + k]!) / (4 * ROWS);
      }
    }
  }
  return regularisation + symmetricEigenvalues(bound, COLUMNS)[COLUMNS - 1]!;
}

/**
 * Logistic regression with an L2 term: `f(w) = mean_i ln(1 + e^(−yᵢ⟨w, xᵢ⟩)) + ½λ‖w‖²`.
 *
 * The data are synthetic: 40 points with an intercept and two features, two overlapping Gaussian classes, made by
 * `createRandom(2024)`; they come from no other source. μ = λ, L = λ + λ_max(XᵀX)/160; minimiser and minimum are
 * computed to rounding when `constants` is first read.
 *
 * @param regularisation λ, finite and > 0; default 0.1.
 * @throws {RangeError} if `regularisation` is not a finite number > 0.
 * @example
 * logisticObjective().value(new Float64Array(3)); // ln 2
 */
export function logisticObjective(regularisation = 0.1): Objective {
  checkParameter(
    regularisation > 0 && regularisation < Number.POSITIVE_INFINITY,
    "logistic",
    "regularisation",
    "a finite number > 0",
    regularisation,
  );
  const rows = signedRows();
  let constants: ObjectiveConstants | undefined;
  const margin = (i: number, w: Float64Array) =>
    rows[i * COLUMNS]! * w[0]! + rows[i * COLUMNS + 1]! * w[1]! + rows[i * COLUMNS + 2]! * w[2]!;

  const objective: Objective = {
    dimension: COLUMNS,
    value(theta) {
      let sum = 0;
      for (let i = 0; i < ROWS; i++) sum += softplus(-margin(i, theta));
      const square = theta[0]! ** 2 + theta[1]! ** 2 + theta[2]! ** 2;
      return sum / ROWS + 0.5 * regularisation * square;
    },
    gradient(theta, out) {
      for (let j = 0; j < COLUMNS; j++) out[j] = regularisation * theta[j]!;
      for (let i = 0; i < ROWS; i++) {
        const weight = -sigmoid(-margin(i, theta)) / ROWS;
        for (let j = 0; j < COLUMNS; j++) out[j]! += weight * rows[i * COLUMNS + j]!;
      }
    },
    hessian(theta, out) {
      out.fill(0);
      for (let i = 0; i < ROWS; i++) {
        const z = margin(i, theta);
        const weight = (sigmoid(z) * sigmoid(-z)) / ROWS;
        for (let j = 0; j < COLUMNS * COLUMNS; j++) {
          const product = rows[i * COLUMNS + Math.floor(j / COLUMNS)]! * rows[i * COLUMNS + (j % COLUMNS)]!;
          out[j]! += weight * product;
        }
      }
      for (let j = 0; j < COLUMNS; j++) out[j * COLUMNS + j]! += regularisation;
    },
    get constants() {
      if (constants === undefined) {
        const smoothness = smoothnessOf(rows, regularisation);
        const minimiser = minimise(objective, smoothness);
        const minimum = objective.value(minimiser);
        const strongConvexity = regularisation;
        constants = { smoothness, strongConvexity, pl: strongConvexity, minimisers: [Array.from(minimiser)], minimum };
      }
      return constants;
    },
  };
  return objective;
}
