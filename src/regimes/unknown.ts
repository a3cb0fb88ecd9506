import { shortNumber } from "./evidence.js";
import type { Findings } from "./findings.js";

/** What these numbers cannot tell. */
export function collectUnknown({ series, motion, convergence, oscillation }: Findings): readonly string[] {
  const { kind, steps } = series;
  const unknown: string[] = [];
  if (kind === "loss" || kind === "above-smallest") {
    unknown.push("The minimum: how far the loss is above it, and so whether a level is a minimum, is not known.");
  }
  if (motion === null) {
    unknown.push("Cycles of the parameters at a constant loss, such as ±lr/2 on a quadratic: they need parameters.");
  }
  const stride = steps.length < 2 ? 1 : (steps[steps.length - 1]! - steps[0]!) / (steps.length - 1);
  if (stride > 1.001) {
    const shown = shortNumber(stride);
    unknown.push(
      `What happens between logged steps (every ${shown}): oscillations of less than ${shortNumber(2 * stride)} steps.`,
    );
  }
  const isNoisy = convergence !== null && convergence.scatter > 0.02;
  if (isNoisy || oscillation?.period === null) {
    unknown.push(
      "Whether scatter is noise of minibatches or an irregular oscillation of the optimizer: they look alike.",
    );
  }
  return unknown;
}
