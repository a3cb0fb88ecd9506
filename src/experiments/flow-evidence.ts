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
import {
  adamFlowModel,
  type Model,
  nonlocalModel,
  rmspropFlowModel,
  signFlowModel,
  smoothSignModel,
} from "../models/index.js";
import type { Objective } from "../objectives/index.js";
import { solve, solveLocal } from "../solvers/index.js";
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

/** ε of the smooth sign flow of a method that has none, and from where on it is not made larger. */
const SMALLEST = 1e-8;
const LARGEST = 1e-4;
/** Steps times parameters before a flow counts as too much work, and how often its interval is then divided by four. */
const SIGN_PATIENCE = 20_000;
const FLOW_PATIENCE = 40_000;
const MOST_SHORTER = 6;
/** Parts of the interval of Proposition 3. */
const START_PARTS = 16;

type Gathered = Pick<Subject, "flow" | "gaps">;

/** Makes the runs that statements of arXiv 2009.06125 are held against: of a local flow, and of the algorithm beside it. */
export function gatherEvidence(evidence: Evidence, input: EvidenceInput): Gathered {
  const gather = gatherers[evidence];
  return gather ? gather(input, createMethod(input.settings)) : {};
}

const gatherers: Partial<Record<Evidence, (input: EvidenceInput, method: Method) => Gathered>> = {
  "sign-flow": (input) => ({ flow: solveSignFlow(input) }),
  "adam-flow": (input, method) => ({ flow: solveStart(input, method) }),
  "sign-limit": (input, method) =>
    measureGaps(input, {
      method,
      holds: "factors",
      solveFlow: (until) => solveSmoothSignFlow(input, method.epsilon > 0 ? method.epsilon : SMALLEST, until),
    }),
  "flow-limit": (input, method) => {
    const { epsilon } = method;
    const model = momentModel(input.objective, method, epsilon);
    const solveFlow = (until: number) => ({ trajectory: solvePatiently(model, input, until), epsilon });
    return measureGaps(input, { method, holds: "rates", solveFlow });
  },
};

/** The exact sign flow, ε = 0; where it cannot be followed the smooth one. */
function solveSignFlow({ objective, theta0, until, isCancelled = () => false }: EvidenceInput): FlowRun {
  const options = { initial: theta0, until, isCancelled };
  const trajectory = solveLocal(signFlowModel(objective), options);
  if (trajectory.status !== "not-converged") return { trajectory, epsilon: 0 };
  return { trajectory: solveLocal(smoothSignModel(objective, { epsilon: SMALLEST }), options), epsilon: SMALLEST };
}

/** The smooth sign flow; with a larger ε where rounding of the gradient divided by it leaves nothing of the field. */
function solveSmoothSignFlow(input: EvidenceInput, smallest: number, until: number): FlowRun {
  const { objective, isCancelled = () => false } = input;
  for (let epsilon = smallest; ; epsilon *= 100) {
    const trajectory = solveWithin(SIGN_PATIENCE, smoothSignModel(objective, { epsilon }), input, until);
    if (["completed", "diverged"].includes(trajectory.status) || isCancelled() || epsilon >= LARGEST) {
      return { trajectory, epsilon };
    }
  }
}

/** A flow, on a shorter interval where it oscillates so fast that the whole would take too long. */
function solvePatiently(model: Model, input: EvidenceInput, until: number): Trajectory {
  const { isCancelled = () => false } = input;
  for (let k = 0; ; k++) {
    const trajectory = solveWithin(FLOW_PATIENCE, model, input, until / 4 ** k);
    if (trajectory.status !== "not-converged" || isCancelled() || k === MOST_SHORTER) return trajectory;
  }
}

/** A flow up to `until`, given up as "not-converged" after so many steps times parameters. */
function solveWithin(patience: number, model: Model, input: EvidenceInput, until: number): Trajectory {
  const { objective, theta0, isCancelled = () => false } = input;
  // a count, not a clock: what is tried does not depend on the machine
  let left = patience / objective.dimension;
  const trajectory = solveLocal(model, {
    initial: Float64Array.from({ length: model.stateSize }, (_, i) => theta0[i] ?? 0),
    until,
    tolerance: 1e-8,
    isCancelled: () => isCancelled() || left-- <= 0,
  });
  // what was given up for its work was not interrupted by anybody
  const isGivenUp = trajectory.status === "interrupted" && !isCancelled();
  return isGivenUp ? { ...trajectory, status: "not-converged" } : trajectory;
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
  return { trajectory: solveClosely(memoryModel(objective, method), input, until), epsilon: 0 };
}

/** A start in parts so small that speeds are seen closely. */
function solveClosely(model: Model, { theta0: initial, isCancelled = () => false }: EvidenceInput, until: number) {
  let trajectory: Trajectory | null = null;
  for (const tolerance of [1e-12, 1e-10, 1e-8]) {
    trajectory = solve(model, { initial, until, tolerance, step: until / START_PARTS, isCancelled });
    if (trajectory.status !== "not-converged") break;
  }
  return trajectory!;
}

/**
 * Adam's flow with its moments as memories: exact integrals, so that the speed at its start, a quotient of two that vanish
 * there, is known as well as θ.
 */
function memoryModel(objective: Objective, { lr, beta1, beta2 }: Method): Model {
  const [a, b] = [(1 - beta2) / lr, (1 - beta1) / lr];
  return nonlocalModel(objective, {
    optimizer: "general",
    lr,
    epsilon: 0,
    kernel1: exponentialKernel({ rate: b }),
    kernel2: exponentialKernel({ rate: a }),
    biasCorrection: true,
    // corrections 1 − β^(t/α) with these factors
    beta1: Math.exp(-b * lr),
    beta2: Math.exp(-a * lr),
    shifted: false,
  });
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

/** The flow of RMSProp or of Adam. */
function momentModel(objective: Objective, { isAdam, lr, beta1, beta2 }: Method, epsilon: number): Model {
  const [rate1, rate2] = [(1 - beta1) / lr, (1 - beta2) / lr];
  return isAdam ? adamFlowModel(objective, { rate1, rate2, epsilon }) : rmspropFlowModel(objective, { rate2, epsilon });
}
