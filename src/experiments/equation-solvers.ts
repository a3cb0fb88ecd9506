import { lateStart, type Model } from "../models/index.js";
import { findByName } from "../numeric/nearest.js";
import { solve, solveReference } from "../solvers/index.js";
import type { Trajectory } from "../trajectory/trajectory.js";
import { defined } from "./defined.js";
import { learningRate, type RoadOptionName, type RoadRun, type RoadSettings } from "./road.js";

/** One way to solve an equation, with the options it has beyond those of the equation. */
export interface SolverEntry {
  readonly name: string;
  readonly options: readonly RoadOptionName[];
  readonly defaults: Partial<RoadSettings>;
  solve(model: Model, settings: RoadSettings, run: RoadRun & { readonly initial: ArrayLike<number> }): Trajectory;
}

/** What a picture that moves needs. */
const draft = { tolerance: 1e-6, isChecked: false } as const;

const solvers: readonly SolverEntry[] = [
  {
    name: "fast",
    // a late start is for studies: the algorithm and the certificates begin at 0
    options: ["tolerance", "step"],
    defaults: { tolerance: 1e-10 },
    solve: (model, { tolerance, step, start = 0 }, run) => {
      const own = { ...watched(run), ...defined({ tolerance, step }), ...(run.isDraft && draft) };
      if (start === 0) return solve(model, own);
      const times = run.times.filter((time) => time >= start).map((time) => time - start);
      return later(solve(lateStart(model, start), { ...own, times, until: run.until - start }), start);
    },
  },
  {
    name: "reference",
    options: ["tolerance", "step", "start", "lookAhead", "maximumIterations", "firstGuess", "firstStep", "mixingStep"],
    defaults: {
      tolerance: 1e-4,
      lookAhead: "extrapolate",
      maximumIterations: 3000,
      firstGuess: "constant",
      firstStep: "quarter",
      mixingStep: 0.0005,
    },
    solve: (model, { step, start, ...settings }, run) => {
      const { tolerance, lookAhead, maximumIterations, firstGuess, firstStep, mixingStep } = settings;
      const own = defined({ tolerance, start, lookAhead, maximumIterations, firstGuess, firstStep, mixingStep });
      // before its start the reference has no solution
      const times = run.times.filter((time) => time >= (start ?? 0));
      return solveReference(model, { ...watched(run), times, step: step ?? learningRate(settings), ...own });
    },
  },
];

/** A trajectory in the clock of a late start, at its true times. */
function later({ times, event, dense, ...rest }: Trajectory, start: number): Trajectory {
  return {
    ...rest,
    times: times.map((time) => time + start),
    ...(event && { event: { ...event, time: event.time + start } }),
    ...(dense && { dense: { ...dense, breaks: dense.breaks.map((time) => time + start) } }),
  };
}

/** Names of the solvers. */
export const solverNames: readonly string[] = solvers.map(({ name }) => name);

/** The solver of that name, "fast" by default. @throws {RangeError} if there is none. */
export function findSolver(name = "fast"): SolverEntry {
  return findByName(solvers, name, { action: "solve", what: "solver" });
}

/** Options and defaults of a solver; none where there is no such solver. */
export function solverOptions(name = "fast"): Pick<SolverEntry, "options" | "defaults"> {
  return solvers.find((solver) => solver.name === name) ?? { options: [], defaults: {} };
}

function watched({ initial, until, times, onProgress, isCancelled }: RoadRun & { initial: ArrayLike<number> }) {
  return { initial, until, times, ...defined({ onProgress, isCancelled }) };
}
