export { type ConstantKernelOptions, constantKernel } from "./constant.js";
export { type CustomKernelOptions, customKernel } from "./custom.js";
export { type ExponentialKernelOptions, exponentialKernel } from "./exponential.js";
export type { Kernel, RealizationBlock } from "./kernel.js";
export { kernelMass } from "./kernel-mass.js";
export {
  type KernelContext,
  type KernelSpec,
  type KernelSyntax,
  type KernelTerm,
  type KernelTextOptions,
  kernelSyntaxes,
  kernelText,
  parseKernel,
  readKernelText,
} from "./kernel-text.js";
export { type PowerLawKernelOptions, powerLawKernel } from "./power-law.js";
export { type KernelEntry, kernels } from "./registry.js";
export { type SecondOrderKernelOptions, secondOrderKernel } from "./second-order.js";
export { type SumOfExponentialsKernelOptions, sumOfExponentialsKernel } from "./sum-of-exponentials.js";
