import type { Model } from "../../models/index.js";
import { createDenseSampler, type DenseOutput, type Trajectory } from "../../trajectory/index.js";

/** What rows are made from. */
export interface ReadLocalOptions {
  readonly initial: Float64Array;
  readonly until: number;
  readonly times?: ArrayLike<number>;
}

/** Reads a dense solution at the wanted times, as far as it reaches, with the moments that are states; at least the start. */
export function readLocal(
  model: Model,
  dense: DenseOutput,
  { initial, until, times }: ReadLocalOptions,
): Pick<Trajectory, "times" | "dimension" | "theta" | "velocity" | "m" | "v" | "loss"> {
  const sampler = dense.breaks.length > 1 ? createDenseSampler(dense) : null;
  const reached = Math.min(sampler?.end ?? 0, until);
  const wanted = Float64Array.from(times ?? dense.breaks).filter((time) => time <= reached);
  const [start, end] = model.components.theta!;
  const components = Object.entries(model.components).map(([name, range]) => ({
    name,
    range,
    rows: new Float64Array(wanted.length * (range[1] - range[0])),
  }));
  const loss = new Float64Array(wanted.length);
  const y = initial.slice();
  wanted.forEach((time, k) => {
    // the start is what was given, also where the solution begins by an expansion
    if (time === 0) y.set(initial);
    else sampler?.state(time, y);
    for (const { range, rows } of components) rows.set(y.subarray(range[0], range[1]), k * (range[1] - range[0]));
    loss[k] = model.loss(y);
  });
  const rowsOf = (name: "theta" | "velocity" | "m" | "v") => components.find((one) => one.name === name)?.rows;
  const [velocity, m, v] = [rowsOf("velocity"), rowsOf("m"), rowsOf("v")];
  return {
    times: wanted,
    dimension: end - start,
    theta: rowsOf("theta")!,
    ...(velocity && { velocity }),
    ...(m && { m }),
    ...(v && { v }),
    loss,
  };
}
