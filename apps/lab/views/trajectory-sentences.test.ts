import { expect, it } from "vitest";
import { runState } from "../jobs/road-runs.js";
import { type TrajectoryOutput, trajectoryJob } from "../jobs/trajectory-job.js";
import { initialState, type LabState } from "../state/lab-state.js";
import { refusals, resting, runEnds } from "./trajectory-sentences.js";

async function make(patch: Partial<LabState>): Promise<TrajectoryOutput> {
  const state: LabState = { ...initialState, ...patch };
  return trajectoryJob({ run: runState(state), roads: state.roads }, { report: () => {} });
}

it("says of a start without slope that nothing moves", async () => {
  const output = await make({ objective: "100*(y-x^2)^2+(1-x)^2", steps: 50 });
  expect(resting(output)).toEqual([
    "The algorithm does not move: f has no slope at θ₀.",
    "The equation with memory read at t + α does not move: f has no slope at θ₀.",
  ]);
  expect(resting(await make({ steps: 50 }))).toEqual([]);
});

it("tells the end of a domain from a divergence", async () => {
  const [outside] = runEnds(await make({ objective: "log(x)", roads: ["discrete"], steps: 500 }));
  expect(outside!.sentence).toMatch(
    /^The algorithm ends at step \d+: non-finite .*: f or its gradient is no number there\.$/,
  );
  const [away] = runEnds(
    await make({ objective: "quadratic", optimizer: "gd", lr: 3, steps: 2000, roads: ["discrete"] }),
  );
  expect(away!.sentence).toMatch(/^The algorithm diverged at step \d+: .*, where \|θ\| has reached [\d.]+e\+\d+\.$/);
});

it("says why a road is not there", async () => {
  expect(refusals(await make({ optimizer: "gd", steps: 5 }))).toEqual([
    "No equation with memory read at t + α: gd has no such equation; adagrad, rmsprop, adam, general have one.",
  ]);
});
