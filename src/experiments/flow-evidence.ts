import {
  createMethod,
  type Evidence,
  type FlowRun,
  type Method,
  type MethodSettings,
  type ProblemConstants,
  type Subject,
} from "../certificates/index.js";
import { startHorizon } from "../certificates/m-proposition-3.js";
import { exponentialKernel } from "../kernels/index.js";
import { type Model, nonlocalModel, smoothSignModel } from "../models/index.js";
import type { Objective } from "../objectives/index.js";
import { solve } from "../solvers/index.js";
import type { Trajectory } from "../trajectory/index.js";
import { measureGaps } from "./flow-gaps.js";

/** What local flows are solved for. */
export interface EvidenceInput {
  readonly objective: Objective;
  /** The method that a statement is to speak of. */
  readonly settings: MethodSettings;
  /** Start, length d. */
  readonly theta0: ArrayLike<number>;
  /** End of the interval, unit time; finite and > 0. */
  readonly until: number;
  readonly constants: ProblemConstants;
  /** Receives the share that is done, 0..1. */
  readonly onProgress?: (fraction: number) => void;
  readonly isCancelled?: () => boolean;
}

/** ε of the smooth sign flow: with less it is too stiff to be solved. */
const SMOOTHEST = 1e-3;
/** How often ε is multiplied by ten, and windows times parameters that a solver may take before it counts as too small. */
const MOST_STIFFER = 2;
const STIFF_PATIENCE = 3000;
const LAST_PATIENCE = 12_000;
/** How often an interval is divided by four, and windows times parameters before it counts as too long. */
const MOST_SHORTER = 6;
const FLOW_PATIENCE = 6000;
/** Parts of the interval of Proposition 3. */
const START_PARTS = 16;

type Gathered = Pick<Subject, "flow" | "gaps">;

/** Makes the runs that statements of arXiv 2009.06125 are held against: of a local flow, and of the algorithm beside it. */
export function gatherEvidence(evidence: Evidence, input: EvidenceInput): Gathered {
  const gather = gatherers[evidence];
  return gather ? gather(input, createMethod(input.settings)) : {};
}

const gatherers: Partial<Record<Evidence, (input: EvidenceInput, method: Method) => Gathered>> = {
  "sign-flow": (input) => ({ flow: solveSignFlow(input, { epsilon: SMOOTHEST, until: input.until }) }),
  "adam-flow": (input, method) => ({ flow: solveStart(input, method) }),
  "sign-limit": (input, method) =>
    measureGaps(input, {
      method,
      holds: "factors",
      solveFlow: (until) => solveSignFlow(input, { epsilon: Math.max(method.epsilon, SMOOTHEST), until }),
    }),
  "flow-limit": (input, method) =>
    measureGaps(input, {
      method,
      holds: "rates",
      solveFlow: (until) => solveMemoryFlow(input, method, until),
    }),
};

/** An equation and how it is tried. */
interface Attempt {
  readonly model: Model;
  readonly tolerance: number;
  /** Windows times parameters that may be taken; default as many as it needs. */
  readonly patience?: number;
  /** Parts of equal length, where a short interval is to be looked at closely. */
  readonly parts?: number;
}

/** The first attempt that reaches its tolerance, else the last. */
function solveFirst(attempts: readonly Attempt[], input: EvidenceInput, until: number): Trajectory {
  const { theta0: initial, objective, isCancelled = () => false } = input;
  for (const [k, { model, tolerance, patience = Infinity, parts }] of attempts.entries()) {
    // a count, not a clock: what is tried does not depend on the machine
    let left = patience / objective.dimension;
    const watch = { isCancelled: () => isCancelled() || left-- <= 0 };
    const trajectory = solve(model, { initial, until, tolerance, ...watch, ...(parts && { step: until / parts }) });
    // what ends by itself or is stopped ends with any tolerance
    if (trajectory.status !== "not-converged" || k === attempts.length - 1) return trajectory;
  }
  throw new RangeError("Cannot solve a flow as attempts must not be empty: current value is 0");
}

