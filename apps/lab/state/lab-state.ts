import { type Activation, activations } from "../../../src/networks/network.js";
import type { ChoiceField, ChoicesField, Field, FlagField, NumberField, NumbersField, TextField } from "./field.js";

export const viewNames = ["trajectory", "memory", "map", "certificates", "anatomy", "papers"] as const;
export type ViewName = (typeof viewNames)[number];

/** What views are called. */
export const viewTitles: Readonly<Record<ViewName, string>> = {
  trajectory: "Trajectory",
  memory: "Memory",
  map: "Regime map",
  certificates: "Certificates",
  anatomy: "Spike anatomy",
  papers: "Papers",
};

/** The algorithm, its equations with memory (read at t + lr and at t, and with inertia), and its flow. */
export const roadKeys = ["discrete", "nonlocal", "unshifted", "inertial", "flow"] as const;
export type RoadKey = (typeof roadKeys)[number];

/** What the trajectory view can draw, in the order it is drawn. */
export const chartKeys = [
  "picture",
  "theta",
  "loss",
  "m",
  "v",
  "root",
  "gain",
  "step",
  "velocity",
  "phase",
  "error",
] as const;
export type ChartKey = (typeof chartKeys)[number];

export const optimizerNames = ["adam", "rmsprop", "adagrad", "adamw", "signgd", "gd", "sgd", "general"] as const;
export type OptimizerName = (typeof optimizerNames)[number];

/** What optimizers are called; the state and the command line know them by their names. */
export const optimizerTitles: Readonly<Record<OptimizerName, string>> = {
  adam: "Adam",
  rmsprop: "RMSProp",
  adagrad: "AdaGrad",
  adamw: "AdamW",
  signgd: "signGD",
  gd: "gradient descent",
  sgd: "SGD with momentum",
  general: "two kernels of your own",
};

/** What theorems speak of: the equation with memory, and the algorithm. */
export const certifiedModels = ["nonlocal", "discrete"] as const;
export type CertifiedModel = (typeof certifiedModels)[number];

/** Whose spikes are looked at: those of the objective, or of a network that is fitted to sums of sines. */
export const subjects = ["objective", "network"] as const;
export type Subject = (typeof subjects)[number];

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
  steps: number({ initial: 1000, min: 1, max: 200_000, scale: "log", isInteger: true }),
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
  charts: {
    kind: "choices",
    initial: ["picture", "theta", "loss", "m", "v", "velocity", "phase", "error"],
    choices: chartKeys,
  } satisfies ChoicesField,
  /** The parameter whose phase portrait and signals are shown, and the first of those that are drawn; from 1. */
  component: number({ initial: 1, min: 1, max: 9999, scale: "linear", isInteger: true }),
  axis: choice("step", ["step", "time"]),
  /** Where the run is looked at, as a share of it. */
  cursor: number({ initial: 0.5, min: 0, max: 1, scale: "linear" }),
  /** Axes of kernels over age, and how much of the past is drawn: all of it, or where nearly all the weight lies. */
  ages: choice("log", ["log", "linear"]),
  past: choice("recent", ["recent", "whole"]),
  /** What the plane of the map is made of. */
  plane: choice("beta", ["beta", "rate", "lr-beta1", "lr-beta2"]),
  /** Ends of the axes of the map; empty: those that are customary for the plane. */
  xRange: { kind: "numbers", initial: [], longest: 2 } satisfies NumbersField,
  yRange: { kind: "numbers", initial: [], longest: 2 } satisfies NumbersField,
  /** Cells along each side of the map. */
  cells: number({ initial: 200, min: 2, max: 400, scale: "log", isInteger: true }),
  /**
   * Length of the run of each cell. At the start four memories of the slowest first moment, β₁ = 0.99, and several times the
   * way to a minimum at a distance of 1 in steps of 0.01.
   */
  mapSteps: number({ initial: 400, min: 12, max: 100_000, scale: "log", isInteger: true }),
  /** Column and row of the cell that is looked at, from the lower left; empty: none. */
  mapCell: { kind: "numbers", initial: [], longest: 2 } satisfies NumbersField,
  model: choice("nonlocal", certifiedModels),
  /** Whether constants that a theorem needs and the objective does not know are estimated along the run. */
  estimate: flag(true),
  /** Which theorem is open; empty: the first of the table. */
  theorem: text("", 40),
  subject: choice("objective", subjects),
  /** Units of each hidden layer of the network. */
  hidden: { kind: "numbers", initial: [8, 8], longest: 8 } satisfies NumbersField,
  activation: choice("tanh", activations),
  /** Coordinates of a sample, and how many samples are fitted. */
  dimension: number({ initial: 1, min: 1, max: 64, scale: "log", isInteger: true }),
  samples: number({ initial: 64, min: 1, max: 4096, scale: "log", isInteger: true }),
  /** Of samples and first parameters. */
  seed: number({ initial: 1, min: 0, max: 9999, scale: "linear", isInteger: true }),
  /** Which spike is shown from near, from 1; 0: the largest. */
  spike: number({ initial: 0, min: 0, max: 1000, scale: "linear", isInteger: true }),
  paper: text("heredia-2024", 40),
  figure: number({ initial: 1, min: 1, max: 99, scale: "linear", isInteger: true }),
  /** How much of a figure is run when its claims are checked. */
  paperScale: choice("quick", ["quick", "laptop"]),
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
  {
    [K in Exclude<FieldName, "view" | "optimizer" | "roads" | "charts" | "model" | "subject" | "activation">]: ValueOf<
      (typeof fields)[K]
    >;
  } & {
    view: ViewName;
    optimizer: OptimizerName;
    roads: readonly RoadKey[];
    charts: readonly ChartKey[];
    model: CertifiedModel;
    subject: Subject;
    activation: Activation;
  }
>;

/** Names of all fields, in the order of the address. */
export const fieldNames = Object.keys(fields) as FieldName[];

/** The state at the start. */
export const initialState = Object.fromEntries(
  fieldNames.map((name) => [name, fields[name].initial]),
) as unknown as LabState;
