import type { ChoiceField, ChoicesField, Field, FlagField, NumberField, NumbersField, TextField } from "./field.js";

export const viewNames = ["trajectory", "memory", "map", "certificates", "anatomy", "papers"] as const;
export type ViewName = (typeof viewNames)[number];

/** The algorithm, its equations with memory (read at t + lr and at t, and with inertia), and its flow. */
export const roadKeys = ["discrete", "nonlocal", "unshifted", "inertial", "flow"] as const;
export type RoadKey = (typeof roadKeys)[number];

export const optimizerNames = ["adam", "rmsprop", "adagrad", "adamw", "signgd", "gd", "sgd", "general"] as const;
export type OptimizerName = (typeof optimizerNames)[number];

const number = (field: Omit<NumberField, "kind">): NumberField => ({ kind: "number", ...field });
const choice = <T extends string>(initial: T, choices: readonly T[]) =>
  ({ kind: "choice", initial, choices }) satisfies ChoiceField;
const text = (initial: string, longest: number): TextField => ({ kind: "text", initial, longest });
const flag = (initial: boolean): FlagField => ({ kind: "flag", initial });

/**
 * Everything that the views show is determined by these; the address holds those that are not as at the start.
 *
 * Order is the order in the address.
 */
export const fields = {
  view: choice("trajectory", viewNames),
  /** A name with parameters, `rosenbrock1d(4)`, or an expression. */
  objective: text("doubleWell", 400),
  /** One number for each parameter; empty: where the objective customarily starts. */
  theta0: { kind: "numbers", initial: [], longest: 64 } satisfies NumbersField,
  optimizer: choice("adam", optimizerNames),
  lr: number({ initial: 0.01, min: 1e-6, max: 10, scale: "log" }),
  beta1: number({ initial: 0.9, min: 0, max: 0.99999, scale: "complement" }),
  beta2: number({ initial: 0.999, min: 0, max: 0.99999, scale: "complement" }),
  epsilon: number({ initial: 1e-8, min: 1e-16, max: 10, scale: "log", allowsZero: true }),
  steps: number({ initial: 1000, min: 1, max: 100_000, scale: "log", isInteger: true }),
  momentum: number({ initial: 0.9, min: 0, max: 0.9999, scale: "complement" }),
  weightDecay: number({ initial: 0, min: 1e-8, max: 10, scale: "log", allowsZero: true }),
  norm: flag(false),
  /** θ′(0) of the equation with inertia, the same for every parameter; unit 1/time. */
  velocity0: number({ initial: 0, min: -100, max: 100, scale: "linear" }),
  /** Kernels of the general model as the command line writes them, `sum:1@2,0.5@0.1`; no first one: the gradient itself. */
  kernel1: text("", 400),
  kernel2: text("power:0.5", 400),
  biasCorrection: flag(false),
  roads: {
    kind: "choices",
    initial: ["discrete", "nonlocal"],
    choices: roadKeys,
  } satisfies ChoicesField,
  axis: choice("step", ["step", "time"]),
  /** Where the run is looked at, as a share of it. */
  cursor: number({ initial: 0.5, min: 0, max: 1, scale: "linear" }),
  /** What the plane of the map is made of. */
  plane: choice("beta", ["beta", "rate", "lr-beta2"]),
  xFrom: number({ initial: 0.5, min: 0, max: 1e6, scale: "linear" }),
  xTo: number({ initial: 0.99, min: 0, max: 1e6, scale: "linear" }),
  yFrom: number({ initial: 0.5, min: 0, max: 1e6, scale: "linear" }),
  yTo: number({ initial: 0.999, min: 0, max: 1e6, scale: "linear" }),
  cells: number({ initial: 200, min: 2, max: 400, scale: "log", isInteger: true }),
  /** Whether constants that a theorem needs and the objective does not know are estimated along the run. */
  estimate: flag(true),
  /** Which spike is shown from near, from 1; 0: the largest. */
  spike: number({ initial: 0, min: 0, max: 1000, scale: "linear", isInteger: true }),
  paper: text("heredia-2024", 40),
  figure: number({ initial: 1, min: 1, max: 99, scale: "linear", isInteger: true }),
} satisfies Readonly<Record<string, Field>>;

export type FieldName = keyof typeof fields;

type ValueOf<F extends Field> = F extends { kind: "number" }
  ? number
  : F extends { kind: "flag" }
    ? boolean
    : F extends { kind: "numbers" }
      ? readonly number[]
      : string;

/** The state of the lab: plain data that is never changed in place. */
export type LabState = Readonly<
  { [K in Exclude<FieldName, "view" | "optimizer" | "roads">]: ValueOf<(typeof fields)[K]> } & {
    view: ViewName;
    optimizer: OptimizerName;
    roads: readonly RoadKey[];
  }
>;

/** Names of all fields, in the order of the address. */
export const fieldNames = Object.keys(fields) as FieldName[];

/** The state at the start. */
export const initialState = Object.fromEntries(
  fieldNames.map((name) => [name, fields[name].initial]),
) as unknown as LabState;
