/** What is drawn and judged; `v` is called G where the optimizer is AdaGrad. */
export type Quantity = "theta" | "m" | "v";

/** The discrete algorithm, one of its continuous equations or its flow, or an equation by the paper's own method. */
export type RoadName = "discrete" | "nonlocal" | "inertial" | "flow" | "reference";

/** One setting of an algorithm; the label is its name in figures and claims. */
export interface Case {
  readonly label: string;
  readonly optimizer: "adagrad" | "rmsprop" | "adam";
  readonly beta1?: number;
  readonly beta2?: number;
  /** Forgetting rates b and a, unit 1/time: of a flow; for the algorithm in place of the factors β = 1 − rate·lr. */
  readonly rate1?: number;
  readonly rate2?: number;
}

/** A setting of an algorithm or flow, sign descent among them, which has no equation with memory. */
export interface RunCase extends Omit<Case, "optimizer"> {
  readonly optimizer: Case["optimizer"] | "signgd";
}

/** A learning rate and how many steps are made with it; T = steps·lr. */
export interface Horizon {
  readonly lr: number;
  readonly steps: number;
}

/** A run of the slow reference solver; made on request only. */
export interface ReferenceRun extends Horizon {
  readonly case: Case;
  readonly theta0: number;
  /** Whether memories are read at t + lr. Default true. */
  readonly shifted?: boolean;
}

/** Everything one run depends on. Two runs with equal settings are the same run. */
export interface RunSetting extends Horizon {
  readonly road: RoadName;
  readonly objective: string;
  readonly case: RunCase;
  /** One number, or one for each parameter. */
  readonly theta0: number | readonly number[];
  readonly epsilon: number;
  /** Points of a continuous run between two steps, for smooth curves; 1 for a discrete one. */
  readonly perStep: number;
  /** False for the equation that reads its memories at t. */
  readonly shifted: boolean;
  /** Parameters of the objective; default its own. */
  readonly parameters?: readonly number[];
  /** θ′(0) of a model with inertia. */
  readonly velocity0?: number;
  /** Time at which an equation starts, without memory; default 0. */
  readonly start?: number;
  /** Tolerance of the fast solver; default its own. */
  readonly tolerance?: number;
  /** Only these times are reported, unit time; default `perStep` a step. */
  readonly at?: readonly number[];
  /** Reference runs: whose numerics; default H1's. */
  readonly numerics?: ReferenceNumerics;
}

/** The numerics of a paper's own code: H1's, H2's for its first-order equation, or H2's for the inertial one. */
export type ReferenceNumerics = "h1" | "h2-first-order" | "h2-inertial";

/** What a claim came to: the numbers, whether they agree with what is expected, and why. All of it is computed. */
export interface Measurement {
  readonly measured: string;
  readonly holds: boolean;
  readonly reason: string;
}

/** A sentence of a paper as a predicate on results. */
export interface Claim<Results> {
  /** Unique within the figure. */
  readonly id: string;
  /** The claim, with the definition that makes a vague word computable. */
  readonly text: string;
  readonly expected: string;
  /** Learning rates it needs; default all of the experiment's horizons. */
  readonly lrs?: readonly number[];
  /** Whether it needs the slow reference runs. */
  readonly needsReference?: boolean;
  measure(results: Results): Measurement;
}

/** One figure of a paper as data: what is run, what is drawn, what is claimed about it. */
export interface Experiment<Results> {
  readonly paper: string;
  readonly figure: number;
  readonly title: string;
  /** Name in the registry of objectives. */
  readonly objective: string;
  /** The objective in plain text, for the caption. */
  readonly formula: string;
  readonly theta0s: readonly number[];
  readonly cases: readonly Case[];
  readonly horizons: readonly Horizon[];
  readonly epsilon: number;
  readonly quantity: Quantity;
  /** Symbol of the quantity on the axis. */
  readonly symbol: string;
  /** Learning rates at which the gap between the roads is measured, on the shortest of the horizons. */
  readonly gapRates: readonly number[];
  readonly references?: readonly ReferenceRun[];
  readonly claims: readonly Claim<Results>[];
}
