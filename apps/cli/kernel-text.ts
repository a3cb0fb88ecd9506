import * as kernels from "../../src/kernels/index.js";
import type { TextValue } from "./values.js";

/** Every kernel that has a spelling. */
export const { kernelSyntaxes } = kernels;

/** The kernel that the text of an option, like `exp:2`, means; `lr` is the learning rate of the run. */
export function parseKernel({ text, ...asked }: TextValue, { lr }: kernels.KernelContext): kernels.Kernel {
  return kernels.parseKernel(text, { ...asked, lr });
}
