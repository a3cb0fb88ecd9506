import { supNorm, zeros } from "../numeric/index.js";
import { type CollocationSolver, createCollocationSolver } from "./collocation.js";
import type { History } from "./history.js";
import { addElement, createPieces, createReader, type Pieces } from "./pieces.js";
import { refuse } from "./refuse.js";
import { largestTail, type Rule } from "./rule.js";
import type { System } from "./system.js";

export interface MarchOptions {
  readonly rule: Rule;
  /** Bound of an element's error relative to max(1, sup |y|), and the bound of Newton's. */
  readonly tolerance: number;
  /** The share of an integral that may be missed: what a kernel with noise or an undeclared singularity cannot give. */
  readonly missable: number;
  /** Length of all elements; null for an adaptive mesh. */
  readonly step: number | null;
  /** The longest element that may begin at x. */
  longest(x: number): number;
  readonly maximumIterations: number;
  createHistory(pieces: Pieces): History;
  readonly onElement: (x: number) => void;
  readonly isCancelled: () => boolean;
}

export interface March {
  readonly pieces: Pieces;
  readonly status: "completed" | "diverged" | "not-converged" | "interrupted";
  readonly iterations: number;
  readonly history: History;
}

/** Growth of |y| over the start by which a solution that cannot go on has blown up. */
const GROWN = 1e6;
/** Or |y'| times the interval over |y|, where |y| is as large as ever: a root that ends in a vertical tangent is not. */
const STEEP = 1e8;
/** Elements that make up no more than this part of the interval get nowhere. */
const SHORT = 1e-8;
/** Elements at most, also where every integral is taken anew. */
const MOST_ELEMENTS = 50_000;
const MOST_DIRECT = 3000;
/** So many elements in a row that get nowhere end a run. */
const STALLED = 200;
/** And so many where the solution has grown. */
const STALLED_HIGH = 10;

/** Solves a causal problem element by element, on a mesh that follows the solution or on a uniform one. */
export function march(system: System, options: MarchOptions): March {
  const { rule, tolerance, step } = options;
  const { n, start, end, fault } = system;
  const span = end - start;
  const pieces = createPieces(rule, n, start);
  const history = options.createHistory(pieces);
  const solver = createCollocationSolver(system, rule.p);
  const attempt = createAttempt(system, { ...options, pieces, history, solver });
  const uniform = step === null ? null : countElements(system, step);
  const most = history.kind === "direct" ? MOST_DIRECT : MOST_ELEMENTS;
  let iterations = 0;
  let x = start;
  let y = system.initial;
  let sup = Math.max(1, supNorm(y));
  let h = uniform === null ? span / 16 : span / uniform;
  const hasGrown = () => sup > GROWN * Math.max(1, supNorm(system.initial));
  const stop = () =>
    finish(hasGrown() || (supNorm(y) > 0.9 * sup && steepness(pieces) * span > STEEP) ? "diverged" : "not-converged");
  const finish = (status: March["status"]): March => ({ pieces, status, iterations, history });

  for (let e = 0; x < end; e++) {
    if (options.isCancelled()) return finish("interrupted");
    if (e >= (uniform ?? most)) return finish("not-converged");
    let to =
      uniform === null
        ? nextEnd(x, Math.min(h, options.longest(x)), end)
        : e + 1 === uniform
          ? end
          : start + (e + 1) * h;
    for (;;) {
      fault.text = "";
      const made = attempt({ x, to, h: uniform === null ? to - x : h }, { y, sup });
      iterations += made.iterations;
      // what makes the error of an element as large as it may be
      const fitting = 0.9 * ((tolerance * sup) / made.error) ** (1 / (rule.p + 1));
      if (made.error <= tolerance * sup || (uniform !== null && made.converged)) {
        if (uniform === null) h = (to - x) * Math.min(4, fitting);
        break;
      }
      // a uniform mesh cannot be refined
      const next = (to - x) * Math.min(0.7, made.converged ? Math.max(0.05, fitting) : 0.25);
      if (uniform !== null || !(next > Math.max(32 * Number.EPSILON * Math.abs(x), 1e-40 * span))) return stop();
      to = x + next;
    }
    y = addElement(pieces, to, { y, Y: solver.Y, U: solver.U });
    history.accept();
    fault.text = "";
    x = to;
    sup = Math.max(sup, supNorm(solver.Y));
    options.onElement(x);
    const hasStopped = uniform === null && hasStalled(pieces, hasGrown() ? STALLED_HIGH : STALLED);
    if (hasStopped || history.missed() > options.missable) return stop();
  }
  return finish("completed");
}

/** Elements of a uniform mesh whose length is as close to `step` as can be. */
export function countElements({ start, end }: System, step: number): number {
  return Math.max(1, Math.round((end - start) / step));
}

/** The end of the next element: no shorter one is left over at the end. */
function nextEnd(x: number, h: number, end: number): number {
  const left = end - x;
  if (h >= 0.999 * left) return end;
  return x + (h > 0.5 * left ? 0.5 * left : h);
}

