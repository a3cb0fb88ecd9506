import type { RoadOptionName } from "../../src/experiments/index.js";
import type { ValueRange } from "./values.js";

/** How a setting of a road is written on the command line. */
export interface SettingFlag {
  readonly flags: string;
  readonly option: RoadOptionName;
  /** Range of a number; absent: a text or a switch, passed on as it is. */
  readonly range?: ValueRange;
  /** Whether it is several numbers, each in the range. */
  readonly isList?: boolean;
  readonly description: string;
}

/** Settings of solve and compare. Which of them mean something depends on model, optimizer and solver. */
const commonFlags: readonly SettingFlag[] = [
  { flags: "--beta1 <b>", option: "beta1", range: "factor", description: "first momentum factor (adam 0.9)" },
  {
    flags: "--beta2 <b>",
    option: "beta2",
    range: "factor",
    description: "second momentum factor (adam 0.999, rmsprop 0.99)",
  },
  {
    flags: "--epsilon <e>",
    option: "epsilon",
    range: "nonnegative",
    description: "added to the root (1e-8); at 0, 0/0 is 0; flow of signgd: width of a smoothed sign (0)",
  },
  { flags: "--norm", option: "norm", description: "one second moment, of ‖g‖², scales all parameters" },
  {
    flags: "--velocity0 <numbers>",
    option: "velocity0",
    range: "finite",
    isList: true,
    description: "inertial: θ′ at the start, comma-separated (0)",
  },
  { flags: "--no-shift", option: "shifted", description: "read memories at t instead of t + lr" },
  {
    flags: "--solver <name>",
    option: "solver",
    description: "fast (default) or reference, the paper's relaxation; flow: explicit, stiff or sliding",
  },
  {
    flags: "--tolerance <e>",
    option: "tolerance",
    range: "positive",
    description: "bound of sup |Δθ|/(1 + |θ|) (fast: 1e-10)",
  },
  {
    flags: "--step <h>",
    option: "step",
    range: "positive",
    description: "fast: step of a uniform mesh; reference: its grid (lr; inertial lr/5)",
  },
  {
    flags: "--start <t>",
    option: "start",
    range: "nonnegative",
    description: "reference: time it starts from, without memory (0)",
  },
  { flags: "--look-ahead <how>", option: "lookAhead", description: "reference: extrapolate, hold or hold-all" },
  { flags: "--first-guess <what>", option: "firstGuess", description: "reference: constant or memoryless" },
  { flags: "--first-step <how>", option: "firstStep", description: "reference: quarter or plain" },
  {
    flags: "--mixing-step <s>",
    option: "mixingStep",
    range: "nonnegative",
    description: "reference: added to the mixing when errors grow (0.0005)",
  },
  {
    flags: "--maximum-iterations <n>",
    option: "maximumIterations",
    range: "count",
    description: "reference: when it gives up (3000)",
  },
];

/** Settings that only make sense for a single road. */
const solveFlags: readonly SettingFlag[] = [
  {
    flags: "--weight-decay <w>",
    option: "weightDecay",
    range: "nonnegative",
    description: "discrete: L2, for adamw decoupled (0; adamw 0.01)",
  },
  {
    flags: "--lr-decay <d>",
    option: "lrDecay",
    range: "nonnegative",
    description: "discrete adagrad: lr/(1 + k·d) (0)",
  },
  {
    flags: "--momentum <p>",
    option: "momentum",
    range: "nonnegative",
    description: "discrete sgd: momentum factor (0)",
  },
  { flags: "--nesterov", option: "nesterov", description: "discrete sgd: Nesterov's momentum" },
  {
    flags: "--rate1 <b>",
    option: "rate1",
    range: "positive",
    description: "flow of adam: forgetting rate b = (1 − beta1)/lr of the first moment, 1/time",
  },
  {
    flags: "--rate2 <a>",
    option: "rate2",
    range: "positive",
    description: "flow of adam, rmsprop: forgetting rate a = (1 − beta2)/lr of the second moment, 1/time",
  },
  {
    flags: "--v0 <numbers>",
    option: "v0",
    range: "nonnegative",
    isList: true,
    description: "flow of rmsprop: v at the start, comma-separated (0)",
  },
  {
    flags: "--kernel1 <k>",
    option: "kernel1",
    description: "general: numerator; constant:w, exp:rate, sum:w@s,…, power:gamma or second-order:beta",
  },
  { flags: "--kernel2 <k>", option: "kernel2", description: "general: denominator, the same spellings" },
  {
    flags: "--bias-correction",
    option: "biasCorrection",
    description: "general: Adam's factors, with --beta1 and --beta2",
  },
];

const allFlags = [...commonFlags, ...solveFlags];
/** The settings that each command takes. */
export const settingFlags = {
  compare: commonFlags,
  solve: allFlags,
  // theorems speak of no model that has these
  certify: allFlags.filter(({ option }) => !["velocity0", "rate1", "rate2", "v0"].includes(option)),
  // what Adam, AdamW and RMSProp have
  dissect: allFlags.filter(({ option }) => ["beta1", "beta2", "epsilon", "norm", "weightDecay"].includes(option)),
} as const;
export type ProblemAction = keyof typeof settingFlags;
