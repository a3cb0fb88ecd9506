import type { DiagnoseOptions } from "./options.js";

/** Refuses options that do not fit the losses. */
export function checkDiagnosis(
  loss: ArrayLike<number>,
  { logarithmic, minimum, steps, theta, dimension = 1 }: DiagnoseOptions,
): void {
  const refuse = (name: string, condition: string, value: unknown): never => {
    throw new RangeError(`Cannot diagnose a run as ${name} must be ${condition}: current value is ${value}`);
  };
  if (minimum !== undefined && !Number.isFinite(minimum)) refuse("minimum", "finite", minimum);
  if (minimum !== undefined && logarithmic) refuse("minimum", "left out where losses are logarithms", minimum);
  if (!(Number.isSafeInteger(dimension) && dimension >= 1)) refuse("dimension", "an integer ≥ 1", dimension);
  if (theta !== undefined && theta.length !== loss.length * dimension) {
    refuse("theta", `of length ${loss.length * dimension}`, theta.length);
  }
  if (steps === undefined) return;
  if (steps.length !== loss.length) refuse("steps", `of length ${loss.length}`, steps.length);
  for (let k = 0; k < steps.length; k++) {
    if (!(Number.isFinite(steps[k]!) && (k === 0 || steps[k]! > steps[k - 1]!))) {
      refuse(`steps[${k}]`, k === 0 ? "finite" : `finite and > ${steps[k - 1]}`, steps[k]);
    }
  }
}
