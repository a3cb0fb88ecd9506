import type { Kernel } from "../kernels/index.js";
import type { Hypothesis } from "./certificate.js";

/**
 * That a kernel is `∫e^(−st)dν(s)` of a finite positive measure ν, as Definition 1 of arXiv 2411.09734 asks.
 *
 * The measure is read off a realization by uncoupled exponentials; that of other kernels is not known.
 */
export function measureHypotheses(name: string, kernel: Kernel): Hypothesis[] {
  const { realization } = kernel;
  const atoms = realization?.every(({ order }) => order === 1)
    ? realization.map(({ A, b, c }) => ({ rate: -A[0]! + 0, weight: b[0]! * c[0]! }))
    : null;
  const lowest = atoms && Math.min(...atoms.flatMap(({ rate, weight }) => [rate, weight]));
  const mass = kernel.weight(0);
  return [
    {
      name: `positive-measure-${name}`,
      status: lowest === null ? "unknown" : lowest >= 0 ? "holds" : "fails",
      value: lowest,
      bound: 0,
      at: null,
      note: "The smallest weight or rate of the kernel's exponentials.",
    },
    {
      name: `finite-measure-${name}`,
      status: mass < Infinity ? "holds" : "fails",
      value: mass,
      bound: Infinity,
      at: null,
      note: "‖ν‖ = K(0), unit 1/time.",
    },
  ];
}
