import type { RunSetting } from "../../../src/experiments/index.js";
import { factorOfRate } from "../../../src/optimizers/index.js";
import { initialState, type LabState, type RoadKey, roadKeys, type ViewName } from "./lab-state.js";
import { protocolOf } from "./protocol.js";

/** A state of the lab under a name. */
export interface PaperPreset {
  readonly name: string;
  /** What is compared, in one line. */
  readonly words: string;
  readonly patch: Partial<LabState>;
  /** Views in which it shows something, with what they need beside it. */
  readonly openings: readonly PaperOpening[];
}

export interface PaperOpening {
  readonly view: ViewName;
  readonly patch: Partial<LabState>;
}

/** Adam's rates as the paper of regimes draws them. */
const rateRange = [0.1, 100] as const;
/** Cells along each side of a map that a paper's setting opens; each makes the whole run. */
const cells = 40;
const mostMapSteps = 3000;

/** What a figure shows, as states of the lab: runs that differ only in their road are one state. */
export function paperPresets(shown: readonly RunSetting[]): readonly PaperPreset[] {
  const groups = new Map<string, RunSetting[]>();
  for (const setting of shown) {
    const { objective, parameters, theta0, epsilon, lr, steps, case: item } = setting;
    const key = JSON.stringify([objective, parameters, theta0, epsilon, lr, steps, item]);
    groups.set(key, [...(groups.get(key) ?? []), setting]);
  }
  return [...groups.values()].flatMap(presetsOfGroup);
}

/** One state for each initial velocity; what has none is in all of them. */
function presetsOfGroup(group: readonly RunSetting[]): readonly PaperPreset[] {
  const velocities = [...new Set(group.flatMap(({ velocity0 }) => (velocity0 === undefined ? [] : [velocity0])))];
  return (velocities.length > 0 ? velocities : [undefined]).map((velocity0) => {
    const own = group.filter((setting) => setting.velocity0 === undefined || setting.velocity0 === velocity0);
    const { case: item } = own[0]!;
    const velocity = velocity0 === undefined ? "" : `, u₀ = ${velocity0}`;
    return toPreset(`${item.label}${velocity}`, patchOf(own, velocity0), item);
  });
}

function toPreset(name: string, patch: Partial<LabState>, item: RunSetting["case"]): PaperPreset {
  const state = { ...initialState, ...patch };
  return { name, words: protocolOf(state, { theta0: state.theta0 }), patch, openings: openingsOf(patch, item) };
}

/** All that a run depends on, so that nothing of what was there before remains. */
function patchOf(own: readonly RunSetting[], velocity0 = 0): Partial<LabState> {
  const { objective, parameters = [], theta0, epsilon, lr, steps, case: item } = own[0]!;
  const { optimizer, beta1 = initialState.beta1, beta2 = initialState.beta2, rate1, rate2 } = item;
  const found = own.map(roadOf);
  return {
    objective: parameters.length === 0 ? objective : `${objective}(${parameters.join(", ")})`,
    theta0: typeof theta0 === "number" ? [theta0] : theta0,
    optimizer,
    lr,
    beta1: rate1 === undefined ? beta1 : factorOfRate(rate1, lr),
    beta2: rate2 === undefined ? beta2 : factorOfRate(rate2, lr),
    epsilon,
    steps,
    velocity0,
    momentum: initialState.momentum,
    weightDecay: 0,
    norm: false,
    roads: roadKeys.filter((road) => found.includes(road)),
  };
}

function roadOf({ road, shifted }: RunSetting): RoadKey | null {
  if (road === "nonlocal") return shifted ? "nonlocal" : "unshifted";
  return road === "reference" ? null : road;
}

function openingsOf(
  { optimizer, steps, roads = [] }: Partial<LabState>,
  item: RunSetting["case"],
): readonly PaperOpening[] {
  const hasMoments = optimizer === "adam" || optimizer === "rmsprop";
  const plane = optimizer === "rmsprop" ? "lr-beta2" : item.rate1 === undefined ? "beta" : "rate";
  const range = plane === "rate" ? rateRange : [];
  const mapSteps = Math.min(steps!, mostMapSteps);
  return [
    { view: "trajectory", patch: {} },
    ...(hasMoments || optimizer === "adagrad" ? [{ view: "memory", patch: {} } as const] : []),
    ...(hasMoments
      ? ([{ view: "map", patch: { plane, xRange: range, yRange: range, cells, mapSteps, mapCell: [] } }] as const)
      : []),
    ...(hasMoments && roads.includes("discrete")
      ? [{ view: "anatomy", patch: { subject: "objective", spike: 0 } } as const]
      : []),
    ...(roads.includes("nonlocal")
      ? [{ view: "certificates", patch: { model: "nonlocal", theorem: "" } } as const]
      : []),
  ];
}
