import { toPieces } from "./grid.js";
import { createLevel, type LevelSolver, type Mesh, roughElements, sampleGuess } from "./level.js";
import type { March } from "./march.js";
import { createPieces, type Pieces } from "./pieces.js";
import { throwFault } from "./refuse.js";
import { marchGuess } from "./rescue.js";
import { chebyshevRule } from "./rule.js";
import type { RunContext, RunResult } from "./run.js";

/** Degrees tried on the whole interval, then the one used on parts of it. */
const DEGREES = [13, 26, 52, 104];
const DEGREE_OF_PARTS = 20;
/** Most unknowns of one system: its factors take 8 bytes for each pair. */
const MOST_UNKNOWNS = 1300;

/** Grids that resolve the guess on which a method may fail before it gives up. */
const MOST_FAILURES = 2;

/** Solves on the whole interval at once, on finer and finer grids, until the solution is resolved. */
export function solveGlobally(context: RunContext, solveLevel: LevelSolver): RunResult {
  const { system, options } = context;
  const { tolerance } = options;
  const result = { iterations: 0, history: null, order: null };
  const nothing = createPieces(chebyshevRule(DEGREES[0]!), system.n, system.start);
  let before: Pieces | null = null;
  let rescue: March | null = null;
  let estimate: number | null = null;
  let failures = 0;
  for (let mesh: Mesh | null = firstMesh(context); mesh !== null && failures < MOST_FAILURES; ) {
    const level = createLevel(context, { ...mesh, before, resolution: Math.max(2e-15, 1e-3 * tolerance) });
    const solved = solveLevel(level);
    result.iterations += solved.iterations;
    const status = options.isCancelled() ? "interrupted" : solved.ended;
    if (status) {
      // what was not finished is no solution
      const pieces = (status === "interrupted" ? null : (solved.pieces ?? before)) ?? nothing;
      return { ...result, pieces, status, errorEstimate: null };
    }
    const found = solved.pieces;
    if (found === null && rescue === null) {
      rescue = marchGuess(context);
      if (rescue.status === "diverged" && context.isCausal) {
        return { ...result, pieces: rescue.pieces, status: "diverged", errorEstimate: null };
      }
      if (rescue.status === "not-converged" && context.isCausal && system.fault.text !== "") throwFault(system);
      if (rescue.status === "completed") {
        before = rescue.pieces;
        continue;
      }
    }
    if (found !== null) before = found;
    // a kernel that cannot be integrated on this grid cannot be on another
    if (level.rows.panels.missed() > tolerance) break;
    // where the guess is rough for this grid, the grid has to be finer
    const pieces: Pieces | null = found ?? (before && toPieces(level.grid, sampleGuess(level, before)));
    const rough = pieces ? roughElements(level, pieces, found ? solved.gain : 0) : mesh.breaks.slice(1).map(() => true);
    if (pieces === null) failures++;
    else if (!rough.includes(true)) {
      if (found === null) failures++;
      else {
        const error = solved.estimate();
        estimate = error === null ? null : error + level.rows.panels.missed();
        if (estimate !== null && (estimate <= tolerance || options.errorNorm)) {
          return { ...result, pieces: found, status: "completed", errorEstimate: estimate };
        }
      }
      rough.fill(true);
    }
    mesh = finer(context, mesh, rough);
  }
  return { ...result, pieces: before ?? nothing, status: "not-converged", errorEstimate: estimate };
}

function firstMesh({ system }: RunContext): Mesh {
  return { degree: DEGREES[0]!, breaks: [system.start, system.end] };
}

/** A higher degree on the whole interval, or rough elements halved; null if that takes too many unknowns. */
function finer({ system }: RunContext, { degree, breaks }: Mesh, rough: readonly boolean[]): Mesh | null {
  const next = DEGREES[DEGREES.indexOf(degree) + 1];
  if (breaks.length === 2 && next !== undefined && next * system.n <= MOST_UNKNOWNS) return { degree: next, breaks };
  const parts = breaks.slice(0, 1);
  const pieces = breaks.length === 2 ? 4 : 2;
  rough.forEach((isRough, e) => {
    const [from, to] = [breaks[e]!, breaks[e + 1]!];
    for (let k = 1; isRough && k < pieces; k++) parts.push(from + ((to - from) * k) / pieces);
    parts.push(to);
  });
  const unknowns = (parts.length - 1) * DEGREE_OF_PARTS * system.n;
  return unknowns <= MOST_UNKNOWNS ? { degree: DEGREE_OF_PARTS, breaks: parts } : null;
}
