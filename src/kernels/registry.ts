import { constantKernel } from "./constant.js";
import { exponentialKernel } from "./exponential.js";
import type { Kernel } from "./kernel.js";
import { powerLawKernel } from "./power-law.js";
import { secondOrderKernel } from "./second-order.js";
import { sumOfExponentialsKernel } from "./sum-of-exponentials.js";

/** One kind of kernel: how it is called, what it is, and examples that the laws run over. */
export interface KernelEntry {
  readonly name: string;
  readonly formula: string;
  readonly description: string;
  readonly examples: readonly Kernel[];
  /** Whether weights never grow with age. */
  readonly monotone: boolean;
  /** Ages between which `realization` must agree with `weight`, and the relative error stated for it. */
  readonly accuracy: { readonly minimumAge: number; readonly maximumAge: number; readonly relativeError: number };
}

const exact = { minimumAge: 0, maximumAge: 50, relativeError: 1e-13 };

/** All kernels that come with the library. */
export const kernels: readonly KernelEntry[] = [
  {
    name: "constant",
    formula: "K(age) = w",
    description: "never forgets; AdaGrad with w = 1/lr",
    examples: [constantKernel({ weight: 10 })],
    monotone: true,
    accuracy: exact,
  },
  {
    name: "exponential",
    formula: "K(age) = λ e^(−λ age)",
    description: "forgets at rate λ; RMSProp and Adam with λ = (1 − β)/lr",
    examples: [exponentialKernel({ rate: 0.1 }), exponentialKernel({ rate: 100 })],
    monotone: true,
    accuracy: exact,
  },
  {
    name: "sum",
    formula: "K(age) = Σ w_j e^(−s_j age)",
    description: "any discrete measure of forgetting rates",
    examples: [sumOfExponentialsKernel({ weights: [1, 0.5, 3], rates: [0, 0.3, 40] })],
    monotone: true,
    accuracy: exact,
  },
  {
    name: "power",
    formula: "K(age) = age^(−γ)",
    description: "heavy tail, 0 < γ < 1, by a sum of exponentials",
    examples: [powerLawKernel({ gamma: 0.1 }), powerLawKernel({ gamma: 0.5 }), powerLawKernel({ gamma: 0.9 })],
    monotone: true,
    accuracy: { minimumAge: 1e-10, maximumAge: 1e6, relativeError: 1e-10 },
  },
  {
    name: "second-order",
    formula: "α²/2·K″ + α·K′ + (1 − β)K = 0, K(0) = 0, K′(0) = 2(1 − β)/α²",
    description: "forgets with inertia; the second-order model of Adam. Changes its sign for β < ½",
    examples: [0, 0.2, 0.5 - 1e-9, 0.5, 0.5 + 1e-9, 0.9, 0.999, 0.999999].map((beta) =>
      secondOrderKernel({ lr: 0.5, beta }),
    ),
    monotone: false,
    accuracy: exact,
  },
];
