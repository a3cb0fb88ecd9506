import { convolutionHistory } from "./convolution-history.js";
import { directHistory, type History } from "./history.js";
import { countElements, type March, march } from "./march.js";
import { distance, findElement, type Pieces } from "./pieces.js";
import { realizedHistory } from "./realized-history.js";
import { refuse, throwFault } from "./refuse.js";
import { radauRule } from "./rule.js";
import type { RunContext, RunResult } from "./run.js";

/** Each pass has a local tolerance so much smaller than the one before. */
const TIGHTEN = 0.01;
/** Each pass has elements at most so long as those of the one before. */
const SHORTEN = 0.7;
/** The first pass aims below the tolerance, as errors of elements add up. */
const FIRST = 0.1;
/** Elements of a uniform mesh at most. */
const MOST_UNIFORM = 4e6;
/** Local tolerances below this drown in rounding. */
const FINEST = 2e-15;

/**
 * Marches twice or more, each time with a smaller local tolerance, until two solutions agree within the tolerance.
 *
 * On a uniform mesh the second one has elements of twice the length, and their distance is only reported.
 */
export function solveMarching(context: RunContext): RunResult {
  const { step } = context.options;
  return step === undefined ? marchAdaptively(context) : marchUniformly(context, step);
}

function marchAdaptively(context: RunContext): RunResult {
  const { tolerance } = context.options;
  let before: March | null = null;
  let iterations = 0;
  for (let local = FIRST * tolerance; ; local *= TIGHTEN) {
    const bound = Math.max(FINEST, local);
    const found: March = marchOnce(context, { local: bound, step: null, before });
    iterations += found.iterations;
    if (found.status !== "completed") {
      // a step that a function made fail, and no shorter one made succeed
      if (found.status === "not-converged" && before === null && context.system.fault.text !== "") {
        throwFault(context.system);
      }
      // the solution there was is better than part of one, though nothing confirms it
      const kept = found.status === "diverged" ? found : (before ?? found);
      return { ...report(kept), iterations, status: found.status };
    }
    if (before !== null) {
      const errorEstimate = distance(found.pieces, before.pieces) + found.history.missed();
      const isEnough = errorEstimate <= tolerance;
      if (isEnough || bound === FINEST) {
        return { ...report(found), iterations, status: isEnough ? "completed" : "not-converged", errorEstimate };
      }
    }
    before = found;
  }
}

function marchUniformly(context: RunContext, step: number): RunResult {
  const local = context.options.tolerance * FIRST;
  const { start, end } = context.system;
  if (!((end - start) / step <= MOST_UNIFORM)) refuse("step", `at least ${(end - start) / MOST_UNIFORM}`, step);
  const found = marchOnce(context, { local, step, before: null });
  if (found.status !== "completed") return report(found);
  // a mesh of one element is held against one of two
  const other = found.pieces.rates.length === 1 ? 0.5 * (end - start) : 2 * step;
  const compared = marchOnce(context, { local, step: other, before: null });
  const iterations = found.iterations + compared.iterations;
  if (compared.status !== "completed") return { ...report(found), iterations };
  return {
    ...report(found),
    iterations,
    errorEstimate: distance(found.pieces, compared.pieces) + found.history.missed(),
  };
}

function report({ pieces, status, iterations, history }: March): RunResult {
  return { pieces, status, iterations, history: history.kind, order: pieces.rule.p + 1, errorEstimate: null };
}

/** One march; the elements of another one bound the length of its own. */
export function marchOnce(
  context: RunContext,
  { local, step, before }: { readonly local: number; readonly step: number | null; readonly before: March | null },
): March {
  const { system, options } = context;
  return march(system, {
    rule: radauRule(options.stages),
    tolerance: local,
    missable: options.tolerance,
    step,
    // where the tolerance does not bind, a second mesh has to differ all the same
    longest: (x) => (before === null ? Number.POSITIVE_INFINITY : SHORTEN * lengthAt(before.pieces.breaks, x)),
    maximumIterations: options.maximumIterations ?? 50,
    createHistory: (pieces) => createHistory(context, pieces, { local, step }),
    onElement: context.onElement,
    isCancelled: options.isCancelled,
  });
}

function lengthAt(breaks: readonly number[], x: number): number {
  const e = findElement(breaks, x);
  return breaks[e + 1]! - breaks[e]!;
}

/** Carried memories or fast convolution where the kernel and the mesh allow it, else every integral anew. */
function createHistory(
  { system, isPlain }: RunContext,
  pieces: Pieces,
  { local, step }: { readonly local: number; readonly step: number | null },
): History {
  const resolution = Math.max(FINEST, 0.1 * local);
  if (system.convolution && isPlain) {
    const isRealized = system.gamma === 0 && system.convolution.every(({ realization }) => realization !== undefined);
    if (isRealized) return realizedHistory(system, pieces);
    if (step !== null) {
      return convolutionHistory(system, pieces, { count: countElements(system, step), resolution });
    }
  }
  return directHistory(system, pieces, resolution);
}
