import { addReadOut, lagrangeBasis } from "../numeric/index.js";
import type { Kernel, RealizationBlock } from "./kernel.js";

/**
 * How much weight a kernel gives to what is younger than an age, `∫₀^age K`: the memory of a constant signal 1 at that time.
 *
 * By the realization, exactly up to rounding where that is exact.
 *
 * @param age Unit time, finite and ≥ 0.
 * @throws {TypeError} if the kernel has no realization.
 * @throws {RangeError} if age is not finite or below 0.
 * @example
 * kernelMass(exponentialKernel({ rate: 2 }), 0.5); // 1 − 1/e = 0.6321205588285577
 */
export function kernelMass({ realization }: Kernel, age: number): number {
  if (!(age >= 0 && age < Infinity)) {
    throw new RangeError(`Cannot measure a kernel as age must be finite and >= 0: current value is ${age}`);
  }
  if (!realization) {
    throw new TypeError("Cannot measure a kernel as realization must be given: current value is undefined");
  }
  if (age === 0) return 0;
  return realization.reduce((sum, block) => sum + blockMass(block, age), 0);
}

/** One node: the polynomial that is 1. */
const constant = lagrangeBasis(Float64Array.of(0.5));

function blockMass(block: RealizationBlock, age: number): number {
  if (block.order === 1) {
    const rate = -block.A[0]!;
    const weight = block.b[0]! * block.c[0]!;
    return rate === 0 ? weight * age : (weight * -Math.expm1(-rate * age)) / rate;
  }
  const weights = new Float64Array(1);
  addReadOut([block], { basis: constant, length: age, upper: age, at: age }, { row: new Float64Array(2), weights });
  return weights[0]!;
}
