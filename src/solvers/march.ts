import type { Model } from "../models/index.js";
import type { DenseOutput, TrajectoryEvent, TrajectoryStatus } from "../trajectory/index.js";
import type { Collocation } from "./collocation.js";
import { createDenseBuilder } from "./dense-builder.js";
import { createTailEstimator } from "./error-control.js";
import { layoutMemory } from "./layout.js";
import { type MemoryTable, tabulateMemory } from "./memory-table.js";
import { solveWindow } from "./newton.js";
import { relaxWindow } from "./relax.js";
import { createSweeper } from "./window.js";

export interface MarchOptions {
  readonly initial: ArrayLike<number>;
  readonly until: number;
  /** Bound of the local error per element, relative to 1 + |y|. */
  readonly tolerance: number;
  /** Length of all elements; without it the mesh adapts. */
  readonly step: number | null;
  readonly method: Collocation;
  /** How far a window looks ahead of what it accepts, in units of the model's advance. */
  readonly lookAhead: number;
  readonly onProgress?: (fraction: number) => void;
  readonly isCancelled?: () => boolean;
}

export interface March {
  readonly dense: DenseOutput;
  readonly status: TrajectoryStatus;
  readonly event: TrajectoryEvent | null;
  readonly sweeps: number;
  readonly residual: number;
}

/** What rounding leaves of the highest coefficients of a polynomial of size 1. */
const ROUNDING = 3e-15;

