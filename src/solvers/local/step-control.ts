/** Chooses lengths of steps from their errors, in units of what is allowed. */
export interface StepControl {
  /** The factor for the next step after one of length h with that error has been accepted. */
  accepted(error: number, h: number, iterations: number): number;
  /** The factor with which a step that was too long is tried again. */
  rejected(error: number): number;
  /** The factor with which a step is tried again whose equations could not be solved. */
  failed(): number;
}

const SAFETY = 0.9;
const LEAST = 0.1;
/** Factor where a step was so long that its equations could not be solved. */
const SHORTENED = 0.4;
/** Errors below this are as good as none. */
const SMALLEST = 1e-12;

/**
 * Gustafsson's predictive control: the error per step is taken to change as it did from the last step to this.
 *
 * @param order Order of the local error in h.
 * @param growth Largest factor by which a step grows.
 * @see K. Gustafsson, Control-theoretic techniques for stepsize selection in implicit Runge–Kutta methods,
 *   ACM Trans. Math. Software 20 (1994), 496–517.
 */
export function createStepControl({ order, growth }: { order: number; growth: number }): StepControl {
  let last: { h: number; error: number } | null = null;
  let wasRejected = false;
  const power = 1 / order;
  return {
    accepted(error, h, iterations) {
      const size = Math.max(error, SMALLEST);
      // long iterations are a warning
      const safety = (SAFETY * 29) / (28 + iterations);
      let factor = safety * size ** -power;
      if (last) factor = Math.min(factor, safety * (h / last.h) * (last.error / size) ** power * size ** -power);
      last = { h, error: size };
      const most = wasRejected ? 1 : growth;
      wasRejected = false;
      return Math.min(most, Math.max(LEAST, factor));
    },
    rejected(error) {
      wasRejected = true;
      return Math.min(SAFETY, Math.max(LEAST, SAFETY * Math.max(error, SMALLEST) ** -power)) || LEAST;
    },
    failed() {
      wasRejected = true;
      return SHORTENED;
    },
  };
}
