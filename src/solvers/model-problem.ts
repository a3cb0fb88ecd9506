import type { IntegroDifferentialProblem } from "../ide/index.js";
import type { Kernel } from "../kernels/index.js";
import type { Model } from "../models/index.js";
import { checkSolveOptions, type SolveOptions } from "./solve-options.js";

type Problem = IntegroDifferentialProblem<readonly number[]>;

/**
 * A model as an integro-differential problem on [0, until], for `solveIntegroDifferential` of `adaflow/ide`.
 *
 * `y'(t) = field(t, y, drive(y), integral)` with `integral = ∫₀^upper(t) weight(t + advance − s)·integrand(drive(y(s))) ds`,
 * all memories in one array, in their order.
 *
 * Unshifted models (advance 0) have upper(t) = t and kernels that are declared, so that marching carries them by their
 * realizations. Shifted models have upper(t) = min(t + advance, until) and are for the spectral method: **the memory is cut
 * off at `until`**, as nothing is known past it. Over the last stretch of a few times `advance` the solution is therefore not
 * that of the model, which `solve` continues past its end. What is off there fades towards the left as fast as a small
 * change of what is to come loses its effect. Take `until` later than you need it, and read the solution only up to there.
 *
 * A model without memories gets limits that are both 0.
 *
 * @param options `initial` is y(0), as many numbers as the model's state has; `until` the end of the interval, unit time.
 * @throws {RangeError} if `initial` has another length or is not finite, or `until` is not finite and > 0.
 * @see ARCHITECTURE.md, "The fast solver", for what a shifted equation means past its end; arXiv 2411.09734, Propositions 1–3.
 * @example
 * const adam = nonlocalModel(quadraticObjective(), { optimizer: "adam", lr: 0.01, shifted: false });
 * const { at } = solveIntegroDifferential(modelProblem(adam, { initial: [1], until: 2 }));
 * const same = at(2)[0] - solve(adam, { initial: [1], until: 2, times: [2] }).theta[0]; // same is 0, up to the tolerance
 */
export function modelProblem(
  model: Model,
  { initial, until }: Pick<SolveOptions, "initial" | "until">,
): IntegroDifferentialProblem<readonly number[]> {
  checkSolveOptions(model, { initial, until });
  return {
    ...memoriesOf(model, until),
    field: createField(model),
    start: 0,
    end: until,
    lower: () => 0,
    initial: Array.from(initial),
  };
}

/** The signals of all memories in one array, their kernels, and how far they look. */
function memoriesOf(model: Model, until: number): Pick<Problem, "kernel" | "integrand" | "upper"> & { kernel: object } {
  const { memory, advance } = model;
  if (memory.length === 0) return { kernel: () => 0, upper: () => 0 };
  const kernels = memory.flatMap(({ kernel, size }) => Array<Kernel>(size).fill(kernel));
  const integrand = createIntegrand(model);
  if (advance === 0) return { kernel: kernels, integrand, upper: (x) => x };
  const weight = (row: number, age: number) => kernels[row]!.weight(age);
  // at s = x + advance rounding must not make an age negative
  const ageOf = (x: number, s: number) => Math.max(0, x - s + advance);
  return {
    integrand,
    upper: (x) => Math.min(x + advance, until),
    kernel:
      kernels.length === 1
        ? (x, s) => weight(0, ageOf(x, s))
        : (x, s) =>
            kernels.map((_, row) => kernels.map((_, column) => (row === column ? weight(row, ageOf(x, s)) : 0))),
  };
}

function createIntegrand({ memory, driveSize, drive }: Model): (y: readonly number[]) => Float64Array {
  const seen = new Float64Array(driveSize);
  const offsets = offsetsOf(memory);
  const length = offsets.at(-1)!;
  return (y) => {
    drive(Float64Array.from(y), seen);
    const signals = new Float64Array(length);
    memory.forEach((term, j) => {
      term.integrand(seen, signals.subarray(offsets[j]!, offsets[j + 1]!));
    });
    return signals;
  };
}

function createField({ memory, driveSize, stateSize, drive, field }: Model) {
  const seen = new Float64Array(driveSize);
  const offsets = offsetsOf(memory);
  return (t: number, values: readonly number[], integral: readonly number[]): Float64Array => {
    const y = Float64Array.from(values);
    drive(y, seen);
    const memories = memory.map((_, j) => Float64Array.from(integral.slice(offsets[j]!, offsets[j + 1]!)));
    const out = new Float64Array(stateSize);
    field(t, y, seen, memories, out);
    return out;
  };
}

/** Where each memory begins, and where the last one ends. */
function offsetsOf(memory: Model["memory"]): readonly number[] {
  const offsets = [0];
  for (const { size } of memory) offsets.push(offsets.at(-1)! + size);
  return offsets;
}