/** Marches over [0, until] with windows of collocation elements; see ARCHITECTURE.md, "The fast solver". */
export function march(model: Model, options: MarchOptions): March {
  const { method, until, tolerance } = options;
  const n = model.stateSize;
  const s = method.stages;
  const layout = layoutMemory(model);
  const { stateSize: S, signalSize: Q } = layout;
  const sweeper = createSweeper(model, layout, method);
  const { window } = sweeper;
  const builder = createDenseBuilder(method, layout, n);
  const tails = createTailEstimator(method);
  const tables = new Map<number, readonly MemoryTable[]>();
  const largestMemory = new Float64Array(Q);
  const basis = method.solutionBasis;
  const previous = { time: 0, length: 0, elements: 0, values: new Float64Array(0) };
  const values = new Float64Array(s + 1);
  const memoryError = new Float64Array(Q);
  const advance = model.advance;

  window.start.set(Float64Array.from(options.initial));
  let t = 0;
  let scale = options.step ?? model.timeScale;
  let level = options.step === null ? (model.advance > 0 ? -2 : -8) : 0; // h = scale·√2^level
  let sweeps = 0;
  let residual = 0;
  let status: TrajectoryStatus = "completed";
  let event: TrajectoryEvent | null = null;
  let leap: number | null = null;
  let failures = 0;
  let movement = Infinity;

  const fail = (kind: string, asStatus: TrajectoryStatus) => {
    let size = 0;
    for (const value of window.start) size = Math.max(size, Math.abs(value));
    status = asStatus;
    event = { kind, time: t, size };
  };

  while (t < until) {
    if (options.isCancelled?.()) {
      status = "interrupted";
      break;
    }
    if (options.step === null && movement <= 3e-15 && model.isAtRest?.(window.start, 3e-15)) {
      rest();
      break;
    }
    const h = scale * Math.SQRT2 ** level;
    if (!(t + h > t)) {
      fail(failures > 0 ? "non-finite field" : "step too small", failures > 0 ? "diverged" : "not-converged");
      break;
    }
    const [elements, accepted] = plan(h);
    sweeper.reserve(elements);
    window.time = t;
    window.length = h;
    window.tables = tablesFor(h);
    guess(elements);
    const accuracy = { tolerance: Math.max(0.01 * tolerance, 2e-15), acceptable: 0.1 * tolerance };
    const unknowns = elements * s * n;
    let outcome = unknowns <= 32 ? solveWindow(sweeper, elements, accuracy) : relaxWindow(sweeper, elements, accuracy);
    sweeps += outcome.sweeps;
    if (outcome.status !== "converged" && unknowns > 32 && unknowns <= 1200) {
      guess(elements);
      outcome = solveWindow(sweeper, elements, accuracy);
      sweeps += outcome.sweeps;
    }
    if ((globalThis as any).trace) console.log(t, h, elements, outcome);
    if (outcome.status !== "converged" && options.step === null && movement <= 0.03 * tolerance && model.isAtRest?.(window.start, 0.03 * tolerance)) {
      rest();
      break;
    }
    if (outcome.status !== "converged" || (leap !== null && !Number.isNaN(leap) && !(localError(elements, accepted) <= 1))) {
      if (options.step === null && elements > 1 && leap === null) {
        // too stiff for a look-ahead: one long element that continues by its own polynomial, if it is accurate enough
        leap = level;
        level = Math.max(level, Math.ceil(2 * Math.log2((8 * advance) / scale)));
        continue;
      }
      if (leap !== null && !Number.isNaN(leap)) {
        level = leap - 2;
        leap = Number.NaN;
        continue;
      }
      if (options.step !== null) {
        fail(outcome.status, outcome.status === "non-finite" ? "diverged" : "not-converged");
        break;
      }
      failures = outcome.status === "non-finite" ? failures + 1 : 0;
      level -= 2;
      continue;
    }
    remember(elements);
    const error = options.step === null ? localError(elements, accepted) : 0;
    if (!(error <= 1)) {
      // at t = 0 an unshifted solution may start like √t, whatever the method's order
      const order = t === 0 && advance === 0 ? 0.5 : s + 1;
      level -= Math.max(1, Math.min(40, Math.ceil((2 * Math.log2(error)) / order + 0.2) || 16));
      continue;
    }
    failures = 0;
    leap = null;
    residual = Math.max(residual, outcome.residual);
    accept(accepted);
    if (options.step === null) {
      const growth = Math.floor((-2 * Math.log2(Math.max(error, 1e-30))) / (s + 1) - 0.4);
      level += Math.max(0, Math.min(growth, advance === 0 ? 6 : 2));
    }
    options.onProgress?.(Math.min(1, t / until));
  }
  return { dense: builder.build(), status, event, sweeps, residual };

  function plan(h: number): [number, number] {
    if (advance === 0 || h >= 8 * advance) return [1, 1];
    const ahead = Math.ceil((options.lookAhead * advance) / h);
    const accepted = Math.max(1, Math.ceil(ahead / 2));
    return [accepted + ahead, accepted];
  }

  function tablesFor(h: number): readonly MemoryTable[] {
    let known = tables.get(h);
    if (!known) {
      known = layout.terms.map((term) => tabulateMemory(term, method.signalBasis, h, advance));
      tables.set(h, known);
    }
    return known;
  }

  /** Continues the solution known so far: inside the last window by its polynomials, one element beyond it, then held. */
  function guess(elements: number): void {
    for (let e = 0; e < elements; e++) {
      for (let i = 0; i < s; i++) {
        const time = window.time + (e + method.nodes[i]!) * window.length;
        const at = (e * s + i) * n;
        if (previous.elements === 0) {
          for (let a = 0; a < n; a++) window.y[at + a] = window.start[a]!;
          continue;
        }
        const place = (time - previous.time) / previous.length;
        const element = Math.min(previous.elements - 1, Math.floor(place));
        const local = Math.min(place - element, 1.5);
        basis.evaluate(local, values);
        for (let a = 0; a < n; a++) {
          let sum = 0;
          for (let k = 0; k <= s; k++) sum += values[k]! * previous.values[(element * (s + 1) + k) * n + a]!;
          window.y[at + a] = sum;
        }
      }
    }
    sweeper.refresh(elements);
  }

  /** Largest local error over the accepted elements, in units of the tolerance. */
  function localError(elements: number, accepted: number): number {
    let worst = 0;
    for (let e = 0; e < accepted; e++) {
      let own = 0;
      for (let a = 0; a < n; a++) {
        const at = (k: number) => (k === 0 && e === 0 ? window.start[a]! : window.y[(e * s + k - 1) * n + a]!);
        const size = 1 + Math.abs(window.y[(e * s + s - 1) * n + a]!);
        own = Math.max(own, tails.solution(at) / size - ROUNDING);
      }
      let relative = 0;
      for (const [index, term] of layout.terms.entries()) {
        for (let c = term.signal; c < term.signal + term.size; c++) {
          memoryError[c] = (window.tables[index]!.gain * tails.signal((k) => window.signal[(e * s + k) * Q + c]!)) / s;
        }
      }
      if (!sweeper.linearize(e, elements)) return Number.NaN;
      own = Math.max(own, sweeper.sensitivity(e, elements, memoryError));
      for (let c = 0; c < Q; c++) {
        let largest = largestMemory[c]!;
        for (let i = 0; i < s; i++) largest = Math.max(largest, Math.abs(window.seen[i * Q + c]!));
        largestMemory[c] = largest;
        if (largest > 0) relative = Math.max(relative, (0.1 * memoryError[c]!) / largest);
      }
      worst = Math.max(worst, own, relative);
      if (Number.isNaN(own + relative)) return Number.NaN;
    }
    return worst / tolerance;
  }

  /** Ends the run with one element in which the state stays where it is, at a stable rest point, and memories fade. */
  function rest(): void {
    window.time = t;
    window.length = until - t;
    window.tables = tablesFor(window.length);
    sweeper.reserve(1);
    for (let i = 0; i < s; i++) for (let a = 0; a < n; a++) window.y[i * n + a] = window.start[a]!;
    sweeper.refresh(1);
    builder.append(window, 1);
    t = until;
  }

  function accept(accepted: number): void {
    builder.append(window, accepted);
    movement = 0;
    for (let i = 0; i < accepted * s; i++) {
      for (let a = 0; a < n; a++) {
        const value = window.y[i * n + a]!;
        movement = Math.max(movement, Math.abs(value - window.start[a]!) / (1 + Math.abs(value)));
      }
    }
    t = window.time + accepted * window.length;
    for (let a = 0; a < n; a++) window.start[a] = window.y[(accepted * s - 1) * n + a]!;
    for (let i = 0; i < S; i++) window.states[i] = window.states[accepted * S + i]!;
  }

  /** Keeps a solved window, accepted or not, as the guess for the next. */
  function remember(elements: number): void {
    previous.time = window.time;
    previous.length = window.length;
    previous.elements = elements;
    if (previous.values.length < elements * (s + 1) * n) previous.values = new Float64Array(elements * (s + 1) * n);
    for (let e = 0; e < elements; e++) {
      for (let a = 0; a < n; a++) {
        previous.values[e * (s + 1) * n + a] = e === 0 ? window.start[a]! : window.y[(e * s - 1) * n + a]!;
      }
      for (let i = 0; i < s * n; i++) previous.values[(e * (s + 1) + 1) * n + i] = window.y[e * s * n + i]!;
    }
  }
}
