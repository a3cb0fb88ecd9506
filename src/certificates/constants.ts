import type { Constant, ConstantSource } from "./certificate.js";

const byTrust: readonly ConstantSource[] = ["exact", "given", "estimated"];

/** A number that is known of the objective or the method. */
export const exact = (value: number, how: string): Constant => ({ value, source: "exact", how });

/** A number that the caller vouches for. */
export const given = (value: number, how: string): Constant => ({ value, source: "given", how });

/** A number from samples or from the trajectory. */
export const estimated = (value: number, how: string): Constant => ({ value, source: "estimated", how });

/** A number computed from others, as trustworthy as the weakest of them. */
export function derived(value: number, from: readonly Constant[], how: string): Constant {
  const trust = Math.max(0, ...from.map(({ source }) => byTrust.indexOf(source)));
  return { value, source: byTrust[trust]!, how };
}
