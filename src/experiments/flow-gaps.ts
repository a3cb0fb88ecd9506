import { limitOfGaps } from "../certificates/gap-limit.js";
import type { FlowGap, FlowRun, Method, Subject } from "../certificates/index.js";
import type { Objective } from "../objectives/index.js";
import { createOptimizer } from "../optimizers/index.js";
import { createDenseSampler } from "../trajectory/index.js";

/** What is needed to run an algorithm beside a flow. */
export interface GapInput {
  readonly objective: Objective;
  readonly theta0: ArrayLike<number>;
  readonly until: number;
  readonly onProgress?: (fraction: number) => void;
  readonly isCancelled?: () => boolean;
}

/** Which limit is measured. */
export interface GapOptions {
  readonly method: Method;
  /** What stays while the learning rate falls: the factors β, or the rates (1 − β)/lr of the memories. */
  readonly holds: "factors" | "rates";
  /** Solves the flow up to a time, or less. */
  solveFlow(until: number): FlowRun;
}

/** Halvings of the learning rate that are always made, and most of them. */
const HALVINGS = 3;
const MOST_HALVINGS = 14;
/** Most updates of one parameter, of the first runs and of all. */
const WORK = 6e6;
const MOST_WORK = 2e7;
const POLL_EVERY = 1024;

/**
 * Distances of the algorithm from a flow at lr, lr/2, lr/4, lr/8, and below until they behave as for small learning rates or
 * become too costly. The interval is cut where the first four would be.
 */
export function measureGaps(input: GapInput, options: GapOptions): Required<Pick<Subject, "flow" | "gaps">> {
  const { method } = options;
  const { objective, isCancelled = () => false, onProgress = () => {} } = input;
  // an update costs about as much as four components beside the gradient
  const cost = objective.dimension + 4;
  const flow = options.solveFlow(Math.min(input.until, (WORK * method.lr) / cost / (2 ** (HALVINGS + 1) - 1)));
  const until = flow.trajectory.times.at(-1)!;
  const gaps: FlowGap[] = [];
  if (flow.trajectory.status !== "completed") return { flow, gaps };
  const resolution = flowResolution(flow);
  let work = 0;
  for (let k = 0; k <= MOST_HALVINGS; k++) {
    const lr = method.lr / 2 ** k;
    work += (until / lr) * cost;
    if (k > HALVINGS && (work > MOST_WORK || limitOfGaps(gaps, { resolution, small: 0 }).isSettled)) break;
    if (isCancelled()) break;
    gaps.push(measureGap(input, { ...options, lr, until, flow }));
    onProgress(Math.min(1, (k + 1) / (HALVINGS + 1)));
  }
  return { flow, gaps };
}

/** ‖x(t)‖ is known to this: ten times the estimate, for all components. */
function flowResolution({ trajectory: { solver, theta, dimension } }: FlowRun): number {
  const size = theta.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return Math.sqrt(dimension) * 10 * (solver.errorEstimate ?? 0) * (1 + size);
}

interface Beside extends GapOptions {
  readonly lr: number;
  readonly until: number;
  readonly flow: FlowRun;
}

/** `sup ‖X(t) − x(t)‖`, X constant between updates, so looked at on both ends of each of its steps; Infinity if X diverges. */
function measureGap({ objective, theta0, isCancelled }: GapInput, options: Beside): FlowGap {
  const { lr, until, flow } = options;
  const d = objective.dimension;
  const optimizer = createOptimizer(options.method.optimizer, settingsOf(options));
  const state = optimizer.init(d);
  const theta = Float64Array.from(theta0);
  const [gradient, place] = [new Float64Array(d), new Float64Array(d)];
  const sampler = createDenseSampler(flow.trajectory.dense!);
  const last = Math.floor(until / lr + 1e-9);
  let [gap, at] = [0, 0];
  const look = (time: number) => {
    let square = 0;
    for (let i = 0; i < d; i++) square += (theta[i]! - place[i]!) ** 2;
    if (!(square <= gap * gap)) [gap, at] = [Number.isFinite(square) ? Math.sqrt(square) : Infinity, time];
  };
  sampler.state(0, place);
  for (let k = 0; k < last && gap < Infinity; k++) {
    if (k % POLL_EVERY === 0 && isCancelled?.()) break;
    look(k * lr);
    const end = Math.min((k + 1) * lr, until);
    sampler.state(end, place);
    look(end);
    objective.gradient(theta, gradient);
    optimizer.update(gradient, state, theta);
  }
  // what is left of the interval after the last update
  look(Math.min(last * lr, until));
  sampler.state(until, place);
  look(until);
  return { lr, gap, at };
}

/** The algorithm at a smaller learning rate. */
function settingsOf({ method, holds, lr, flow }: Beside) {
  const { isAdam } = method;
  // (1 − β)/lr is what stays, or β
  const scale = holds === "rates" ? lr / method.lr : 1;
  const factor = (beta: number) => (scale === 1 ? beta : 1 - (1 - beta) * scale);
  const { epsilon } = flow;
  return { lr, epsilon, beta2: factor(method.beta2), ...(isAdam && { beta1: factor(method.beta1) }) };
}
