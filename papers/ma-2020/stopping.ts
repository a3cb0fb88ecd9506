import type { Laboratory } from "../../src/experiments/index.js";
import { signFlowModel } from "../../src/models/index.js";
import type { Objective } from "../../src/objectives/index.js";
import { solveLocal } from "../../src/solvers/index.js";
import type { Trajectory } from "../../src/trajectory/trajectory.js";
import { objectiveOf, type Problem, settingOf } from "./setup.js";

/** When signGD's flow stops on a problem, and what Proposition 4 says of it. */
export interface Stop {
  readonly name: string;
  /** Φ(0) = f(x0) − f*, and the paper's μ: ‖∇f‖² ≥ μΦ. */
  readonly gap: number;
  readonly mu: number;
  /** Time at which the flow comes to rest. */
  readonly time: number;
  /** 2√(Φ(0)/μ). */
  readonly bound: number;
  /** Largest √Φ(t) − max(0, √Φ(0) − ½√μ t) over the rows: above 0 the proposition is broken. */
  readonly excess: number;
}

/** `T = 2√(Φ(0)/μ)`. */
export function stoppingBound({ gap, mu }: Pick<Stop, "gap" | "mu">): number {
  return 2 * Math.sqrt(gap / mu);
}

/** Rows along the flow. */
const rows = 400;
/** Beyond the bound, to see that it is kept. */
const beyond = 1.05;

/** The stop of a problem with known constants. */
export async function stopOf({ run }: Pick<Laboratory, "run">, problem: Problem): Promise<Stop> {
  const { constants, value } = objectiveOf(problem);
  const gap = value(Float64Array.from(problem.theta0)) - constants!.minimum!;
  const mu = 2 * constants!.pl!;
  const lr = (beyond * stoppingBound({ gap, mu })) / rows;
  const item = { label: "signGD flow", optimizer: "signgd" as const };
  const flow = await run(settingOf({ problem, road: "flow", case: item, lr, steps: rows, epsilon: 0 }));
  return readStop(flow, { name: problem.name, gap, mu, minimum: constants!.minimum! });
}

function readStop(
  { times, loss, event }: Trajectory,
  { minimum, ...known }: Pick<Stop, "name" | "gap" | "mu"> & { readonly minimum: number },
): Stop {
  const { gap, mu } = known;
  const excess = loss.reduce((most, value, k) => {
    const promised = Math.max(0, Math.sqrt(gap) - 0.5 * Math.sqrt(mu) * times[k]!);
    return Math.max(most, Math.sqrt(Math.max(0, value - minimum)) - promised);
  }, -Infinity);
  return { ...known, time: event?.time ?? Number.NaN, bound: stoppingBound(known), excess };
}

/** A stop on εx² from 1, and what the paper prints for it. */
export interface ParabolaStop extends Stop {
  readonly scale: number;
  /** x0·ε^(−½). */
  readonly printed: number;
}

/** The paper's example, f(x) = εx² from x0 = 1: μ = 4ε. */
export function parabolaStop(scale: number): ParabolaStop {
  const [gap, mu] = [scale, 4 * scale];
  const until = beyond * Math.max(1, stoppingBound({ gap, mu }));
  const times = Float64Array.from({ length: rows + 1 }, (_, k) => (k * until) / rows);
  const flow = solveLocal(signFlowModel(scaledParabola(scale)), { initial: [1], until, times });
  const stop = readStop(flow, { name: `${scale}·x²`, gap, mu, minimum: 0 });
  return { ...stop, scale, printed: 1 / Math.sqrt(scale) };
}

function scaledParabola(scale: number): Objective {
  return {
    dimension: 1,
    value: (x) => scale * x[0]! ** 2,
    gradient(x, out) {
      out[0] = 2 * scale * x[0]!;
    },
    hessian(_x, out) {
      out[0] = 2 * scale;
    },
  };
}
