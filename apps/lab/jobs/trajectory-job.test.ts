import { describe, expect, it } from "vitest";
import { findRoad } from "../../../src/experiments/index.js";
import { createObjective } from "../../../src/objectives/index.js";
import { initialState, type LabState } from "../state/lab-state.js";
import { runState } from "./road-runs.js";
import { type MadeRun, type TrajectoryOutput, trajectoryJob } from "./trajectory-job.js";

const runOf = (patch: Partial<LabState>) => runState({ ...initialState, ...patch });
const silent = { report: () => {} };

describe("trajectoryJob", () => {
  it("has the library's own numbers, bit for bit", async () => {
    const run = runOf({ objective: "rosenbrock", steps: 450, beta2: 0.99 });
    const { runs, theta0 } = await trajectoryJob({ run, roads: ["discrete", "nonlocal", "unshifted"] }, silent);
    const times = Float64Array.from({ length: 451 }, (_, k) => k * run.lr);
    const { lr, beta1, beta2, epsilon } = run;
    for (const made of runs as readonly MadeRun[]) {
      const road = findRoad(made.road === "discrete" ? "discrete" : "nonlocal");
      const settings = {
        optimizer: "adam",
        ...{ lr, beta1, beta2, epsilon },
        ...(made.road === "unshifted" && { shifted: false }),
      };
      const own = road.run(createObjective("rosenbrock"), settings, { theta0, until: times.at(-1)!, times });
      for (const key of ["times", "theta", "m", "v", "loss"] as const) {
        expect(made.trajectory[key], `${made.road} ${key}`).toEqual(own[key]);
      }
      expect(made.trajectory.dense).toBeUndefined();
    }
  });

  it("reports the algorithm before the equation is solved, and keeps its own arrays", async () => {
    const partials: TrajectoryOutput[] = [];
    const run = runOf({ steps: 50 });
    const report = (partial: TrajectoryOutput) => void partials.push(partial);
    const { runs } = await trajectoryJob({ run, roads: ["discrete", "nonlocal"] }, { report });
    const [algorithm, pending] = partials[0]!.runs;
    expect(pending).toEqual({ road: "nonlocal", isPending: true });
    expect(algorithm).toEqual(runs[0]);
    expect((algorithm as MadeRun).trajectory.theta).not.toBe((runs[0] as MadeRun).trajectory.theta);
  });

  it("says which road an optimizer does not have, and runs the others", async () => {
    const run = runOf({ optimizer: "adagrad", steps: 20 });
    const { runs } = await trajectoryJob({ run, roads: ["discrete", "nonlocal", "inertial", "flow"] }, silent);
    expect(runs.map((each) => "refusal" in each && each.refusal)).toEqual([
      false,
      false,
      "adagrad has no such equation; adam has one",
      "adagrad has no such equation; signgd, rmsprop, adam have one",
    ]);
  });

  it("compares with the algorithm at its steps, also where the equation has more points", async () => {
    const run = runOf({ steps: 10 });
    const { runs } = await trajectoryJob({ run, roads: ["discrete", "nonlocal"] }, silent);
    const [algorithm, equation] = runs as readonly MadeRun[];
    expect(equation!.perStep).toBe(40);
    expect(equation!.trajectory.times.length).toBe(401);
    const gaps = Array.from(algorithm!.trajectory.theta, (value, k) =>
      Math.abs(value - equation!.trajectory.theta[40 * k]!),
    );
    expect(Array.from(equation!.gap!)).toEqual(gaps);
    expect(algorithm!.gap).toBeNull();
  });

  it("refuses an expression with its position, and a start that does not fit", async () => {
    await expect(trajectoryJob({ run: runOf({ objective: "x^2+" }), roads: ["discrete"] }, silent)).rejects.toThrow();
    const run = runOf({ theta0: [1, 2] });
    await expect(trajectoryJob({ run, roads: ["discrete"] }, silent)).rejects.toThrow(
      "Cannot start as theta0 must be 1 number: current value is 1, 2",
    );
  });
});
