import type { MemoryOutput } from "../jobs/memory-job.js";
import type { RunState } from "../jobs/road-runs.js";
import { protocolOf } from "../state/protocol.js";
import type { KernelAges, MomentKernel } from "./memory-kernels.js";

const short = (value: number): string => String(Number(value.toPrecision(4)));

/** Half-life and mean age of a kernel in steps and in time. */
export function agesSentence(
  { moment, ages }: MomentKernel & { readonly ages: KernelAges },
  { lr }: { readonly lr: number },
): string {
  const both = (age: number) => `${short(age / lr)} steps = ${short(age)} time`;
  const where = ages.forgets ? "" : ` within the run of ${both(ages.until)}, as this kernel never forgets`;
  return `${moment}: half-life ${both(ages.halfLife)}, mean age ${both(ages.meanAge)}${where}.`;
}

/** What is compared, with what stands beside kernels that are designed. */
export function memoryProtocol({ run, theta0 }: MemoryOutput): string {
  const beside = run.optimizer === "general" ? `; Adam beside it: β₁ = ${run.beta1}, β₂ = ${run.beta2}` : "";
  return `${protocolOf(run, { theta0 })}${beside}`;
}

/** How the run ended, where it did not simply reach its end. */
export function runSentence({ equation }: MemoryOutput): string {
  if ("refusal" in equation) return "";
  const { status, event, times } = equation.trajectory;
  if (status === "completed") return "";
  const at = event?.time ?? times.at(-1) ?? 0;
  const what = event ? ` (${event.kind})` : "";
  const consequence = status === "not-converged" ? "what is drawn after it is not certain" : "it is drawn up to there";
  return `The equation’s run ended as ${status}${what} at t = ${short(at)}; ${consequence}.`;
}

/** What becomes of the weight that is missing at first. */
export function seenSentence({ optimizer, biasCorrection }: RunState): string {
  const isCorrected = optimizer === "adam" || optimizer === "adamw" || (optimizer === "general" && biasCorrection);
  if (isCorrected) return "At first moments are too small by this factor; bias correction divides by 1 − βᵏ.";
  if (optimizer === "adagrad")
    return "A sum, not a mean: its weight grows by one gradient a step, and nothing is divided by it.";
  return "At first moments are too small by this factor, and nothing is divided by it: first steps are larger.";
}
