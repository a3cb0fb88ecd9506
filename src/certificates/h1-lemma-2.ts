import type { Kernel } from "../kernels/index.js";
import type { Promised } from "./certificate.js";
import { conclude } from "./conclude.js";
import { exact } from "./constants.js";
import { measureHypotheses } from "./kernel-measure.js";
import { promiseRows } from "./promised.js";
import type { Statement } from "./statement.js";

/**
 * Lemma 2: a kernel `K(t) = ∫e^(−st)dν(s)` of a finite positive measure satisfies `0 ≤ K(t) ≤ ‖ν‖ = K(0)`; checked at
 * ages from 0 to many times its memory.
 *
 * @see arXiv 2411.09734, Definition 1 and Lemma 2; docs/theory/h1-lemma-2.md.
 */
export const h1Lemma2: Statement = {
  name: "h1-lemma-2",
  paper: "2411.09734",
  title: "bounds of the kernel",
  evidence: "none",
  needs: [],
  excludes: ({ kernel, optimizer }) => (kernel === null ? `${optimizer} has no memory of squares.` : null),
  certify({ method }) {
    const kernels = [
      { name: "m", kernel: method.numerator },
      { name: "v", kernel: method.kernel },
    ].flatMap(({ name, kernel }) => (kernel === null ? [] : [{ name, kernel }]));
    return conclude(this, {
      hypotheses: kernels.flatMap(({ name, kernel }) => measureHypotheses(name, kernel)),
      constants: Object.fromEntries(
        kernels.map(({ name, kernel }) => [`nu_${name}`, exact(kernel.weight(0), "‖ν‖ = K(0)")]),
      ),
      promises: kernels.flatMap(({ name, kernel }) => kernelPromises(name, kernel, method.lr)),
    });
  },
};

function kernelPromises(name: string, kernel: Kernel, lr: number): Promised[] {
  const mass = kernel.weight(0);
  if (!(mass < Infinity)) return [];
  const ages = Float64Array.from({ length: 400 }, (_, k) => (k === 0 ? 0 : lr * 10 ** ((k - 200) / 40)));
  const resolution = 1e-14 * mass;
  return [
    promiseRows({ name: `upper-${name}`, statement: "K(age) ≤ ‖ν‖", over: "age" }, ages, (k) => ({
      value: kernel.weight(ages[k]!),
      bound: mass,
      resolution,
    })),
    promiseRows({ name: `lower-${name}`, statement: "−K(age) ≤ 0", over: "age" }, ages, (k) => ({
      value: -kernel.weight(ages[k]!),
      bound: 0,
      resolution,
    })),
  ];
}
