import type { Kernel } from "../kernels/index.js";
import { gaussLegendre, zeros } from "../numeric/index.js";
import type { Objective } from "../objectives/objective.js";
import { createDenseSampler, type Trajectory } from "../trajectory/index.js";
import { denseOf } from "./dense-of.js";

/** The gradient along a trajectory, and its memories by any kernel. */
export interface CausalSignal {
  readonly dimension: number;
  /** First and last moment that is covered, unit time. */
  readonly start: number;
  readonly end: number;
  /** Moments between which the gradient is smooth, ascending. */
  readonly breaks: Float64Array;
  theta(time: number, out: Float64Array): void;
  gradient(time: number, out: Float64Array): void;
  /** Writes `∫_start^time K(time − s) g(s) ds` into `out`; with `squared`, of g² elementwise. */
  memory(kernel: Kernel, time: number, options: { readonly squared: boolean; readonly out: Float64Array }): void;
}

/** What a signal is made of. */
export interface CausalSignalOptions {
  readonly objective: Objective;
  /** Learning rate: no mode of a kernel is faster than 2/α. */
  readonly lr: number;
}

/** Gauss nodes on a panel of at most α/2, where a kernel times a solver's polynomial is resolved to rounding. */
const POINTS = 12;
const PANELS_PER_LR = 2;

/**
 * Reads a trajectory as the path of a causal force.
 *
 * The gradient is evaluated once, at Gauss nodes on panels of at most α/2 that end where the elements of the dense output
 * end; a memory is a sum over them and a rest.
 *
 * @throws {TypeError} if the trajectory has no dense output or another dimension than the objective.
 */
export function createCausalSignal(trajectory: Trajectory, { objective, lr }: CausalSignalOptions): CausalSignal {
  const { dimension: d } = trajectory;
  const dense = denseOf(trajectory, "read a force");
  if (objective.dimension !== d) {
    throw new TypeError(
      `Cannot read a force as trajectory must have the objective's dimension ${objective.dimension}: current value is ${d}`,
    );
  }
  const sampler = createDenseSampler(dense);
  const state = zeros(dense.stateSize);
  const gradient = (time: number, out: Float64Array) => {
    sampler.state(time, state);
    objective.gradient(state.subarray(0, d), out);
  };
  let panels: Panels | null = null;
  return {
    dimension: d,
    start: sampler.start,
    end: sampler.end,
    breaks: dense.breaks,
    theta(time, out) {
      sampler.state(time, state);
      for (let i = 0; i < d; i++) out[i] = state[i]!;
    },
    gradient,
    memory(kernel, time, { squared, out }) {
      panels ??= createPanels(dense.breaks, { d, lr, gradient });
      addUp(panels, { kernel, time, squared, gradient }, out);
    },
  };
}

type GradientReader = (time: number, out: Float64Array) => void;

/** The gradient at all Gauss nodes. */
interface Panels {
  readonly d: number;
  readonly edges: Float64Array;
  readonly times: Float64Array;
  readonly weights: Float64Array;
  /** Row-major nodes × d. */
  readonly gradients: Float64Array;
}

function createPanels(
  breaks: Float64Array,
  { d, lr, gradient }: { d: number; lr: number; gradient: GradientReader },
): Panels {
  const edges = [breaks[0]!];
  for (let e = 1; e < breaks.length; e++) {
    const length = breaks[e]! - breaks[e - 1]!;
    const parts = Math.max(1, Math.ceil((PANELS_PER_LR * length) / lr));
    for (let p = 1; p < parts; p++) edges.push(breaks[e - 1]! + (p * length) / parts);
    edges.push(breaks[e]!);
  }
  const rule = gaussLegendre(POINTS);
  const count = (edges.length - 1) * POINTS;
  const [times, weights, gradients] = [zeros(count), zeros(count), zeros(count * d)];
  for (let k = 0; k < count; k++) {
    const [p, g] = [Math.floor(k / POINTS), k % POINTS];
    const length = edges[p + 1]! - edges[p]!;
    times[k] = edges[p]! + rule.nodes[g]! * length;
    weights[k] = rule.weights[g]! * length;
    gradient(times[k]!, gradients.subarray(k * d, (k + 1) * d));
  }
  return { d, edges: Float64Array.from(edges), times, weights, gradients };
}

interface Reading {
  readonly kernel: Kernel;
  readonly time: number;
  readonly squared: boolean;
  readonly gradient: GradientReader;
}

function addUp(panels: Panels, { kernel, time, squared, gradient }: Reading, out: Float64Array): void {
  const { d, edges, times, weights, gradients } = panels;
  out.fill(0);
  const add = (weight: number, values: Float64Array, at: number) => {
    for (let i = 0; i < d; i++) out[i]! += weight * (squared ? values[at + i]! ** 2 : values[at + i]!);
  };
  let panel = 0;
  while (panel + 1 < edges.length && edges[panel + 1]! <= time) panel++;
  for (let k = 0; k < panel * POINTS; k++) add(weights[k]! * kernel.weight(time - times[k]!), gradients, k * d);
  // the panel in which the moment falls, as far as the moment
  const rest = panel + 1 < edges.length ? time - edges[panel]! : 0;
  if (!(rest > 0)) return;
  const rule = gaussLegendre(POINTS);
  const values = zeros(d);
  for (let g = 0; g < POINTS; g++) {
    const age = (1 - rule.nodes[g]!) * rest;
    gradient(edges[panel]! + rule.nodes[g]! * rest, values);
    add(rule.weights[g]! * rest * kernel.weight(age), values, 0);
  }
}