/** What was given up for its work was not interrupted by anybody. */
function judged(trajectory: Trajectory, isCancelled: () => boolean): Trajectory {
  return trajectory.status === "interrupted" && !isCancelled()
    ? { ...trajectory, status: "not-converged" }
    : trajectory;
}

/** The smooth sign flow; where it is too stiff with a larger ε, which its result says. */
function solveSignFlow(
  input: EvidenceInput,
  { epsilon: smallest, until }: { readonly epsilon: number; readonly until: number },
): FlowRun {
  const { objective, isCancelled = () => false } = input;
  const timeScale = Math.min(1, until);
  for (let k = 0; ; k++) {
    const isLast = k === MOST_STIFFER;
    const epsilon = 10 ** k * smallest;
    const model = smoothSignModel(objective, { epsilon, timeScale });
    const patience = isLast ? LAST_PATIENCE : STIFF_PATIENCE;
    const attempts = [1e-8, 1e-6].map((tolerance) => ({ model, tolerance, patience }));
    const trajectory = solveFirst(attempts, input, until);
    const isOver = trajectory.status === "completed" || trajectory.status === "diverged";
    if (isOver || isLast || isCancelled()) return { trajectory: judged(trajectory, isCancelled), epsilon };
  }
}

/** The flow of a method, on a shorter interval where it oscillates so fast that the whole would take too long. */
function solveMemoryFlow(input: EvidenceInput, method: Method, until: number): FlowRun {
  const { epsilon } = method;
  const { isCancelled = () => false } = input;
  const model = flowModel(input.objective, method, epsilon);
  const attempts = [1e-8, 1e-6, 1e-4].map((tolerance) => ({ model, tolerance, patience: FLOW_PATIENCE }));
  for (let k = 0; ; k++) {
    const trajectory = solveFirst(attempts, input, until / 4 ** k);
    if (trajectory.status !== "interrupted" || k === MOST_SHORTER || isCancelled()) {
      return { trajectory: judged(trajectory, isCancelled), epsilon };
    }
  }
}

/** Adam's flow with ε = 0 up to the horizon of Proposition 3; where there is none the start alone. */
function solveStart(input: EvidenceInput, method: Method): FlowRun {
  const { objective, theta0, constants } = input;
  const theta = Float64Array.from(theta0);
  const gradient = new Float64Array(objective.dimension);
  objective.gradient(theta, gradient);
  const least = gradient.reduce((a, b) => Math.min(a, Math.abs(b)), Infinity);
  const L = constants.smoothness?.value ?? Number.NaN;
  const until = startHorizon({ c: least, M: Math.hypot(...gradient), L, dimension: objective.dimension });
  if (!(until > 0 && until < Infinity)) return { trajectory: startAlone(objective, theta), epsilon: 0 };
  const model = flowModel(objective, method, 0);
  const attempts = [1e-12, 1e-10, 1e-8].map((tolerance) => ({ model, tolerance, parts: START_PARTS }));
  return { trajectory: solveFirst(attempts, input, until), epsilon: 0 };
}

function startAlone(objective: Objective, theta: Float64Array): Trajectory {
  return {
    times: Float64Array.of(0),
    dimension: theta.length,
    theta,
    loss: Float64Array.of(objective.value(theta)),
    status: "completed",
    solver: { name: "none", order: null, nodes: 0, sweeps: null, residual: null, errorEstimate: null },
  };
}

/** The flow of RMSProp, or of Adam with the corrections 1 − e^(−at) and 1 − e^(−bt). */
function flowModel(objective: Objective, { isAdam, lr, beta1, beta2 }: Method, epsilon: number): Model {
  if (!isAdam) return nonlocalModel(objective, { optimizer: "rmsprop", lr, beta2, epsilon, shifted: false });
  const [a, b] = [(1 - beta2) / lr, (1 - beta1) / lr];
  return nonlocalModel(objective, {
    optimizer: "general",
    lr,
    epsilon,
    kernel1: exponentialKernel({ rate: b }),
    kernel2: exponentialKernel({ rate: a }),
    biasCorrection: true,
    // corrections 1 − β^(t/α) with these factors
    beta1: Math.exp(-b * lr),
    beta2: Math.exp(-a * lr),
    shifted: false,
  });
}
