import type { RunState } from "../jobs/road-runs.js";
import type { LabState } from "./lab-state.js";

/** A run, and where it is shown, if that matters. */
export type ProtocolState = RunState & Partial<Pick<LabState, "view" | "roads">>;

/** What of a comparison the state does not say by itself. */
export interface ProtocolOptions {
  readonly theta0: readonly number[];
  /** What is minimised, where that is not the objective of the state, how it starts, and the seed that decides both. */
  readonly subject?: { readonly name: string; readonly start: string; readonly seed: number };
}

/** What is compared, in one line: objective, start, algorithm, budget. Runs have no chance in them but what a seed decides. */
export function protocolOf(state: ProtocolState, { theta0, subject }: ProtocolOptions): string {
  const { objective, optimizer, lr, steps } = state;
  const first = theta0.length > 6 ? `${theta0.slice(0, 6).join(", ")}, …` : theta0.join(", ");
  const { name, start } = subject ?? { name: objective, start: first };
  const chance = subject ? `seed ${subject.seed}` : "deterministic, no seed";
  const method = [optimizer, `α = ${lr}`, ...factorsOf(state)].join(", ");
  return `f = ${name}, θ₀ = ${start}; ${method}; ${steps} steps, T = ${Number((steps * lr).toPrecision(6))}; ${chance}`;
}

/** What the algorithm has beside its learning rate; what is off is left out. */
function factorsOf(state: ProtocolState): readonly string[] {
  const { optimizer, beta1, beta2, epsilon, momentum, weightDecay, norm, biasCorrection } = state;
  const { kernel1, kernel2, velocity0, view, roads } = state;
  const isGeneral = optimizer === "general";
  const isRooted = !["signgd", "gd", "sgd"].includes(optimizer);
  const isCorrected = isGeneral && biasCorrection;
  const hasInertia = view === "trajectory" && roads?.includes("inertial") === true;
  return [
    ...(isGeneral ? [`K₁ = ${kernel1.trim() || "none"}`, `K₂ = ${kernel2}`] : []),
    ...(["adam", "adamw"].includes(optimizer) || isCorrected ? [`β₁ = ${beta1}`] : []),
    ...(["adam", "adamw", "rmsprop"].includes(optimizer) || isCorrected ? [`β₂ = ${beta2}`] : []),
    ...(isRooted ? [`ε = ${epsilon}`] : []),
    ...(optimizer === "sgd" ? [`μ = ${momentum}`] : []),
    ...(weightDecay !== 0 && !isGeneral ? [`w = ${weightDecay}`] : []),
    ...(norm && isRooted ? ["norm variant"] : []),
    ...(hasInertia ? [`u₀ = ${velocity0}`] : []),
  ];
}

/** A protocol in lines that fit above a figure, broken between its parts. */
export function protocolLines(protocol: string, longest = 90): string {
  const lines: string[] = [];
  for (const part of protocol.split("; ")) {
    const together = lines.length === 0 ? part : `${lines.at(-1)}; ${part}`;
    if (lines.length > 0 && together.length <= longest) lines[lines.length - 1] = together;
    else lines.push(part);
  }
  return lines.join("\n");
}
