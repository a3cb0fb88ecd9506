import { startHorizon } from "../../src/certificates/m-proposition-3.js";
import type { Laboratory } from "../../src/experiments/index.js";
import type { Trajectory } from "../../src/trajectory/trajectory.js";
import { objectiveOf, type Problem, settingOf } from "./setup.js";

/** Proposition 3 along Adam's flow with ε = 0. */
export interface SignStart {
  readonly problem: string;
  readonly rate1: number;
  readonly rate2: number;
  /** c³/(32M²L√d) and 54M³L√d/c⁴. */
  readonly horizon: number;
  readonly slope: number;
  /** Largest ‖x' + sign ∇f(x)‖ over the bound, and the time of it as a share of the horizon. */
  readonly worst: number;
  readonly at: number;
  /** ‖x' + sign ∇f(x)‖ at the horizon. */
  readonly last: number;
}

/** Rows up to the horizon. */
const rows = 64;
/** |∂ᵢf(x0)| must exceed c strictly. */
const below = 1 - 1e-9;

interface StartInput {
  readonly problem: Problem;
  readonly rate1: number;
  readonly rate2: number;
}

export async function signStart({ run }: Laboratory, { problem, rate1, rate2 }: StartInput): Promise<SignStart> {
  const objective = objectiveOf(problem);
  const d = objective.dimension;
  const gradient = new Float64Array(d);
  objective.gradient(Float64Array.from(problem.theta0), gradient);
  const c = below * Math.min(...gradient.map(Math.abs));
  // gradients shrink along these flows: M is their size at the start
  const M = Math.hypot(...gradient);
  const L = objective.constants!.smoothness ?? steepest(problem);
  const horizon = startHorizon({ c, M, L, dimension: d });
  const slope = (54 * M ** 3 * L * Math.sqrt(d)) / c ** 4;
  const item = { label: `a = ${rate2}, b = ${rate1}`, optimizer: "adam", rate1, rate2 } as const;
  const flow = await run(
    settingOf({ problem, road: "flow", case: item, lr: horizon / rows, steps: rows, epsilon: 0, tolerance: 1e-12 }),
  );
  const defects = signDefects(flow, { objective, rate1, rate2 });
  let worst = 0;
  let at = 0;
  defects.forEach((defect, k) => {
    const ratio = k === 0 ? 0 : defect / (slope * flow.times[k]!);
    if (ratio > worst) [worst, at] = [ratio, k / rows];
  });
  return { problem: problem.name, rate1, rate2, horizon, slope, worst, at, last: defects.at(-1)! };
}

/** The curvature at the start, where it falls along the flow and there is no L for all x. */
function steepest(problem: Problem): number {
  const hessian = new Float64Array(problem.theta0.length ** 2);
  objectiveOf(problem).hessian!(Float64Array.from(problem.theta0), hessian);
  return hessian[0]!;
}

/** ‖x' + sign ∇f(x)‖ at the rows of a flow, x' = −m̂/√v̂; 0 at t = 0. */
export function signDefects(
  { times, theta, m, v, dimension: d }: Trajectory,
  { objective, rate1, rate2 }: Omit<StartInput, "problem"> & { readonly objective: ReturnType<typeof objectiveOf> },
): Float64Array {
  const gradient = new Float64Array(d);
  return times.map((t, row) => {
    if (t === 0) return 0;
    objective.gradient(theta.slice(row * d, (row + 1) * d), gradient);
    const gain = Math.sqrt(-Math.expm1(-rate2 * t)) / -Math.expm1(-rate1 * t);
    let square = 0;
    for (let i = 0; i < d; i++) {
      const speed = (gain * m![row * d + i]!) / Math.sqrt(v![row * d + i]!);
      square += (Math.sign(gradient[i]!) - speed) ** 2;
    }
    return Math.sqrt(square);
  });
}
