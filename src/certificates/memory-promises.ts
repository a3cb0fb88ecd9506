import { supNorm } from "../numeric/index.js";
import type { Promised } from "./certificate.js";
import type { MemoryFlow } from "./memory-flow.js";
import type { MemoryFunctional } from "./memory-functional.js";
import { promiseFalling, promiseRows } from "./promised.js";
import { rowSquares } from "./rows.js";

/** What E must lose at least: `fall(k)` by its first term. */
export interface DissipationOptions {
  readonly statement: string;
  fall(k: number): number;
  /** The resolution of `fall(k)`. */
  blur(k: number): number;
}

/** Some tens of roundings: sums of a few terms that cancel. */
const ROUNDING = 1e-14;

/** E' ≤ −fall − cλM, from the formula of E'. */
export function promiseDissipation(
  { equation: { gain, rate }, profile }: MemoryFlow,
  { times, derivative, weight, memory, squares }: MemoryFunctional,
  { statement, fall, blur }: DissipationOptions,
): Promised {
  const { dimension: d, resolution } = profile;
  return promiseRows({ name: "dissipation", statement }, times, (k) => {
    const kept = weight * rate * memory[k]!;
    // ‖g(t + advance)‖² and ‖g(t)‖² are read at two places, each off by what the trajectory is
    const reach = 2 * Math.sqrt(d) * resolution.gradient[k]!;
    const apart = weight * gain * (2 * Math.sqrt(squares[k]!) * reach + reach * reach);
    return {
      value: derivative[k]!,
      bound: -fall(k) - kept,
      resolution: apart + blur(k) + ROUNDING * (Math.abs(derivative[k]!) + kept + weight * gain * squares[k]!),
    };
  });
}

/** With forgetting `E ≤ E(0) e^(−ωt)`; without, E does not rise. */
export function promiseDecay(
  { equation, profile: { times } }: MemoryFlow,
  functional: MemoryFunctional,
  omega: number,
): Promised[] {
  const { values, resolution } = functional;
  if (equation.rate === 0) {
    return [promiseFalling({ name: "functional", statement: "E does not rise" }, { times, values, resolution })];
  }
  return [
    promiseRows({ name: "functional", statement: "E ≤ E(0) e^(−ωt)" }, times, (k) => ({
      value: values[k]!,
      bound: values[0]! * Math.exp(-omega * (times[k]! - times[0]!)),
      resolution: resolution[k]!,
    })),
  ];
}

/** Every component of the memory stays below its bound. */
export function promiseMemory({ equation: { gain, rate }, method, profile }: MemoryFlow, most: number): Promised {
  const { times, width, dimension: d, gradient, resolution } = profile;
  const v = profile.v!;
  const steepest = Math.sqrt(supNorm(rowSquares(gradient, d)));
  let r = 0;
  return promiseRows({ name: "memory", statement: "M ≤ M_max" }, times, (k) => {
    // an error r of g moves ‖g‖² by 2‖g‖r + r², and M by at most κt or κ/λ of that
    r = Math.max(r, Math.sqrt(d) * resolution.gradient[k]!);
    const reach = Math.min(gain * (times[k]! + method.advance), rate > 0 ? gain / rate : Infinity);
    return {
      value: v.subarray(k * width, (k + 1) * width).reduce((largest, value) => Math.max(largest, value), 0),
      bound: most,
      resolution: 1e-12 * most + reach * (2 * steepest + r) * r,
    };
  });
}
