import { findRoad, type RoadSettings } from "../../../src/experiments/index.js";
import { parseKernel } from "../../../src/kernels/index.js";
import type { Objective } from "../../../src/objectives/index.js";
import type { Trajectory } from "../../../src/trajectory/index.js";
import type { LabState, RoadKey } from "../state/lab-state.js";

/** The part of the state that a run depends on. */
export type RunState = Pick<
  LabState,
  | "objective"
  | "theta0"
  | "optimizer"
  | "lr"
  | "beta1"
  | "beta2"
  | "epsilon"
  | "steps"
  | "momentum"
  | "weightDecay"
  | "norm"
  | "velocity0"
  | "kernel1"
  | "kernel2"
  | "biasCorrection"
>;

/** Curves are computed at about this many points at least. */
const fewestPoints = 400;

/** The run of a road, or the sentence why there is none. */
export type RoadOutcome = { readonly trajectory: Trajectory } | { readonly refusal: string };

/** The part of a state that a run depends on, and nothing else. */
export function runState(state: LabState): RunState {
  const { objective, theta0, optimizer, lr, beta1, beta2, epsilon, steps, momentum, weightDecay, norm } = state;
  const { velocity0, kernel1, kernel2, biasCorrection } = state;
  const kernels = { kernel1, kernel2, biasCorrection };
  return {
    objective,
    theta0,
    optimizer,
    lr,
    beta1,
    beta2,
    epsilon,
    steps,
    momentum,
    weightDecay,
    norm,
    velocity0,
    ...kernels,
  };
}

/** Points of a road between two steps: curves are smooth also where steps are few. */
export function pointsPerStep(road: RoadKey, steps: number): number {
  return road === "discrete" ? 1 : Math.max(1, Math.ceil(fewestPoints / steps));
}

/** Where a road leads from, and whether a draft of an equation's solution will do. */
export interface RoadProblem {
  readonly objective: Objective;
  readonly theta0: Float64Array;
  readonly isDraft?: boolean;
}

/** Makes the run of a road, as the library makes it for every other caller. */
export function runRoad(
  road: RoadKey,
  state: RunState,
  { objective, theta0, isDraft = false }: RoadProblem,
): RoadOutcome {
  const entry = findRoad(road === "unshifted" ? "nonlocal" : road);
  if (!entry.optimizers.includes(state.optimizer)) {
    const [what, others] = [entry.discrete ? "algorithm" : "equation", entry.optimizers];
    const having = others.length === 1 ? "has one" : "have one";
    return { refusal: `${state.optimizer} has no such ${what}; ${others.join(", ")} ${having}` };
  }
  const { lr, steps } = state;
  const perStep = pointsPerStep(road, steps);
  const times = Float64Array.from({ length: steps * perStep + 1 }, (_, i) => (i / perStep) * lr);
  const settings = roadSettings(road, state, objective.dimension);
  const passed = passedOver(entry.options(settings), state);
  if (passed !== null) return { refusal: passedWords[passed] };
  return { trajectory: entry.run(objective, settings, { theta0, until: times.at(-1)!, times, isDraft }) };
}

/** What the road is told: the options that mean something to it. */
export function roadSettings(road: RoadKey, state: RunState, dimension: number): RoadSettings {
  const { optimizer, lr, beta1, beta2, epsilon, momentum, weightDecay, norm } = state;
  const entry = findRoad(road === "unshifted" ? "nonlocal" : road);
  const rates = { rate1: (1 - beta1) / lr, rate2: (1 - beta2) / lr };
  const velocity0 = new Array<number>(dimension).fill(state.velocity0);
  const all: RoadSettings = {
    optimizer,
    lr,
    beta1,
    beta2,
    epsilon,
    momentum,
    weightDecay,
    norm,
    velocity0,
    shifted: road !== "unshifted",
    ...rates,
    ...(optimizer === "general" && designedKernels(state)),
  };
  const known = entry.options({ optimizer, biasCorrection: state.biasCorrection });
  const told = Object.entries(all).filter(
    ([name]) => name === "optimizer" || known.includes(name as keyof RoadSettings),
  );
  return Object.fromEntries(told) as unknown as RoadSettings;
}

/**
 * The memories of the general model, as the state spells them; without the first the numerator is the gradient itself.
 *
 * @throws {RangeError} with one sentence if a text spells none.
 */
export function designedKernels(
  state: Pick<RunState, "kernel1" | "kernel2" | "biasCorrection" | "lr">,
): Pick<RoadSettings, "kernel1" | "kernel2" | "biasCorrection"> {
  const read = (name: "kernel1" | "kernel2") => parseKernel(state[name], { lr: state.lr, action: "solve", name });
  return {
    ...(state.kernel1.trim() !== "" && { kernel1: read("kernel1") }),
    kernel2: read("kernel2"),
    biasCorrection: state.biasCorrection,
  };
}

/** A setting that changes the algorithm and that a road does not know: its curve would be of another problem. */
export function passedOver(
  known: readonly string[],
  { weightDecay, norm, optimizer }: RunState,
): "weightDecay" | "norm" | null {
  if (weightDecay !== 0 && optimizer !== "general" && !known.includes("weightDecay")) return "weightDecay";
  return norm && !known.includes("norm") ? "norm" : null;
}

const passedWords = { weightDecay: "it knows no weight decay", norm: "it has no norm variant" } as const;
