import type { Model } from "../models/index.js";
import type { DenseOutput, TrajectoryEvent, TrajectoryStatus } from "../trajectory/index.js";
import { createClosing } from "./closing.js";
import type { Collocation } from "./collocation.js";
import { createDenseBuilder } from "./dense-builder.js";
import { createEquations } from "./equations.js";
import { createGuess } from "./guess.js";
import { layoutMemory } from "./layout.js";
import { createLocalError } from "./local-error.js";
import { createTabulator } from "./memory-table.js";
import { createMesh } from "./mesh.js";
import { solveWindow } from "./newton.js";
import { type Accuracy, relaxWindow, type Solution } from "./relax.js";
import { createWindow } from "./window.js";

/** What is known when a march starts. */
export interface Earlier {
  readonly dense: DenseOutput;
  /** Elements of the march have at most this share of the length of those here. */
  readonly share: number;
  /** Whether it solves the same equation, so that it tells how signals go on beyond a window. */
  readonly isSolution: boolean;
  /** How it goes on, less accurately, beyond the end of `dense`. */
  readonly tail: DenseOutput | null;
}

/** What a march is asked for. */
export interface MarchOptions {
  readonly initial: ArrayLike<number>;
  readonly until: number;
  /** Bound of the local error per element, relative to 1 + |y|. */
  readonly tolerance: number;
  /** Length of all elements; null for an adaptive mesh. */
  readonly step: number | null;
  readonly method: Collocation;
  /** An earlier march from which this one guesses. */
  readonly earlier: Earlier | null;
  /** How far a window looks ahead of what it accepts, in units of the model's advance. */
  readonly lookAhead: number;
  readonly onProgress?: ((fraction: number) => void) | undefined;
  readonly isCancelled?: (() => boolean) | undefined;
}

/** Where a march has come to. */
export interface March {
  readonly dense: DenseOutput;
  readonly status: TrajectoryStatus;
  readonly event: TrajectoryEvent | null;
  readonly sweeps: number;
  readonly residual: number;
  /** The last window with what was only its look-ahead; null where the march did not get to its end. */
  readonly tail: DenseOutput | null;
}

/** Unknowns up to which a window goes straight to Newton's method, and up to which it may fall back on it. */
const SMALL = 32;
const LARGE = 640;
/** Elements a window may have before the march gives up refining it. */
const MOST_ELEMENTS = 1500;
/** From this ratio of length to advance on, an element is solved alone and continued by its own polynomial. */
const ALONE = 8;
/** Multiplications, roughly, after which an adaptive march gives up: some seconds, more in many dimensions. */
const MOST_WORK = 5e9;
/** The same for setting up a window. */
const COST_OF_WINDOW = 1e4;
/** The same for tabulating one state of a memory on one element. */
const COST_OF_TABLE = 2e4;
/** An earlier march never asks for elements shorter than the advance divided by this. */
const FINEST_LIMIT = 12;
/** Look-ahead of windows that are closed by an earlier march, in units of the advance. */
const CLOSED_AHEAD = 4;
/** Multiplications, roughly, spent on windows that could not be solved, after which the march gives up at a point. */
const MOST_WASTED = 1.5e8;
/** Times that a window which cannot be solved is refined as a whole, before it is refined toward its start. */
const HALVINGS = 3;
/** Gradings of a window that cannot be solved before it gives up, where windows look ahead. */
const MOST_FAILURES = 14;
/** Where states or signals are this large the next thing to happen is an overflow. */
const OVERFLOWING = 1e120;
/** Movement, relative to 1 + |y|, that is rounding. */
const STILL = 3e-15;

/**
 * Marches over [0, until] with windows of collocation elements.
 *
 * Each window is solved with what lies beyond it closed off, its first elements are accepted, and the others become the
 * guess for the next window. See ARCHITECTURE.md, "The fast solver".
 */