/** Whether the last elements, `count` of them, are next to nothing of the interval so far. */
function hasStalled({ breaks }: Pieces, count: number): boolean {
  const last = breaks.length - 1;
  return last >= count && breaks[last]! - breaks[last - count]! < SHORT * (breaks[last]! - breaks[0]!);
}

/** sup |y'| relative to max(1, sup |y|) in the last element. */
function steepness({ values, rates }: Pieces): number {
  const last = rates.length - 1;
  return last < 0 ? 0 : supNorm(rates[last]!) / Math.max(1, supNorm(values[last]!));
}

interface Attempt {
  readonly converged: boolean;
  readonly iterations: number;
  /** Of the element, absolute; infinite where the equations were not solved. */
  readonly error: number;
}

/** An element; `h` is its length without the rounding of its ends. */
interface Span {
  readonly x: number;
  readonly to: number;
  readonly h: number;
}

/** The value at its left end, and sup |y| so far. */
interface Known {
  readonly y: Float64Array;
  readonly sup: number;
}

/** Solves one element into the solver's arrays. */
function createAttempt(
  system: System,
  context: MarchOptions & {
    readonly pieces: Pieces;
    readonly history: History;
    readonly solver: CollocationSolver;
  },
) {
  const { rule, pieces, history, solver, tolerance, maximumIterations } = context;
  const { n, q } = system;
  const { p, nodes } = rule;
  const xs = zeros(p);
  const A = zeros(p * p);
  const past = zeros(p * q);
  const reader = createReader(pieces);
  const rate = zeros(n);
  const limits = zeros(2);

  /** Derivatives go on as in the element before, or as at its end where that is too far. */
  const predict = (x: number, h: number) => {
    const last = pieces.rates.length - 1;
    if (last < 0) {
      solver.U.fill(0);
      return;
    }
    const before = x - pieces.breaks[last]!;
    for (let i = 0; i < p; i++) {
      if (h > 1.5 * before) rate.set(pieces.rates[last]!.subarray((p - 1) * n));
      else reader.rate(xs[i]!, rate);
      solver.U.set(rate, i * n);
    }
  };

  const atStart = zeros(p);
  rule.evaluate(0, atStart);
  // no integral has begun yet
  const first = zeros(n);
  system.rate(system.start, system.initial, zeros(q), first);
  /** How far y' jumps from the last element, or the start, to this one: no node sees a kink before the first of them. */
  const jump = (): number => {
    const before = pieces.rates.at(-1)?.subarray((p - 1) * n) ?? first;
    let largest = 0;
    for (let a = 0; a < n; a++) {
      let slope = 0;
      for (let j = 0; j < p; j++) slope += atStart[j]! * solver.U[j * n + a]!;
      largest = Math.max(largest, Math.abs(slope - before[a]!));
    }
    // at the start the equation need not be defined
    return Number.isFinite(largest) ? largest : 0;
  };

  return ({ x, to, h }: Span, { y, sup }: Known): Attempt => {
    for (let i = 0; i < p; i++) {
      xs[i] = i === p - 1 ? to : x + nodes[i]! * h;
      system.limits(xs[i]!, limits);
      const ahead = Math.max(...limits);
      if (ahead > xs[i]!) refuse(`the limits at x = ${xs[i]}`, "<= x for marching", ahead);
    }
    for (let i = 0; i < p * p; i++) A[i] = h * rule.A[i]!;
    predict(x, h);
    const isFirst = pieces.rates.length === 0;
    const guess = (s: number, out: Float64Array) => {
      if (isFirst) out.set(y);
      else if (s - x <= 1.5 * (x - pieces.breaks[pieces.rates.length - 1]!)) reader.value(s, out);
      else for (let a = 0; a < n; a++) out[a] = y[a]! + (s - x) * solver.U[a]!;
    };
    const coupling = history.open({ x, h, xs, sup, guess }, past);
    solver.reset();
    const { converged, iterations } = solver.solve(
      { system, xs, y0: y, A, past, coupling },
      { target: 0.01 * tolerance, sup, maximumIterations, damped: false },
    );
    if (!converged) return { converged, iterations, error: Number.POSITIVE_INFINITY };
    // integrating a Legendre polynomial of degree k over the element gives one 2(2k + 1) times smaller
    const solution = nextCoefficient(largestTail(rule, solver.U, n)) / (2 * (2 * p - 1));
    const signal = (solver.gain() * coupling.roughness(rule, 0)) / (2 * p - 1);
    return { converged, iterations, error: h * (solution + signal + nodes[0]! * jump()) };
  };
}

/** The first coefficient left out, from the last three, the highest first; with care for those that vanish by symmetry. */
function nextCoefficient([last, before, third]: readonly [number, number, number]): number {
  const expected = third > 0 ? (before * before) / Math.max(before, third) : 0;
  const size = Math.max(last, expected);
  const ratio = size / Math.max(before, Math.sqrt(last * third));
  return size * Math.min(1, ratio || 1);
}
