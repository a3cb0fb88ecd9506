import type { FormulaName } from "../formulas/formulas.js";
import type { LabState, OptimizerName } from "./lab-state.js";

/** Settings that are numbers with a slider. */
export type ControlName = "lr" | "beta1" | "beta2" | "epsilon" | "momentum" | "steps" | "weightDecay" | "velocity0";

/** A number that follows from settings, beside the setting that changes it. */
export interface DerivedNumber {
  readonly formula: FormulaName;
  readonly value: number;
  readonly unit: string;
}

/** A setting as it is shown: what it is called, and the formula that it is in. */
export interface ShownControl {
  readonly name: ControlName;
  readonly label: string;
  readonly unit: string;
  /** The formula it is in; null where it is only in what follows. */
  readonly formula: FormulaName | null;
  readonly follows: DerivedNumber | null;
}

/** What the choice of controls depends on. */
type Chosen = Pick<
  LabState,
  "view" | "optimizer" | "roads" | "plane" | "biasCorrection" | "lr" | "beta1" | "beta2" | "steps"
>;

const adams: readonly OptimizerName[] = ["adam", "adamw"];
const rooted: readonly OptimizerName[] = ["adam", "adamw", "rmsprop", "adagrad", "general"];

/** Whether a view has settings of its own run: papers bring theirs. */
export function hasSettings({ view }: Pick<LabState, "view">): boolean {
  return view !== "papers";
}

/** Whether the open view is about the objective; networks bring their own. */
export function isAboutObjective({ view, subject }: Pick<LabState, "view" | "subject">): boolean {
  return view !== "anatomy" || subject === "objective";
}

/** The numbers that mean something to the optimizer and to the view, in reading order. */
export function shownControls(state: Chosen): readonly ShownControl[] {
  const axes = mapAxes(state);
  return (Object.keys(controls) as ControlName[])
    .filter((name) => isMeant(name, state) && !axes.includes(name))
    .map((name) => ({ name, ...controls[name](state) }));
}

/** Whether g² can be taken together: one second moment for all parameters. */
export function hasNormVariant({ optimizer }: Pick<LabState, "optimizer">): boolean {
  return rooted.includes(optimizer);
}

/** The run in a few words, for settings that are folded away. */
export function settingsGist(state: LabState): string {
  const { objective, optimizer, lr, steps, mapSteps, view } = state;
  const written = objective.length > 24 ? `${objective.slice(0, 24)}…` : objective;
  const rate = mapAxes(state).includes("lr") ? [] : [`α = ${lr}`];
  return [
    isAboutObjective(state) ? written : "a network",
    optimizer,
    ...rate,
    `${view === "map" ? mapSteps : steps} steps`,
  ].join(", ");
}

/** Settings that are axes of the map: every cell has its own. */
function mapAxes({ view, plane, optimizer }: Chosen): readonly ControlName[] {
  if (view !== "map") return [];
  const axes: Readonly<Record<string, readonly ControlName[]>> = {
    "lr-beta1": ["lr", "beta1"],
    "lr-beta2": ["lr", "beta2"],
  };
  // RMSProp has no first memory, and so one plane
  return axes[optimizer === "rmsprop" ? "lr-beta2" : plane] ?? ["beta1", "beta2"];
}

function isMeant(name: ControlName, { optimizer, roads, biasCorrection, view }: Chosen): boolean {
  const isCorrected = optimizer === "general" && biasCorrection;
  switch (name) {
    case "beta1":
      return adams.includes(optimizer) || isCorrected;
    case "beta2":
      return adams.includes(optimizer) || optimizer === "rmsprop" || isCorrected;
    case "epsilon":
      return rooted.includes(optimizer);
    case "momentum":
      return optimizer === "sgd";
    case "weightDecay":
      return optimizer !== "general";
    case "steps":
      // runs of a map have a length of their own
      return view !== "map";
    case "velocity0":
      return view === "trajectory" && roads.includes("inertial");
    default:
      return true;
  }
}

const steps: Readonly<Record<OptimizerName, FormulaName>> = {
  adam: "stepAdam",
  adamw: "stepAdamw",
  rmsprop: "stepRmsprop",
  adagrad: "stepAdagrad",
  signgd: "stepSigngd",
  gd: "stepGd",
  sgd: "stepSgd",
  general: "fieldGeneral",
};

const roots: Partial<Readonly<Record<OptimizerName, FormulaName>>> = {
  rmsprop: "rootRaw",
  adagrad: "rootSum",
  general: "rootMemory",
};

const controls: { readonly [K in ControlName]: (state: Chosen) => Omit<ShownControl, "name"> } = {
  lr: ({ optimizer }) => ({
    label: "learning rate α",
    unit: "time/step",
    formula: steps[optimizer],
    follows: null,
  }),
  beta1: ({ optimizer, beta1, lr }) => ({
    label: "β₁",
    unit: "",
    formula: optimizer === "general" ? "correction1" : "beta1",
    follows: { formula: "rate1", value: (1 - beta1) / lr, unit: "/ time" },
  }),
  beta2: ({ optimizer, beta2, lr }) => ({
    label: "β₂",
    unit: "",
    formula: optimizer === "general" ? "correction2" : "beta2",
    follows: { formula: "rate2", value: (1 - beta2) / lr, unit: "/ time" },
  }),
  epsilon: ({ optimizer }) => ({
    label: "ε",
    unit: "unit of g",
    formula: roots[optimizer] ?? "epsilon",
    follows: null,
  }),
  momentum: () => ({ label: "momentum μ", unit: "", formula: "momentum", follows: null }),
  steps: ({ steps: count, lr }) => ({
    label: "steps N",
    unit: "",
    formula: null,
    follows: { formula: "steps", value: count * lr, unit: "time" },
  }),
  weightDecay: ({ optimizer }) => ({
    label: "weight decay w",
    unit: "",
    formula: optimizer === "adamw" ? "decoupledDecay" : "weightDecay",
    follows: null,
  }),
  velocity0: () => ({ label: "velocity u₀", unit: "θ / time", formula: "velocity0", follows: null }),
};