export function march(model: Model, options: MarchOptions): March {
  const { method, until, tolerance, step, earlier } = options;
  const n = model.stateSize;
  const s = method.stages;
  const reach = model.advance;
  const layout = layoutMemory(model);
  const window = createWindow(method, layout, n);
  const equations = createEquations(model, { layout, method, window });
  const localError = createLocalError(equations, layout, method);
  const tabulator = createTabulator(layout, method.signalBasis, reach);
  const guess = createGuess(method, n, earlier?.dense ?? null);
  const builder = createDenseBuilder(method, layout, n);
  /** Elements are no longer than a share of those of the earlier march at the same place. */
  const limit =
    earlier &&
    ((distance: number): number => {
      const { breaks } = earlier.dense;
      while (place + 2 < breaks.length && breaks[place + 1]! <= t + distance) place++;
      while (place > 0 && breaks[place]! > t + distance) place--;
      // the last element may have been cut off, unless it is all there is: two marches on one mesh would agree in its error
      return place + 2 < breaks.length || place === 0
        ? Math.max(earlier.share * (breaks[place + 1]! - breaks[place]!), reach / FINEST_LIMIT)
        : Infinity;
    });
  // what lies beyond a window changes as it did in the earlier march
  const close = earlier?.isSolution ? createClosing(equations, { method, reach, ...earlier }) : null;
  let t = 0;
  let place = 0;
  // elements that were alone in an earlier march still are when they are shortened
  const alone = ALONE * reach * (earlier?.share ?? 1);
  const knownUntil = earlier?.isSolution ? earlier.dense.breaks[earlier.dense.breaks.length - 1]! : 0;
  /** Where a window can be closed by the earlier march, it need not look so far. */
  const lookAhead = () =>
    t + (2 * CLOSED_AHEAD + 1) * reach < knownUntil ? Math.min(CLOSED_AHEAD, options.lookAhead) : options.lookAhead;
  const mesh = createMesh({
    length: step ?? Math.min(limit?.(0) ?? Infinity, model.timeScale / 2),
    uniform: step !== null,
    reach,
    lookAhead,
    order: s + 1,
    growth: reach > 0 ? 2 : 8,
    limit,
    alone,
  });
  const budget = MOST_WORK * Math.max(1, (n / 8) ** 3);
  const accuracy: Accuracy = { tolerance: Math.max(0.01 * tolerance, 2e-15), acceptable: 0.1 * tolerance };

  window.start.set(Float64Array.from(options.initial));
  let sweeps = 0;
  let residual = 0;
  let movement = Infinity;
  let work = 0;
  let workAtSuccess = 0;
  let tail: DenseOutput | null = null;
  /** Mean velocity over what was accepted last. */
  const velocity = new Float64Array(n);
  /** Windows that could not be solved since the last one that could. */
  let failures = 0;

  const solve = (lengths: readonly number[]): Solution => {
    const breaks = [t];
    for (const h of lengths) breaks.push(breaks[breaks.length - 1]! + h);
    window.setMesh(breaks, tabulator.tabulate(lengths));
    guess.write(window);
    close?.(window);
    const unknowns = lengths.length * equations.size;
    work += COST_OF_WINDOW;
    let solution = unknowns <= SMALL ? solveWindow(equations, accuracy) : relaxWindow(equations, accuracy);
    sweeps += solution.sweeps;
    work += solution.work;
    if (solution.status !== "converged" && unknowns > SMALL && unknowns <= LARGE) {
      guess.write(window);
      solution = solveWindow(equations, accuracy);
      sweeps += solution.sweeps;
      work += solution.work;
    }
    if (solution.status === "converged") guess.remember(window);
    return solution;
  };

  /** Errors of the elements that start before `horizon`, in units of the tolerance. */
  const errorsUntil = (horizon: number): number[] => {
    const errors: number[] = [];
    for (let e = 0; e < window.tables.length && window.breaks[e]! < (t + horizon) * (1 - 1e-15); e++) {
      errors.push(localError(e) / tolerance);
    }
    return errors;
  };

  const denseWindow = (): DenseOutput => {
    const all = createDenseBuilder(method, layout, n);
    all.append(window, mesh.lengths.length);
    return all.build();
  };

  const accept = (count: number, size: number): void => {
    builder.append(window, count);
    residual = Math.max(residual, size);
    movement = 0;
    for (let i = 0; i < count * s * n; i++) {
      const value = window.y[i]!;
      movement = Math.max(movement, Math.abs(value - window.start[i % n]!) / (1 + Math.abs(value)));
    }
    for (let a = 0; a < n; a++) {
      velocity[a] = (window.y[(count * s - 1) * n + a]! - window.start[a]!) / (window.breaks[count]! - t);
    }
    t = window.breaks[count]!;
    for (let a = 0; a < n; a++) window.start[a] = window.y[(count * s - 1) * n + a]!;
    window.states.copyWithin(0, count * layout.stateSize, (count + 1) * layout.stateSize);
    options.onProgress?.(Math.min(1, t / until));
  };

  /** Whether straight on, within the look-ahead and a step, states or signals overflow or are not defined. */
  const isOverflowAhead = (): boolean => {
    const distance = options.lookAhead * reach + model.timeScale;
    for (let part = 0; part <= 16; part++) {
      if (!(equations.magnitude(velocity.map((v) => (v * distance * part) / 16)) < OVERFLOWING)) return true;
    }
    return false;
  };

  const isAtRest = (distance: number) => movement <= distance && (model.isAtRest?.(window.start, distance) ?? false);

  /** Ends the march with one element in which the state stays at its rest point and memories fade. */
  const rest = (): void => {
    window.setMesh([t, until], tabulator.tabulate([until - t]));
    for (let i = 0; i < s * n; i++) window.y[i] = window.start[i % n]!;
    equations.refresh();
    accept(1, 0);
  };

  /** One long element alone: where the equations are too stiff for a look-ahead, smooth solutions allow it. */
  const leap = (): boolean => {
    if (reach === 0 || mesh.lengths.length === 1) return false;
    const solution = solve([alone]);
    if (solution.status !== "converged" || !(localError(0) <= tolerance)) return false;
    accept(1, solution.residual);
    return true;
  };

  const end = (status: TrajectoryStatus, kind: string | null): March => {
    let size = 0;
    for (const value of window.start) size = Math.max(size, Math.abs(value));
    const event = kind === null ? null : { kind, time: t, size };
    return { dense: builder.build(), status, event, sweeps, residual, tail };
  };

  while (t < until) {
    if (options.isCancelled?.()) return end("interrupted", null);
    if (step === null && work + tabulator.misses * layout.stateSize * COST_OF_TABLE > budget) {
      return end("not-converged", "too much work");
    }
    if (equations.isUndriven() || (step === null && isAtRest(STILL))) {
      rest();
      break;
    }
    const solution = solve(mesh.lengths);
    if (solution.status !== "converged") {
      if (step === null && isAtRest(tolerance)) {
        rest();
        break;
      }
      if (step === null && failures === 0 && leap()) continue;
      if (step === null && mesh.shorten()) continue;
      const finest =
        (reach > 0 && failures > MOST_FAILURES) ||
        mesh.lengths.length > MOST_ELEMENTS ||
        (reach > 0 && work - workAtSuccess > MOST_WASTED * (budget / MOST_WORK)) ||
        !(t + mesh.lengths[0]! / 2 > t);
      if (step !== null || finest) {
        return isOverflowAhead() ? end("diverged", "overflow ahead") : end("not-converged", "equations not solved");
      }
      mesh.grade(Math.max(0, failures++ - HALVINGS));
      continue;
    }
    const errors = step === null ? errorsUntil(mesh.horizon) : [];
    if (errors.some((error) => !(error <= 1))) {
      if (!(t + mesh.lengths[0]! / 4 > t) || mesh.lengths.length > MOST_ELEMENTS) {
        return end("not-converged", "mesh too fine");
      }
      mesh.refine(errors);
      continue;
    }
    if (window.breaks[mesh.accepted]! >= until && mesh.accepted < mesh.lengths.length) tail = denseWindow();
    accept(mesh.accepted, solution.residual);
    mesh.advance(errors);
    failures = 0;
    workAtSuccess = work;
  }
  return end("completed", null);
}
