import type { Probe } from "./probe.js";
import { distance, norm } from "./vectors.js";

/** A point at which an objective was looked at. */
export interface Sample {
  readonly theta: Float64Array;
  /** `f(θ)`, finite. */
  readonly value: number;
  /** `‖∇f(θ)‖`, finite. */
  readonly steepness: number;
}

/** The samples at those of the points that lie in the domain of the objective. */
export function takeSamples(probe: Probe, thetas: Iterable<Float64Array>): Sample[] {
  const gradient = new Float64Array(probe.dimension);
  const samples: Sample[] = [];
  for (const theta of thetas) {
    const value = probe.evaluate(theta, gradient);
    const steepness = norm(gradient);
    if (value < Infinity && steepness < Infinity) samples.push({ theta, value, steepness });
  }
  return samples;
}

/** The first of the samples and those after it that are farther than `least` from all that are picked; `count` at most. */
export function pickApart(samples: readonly Sample[], least: number, count: number): Sample[] {
  const picked: Sample[] = [];
  for (const sample of samples) {
    if (picked.length === count) break;
    if (picked.every((other) => distance(other.theta, sample.theta) > least)) picked.push(sample);
  }
  return picked;
}
