import { expect, test } from "vitest";
import { papers } from "../../../papers/index.js";
import { executeRun, type RunSetting } from "../../../src/experiments/index.js";
import { diagnoseTrajectory } from "../../../src/regimes/index.js";
import { openObjective } from "../jobs/open-objective.js";
import { runRoad, runState } from "../jobs/road-runs.js";
import { spikingNetwork } from "../views/anatomy-words.js";
import { readHash, writeHash } from "./hash.js";
import { initialState, type LabState } from "./lab-state.js";
import { type PaperPreset, paperPresets } from "./paper-presets.js";
import { paperStandIns } from "./paper-stand-ins.js";

const studies = papers.flatMap((paper) => paper.studies);
const named = studies.map((study) => [`${study.paper} ${study.figure}`, study] as const);
const stateOf = (patch: Partial<LabState>): LabState => ({ ...initialState, ...patch });

test.each(named)("%s: each opening is a state that an address holds", (_, { paper, figure, shown }) => {
  for (const { patch, openings, name, words } of [...paperPresets(shown), ...paperStandIns(paper, figure)]) {
    expect(name).not.toBe("");
    expect(words).not.toBe("");
    expect(openings.length).toBeGreaterThan(0);
    for (const opening of openings) {
      const state = stateOf({ ...patch, ...opening.patch, view: opening.view });
      const read = readHash(writeHash(state));
      expect(read.notes).toEqual([]);
      expect(read.state).toEqual(state);
    }
  }
});

test.each(named)("%s: every run that is shown is in a preset, and no two presets are the same", (_, { shown }) => {
  const presets = paperPresets(shown);
  const roads = presets.reduce((sum, { patch }) => sum + patch.roads!.length, 0);
  // runs without inertia are in the presets of all velocities
  expect(roads).toBeGreaterThanOrEqual(shown.length);
  expect(new Set(presets.map(({ patch }) => JSON.stringify(patch))).size).toBe(presets.length);
});

const find = (paper: string, figure: number) => studies.find((each) => each.paper === paper && each.figure === figure)!;

/** The lab's run of a preset's road, and the study's. */
async function bothRuns(setting: RunSetting, patch: Partial<LabState>) {
  const state = runState(stateOf(patch));
  const opened = await openObjective(state.objective, state.theta0);
  const road = setting.road === "nonlocal" && !setting.shifted ? "unshifted" : setting.road;
  if (road === "reference") throw new Error("presets have no reference runs");
  const outcome = runRoad(road, state, opened);
  if ("refusal" in outcome) throw new Error(outcome.refusal);
  const times = Array.from(outcome.trajectory.times);
  return { ours: outcome.trajectory, theirs: executeRun({ ...setting, at: times }, { isCancelled: () => false }) };
}

test.each([
  ["heredia-2024", 3],
  ["heredia-2024", 5],
  ["heredia-2024", 8],
  ["heredia-2026", 4],
  ["heredia-2026", 7],
  ["ma-2020", 3],
  ["ma-2020", 6],
])("%s %i: the lab makes the study's runs, to the last digit", async (paper, figure) => {
  const { shown } = find(paper, figure);
  const few = shown.filter(({ steps }) => steps <= 4000);
  expect(few.length).toBeGreaterThan(0);
  for (const setting of few.slice(0, 2)) {
    const preset = paperPresets([setting])[0]!;
    const { ours, theirs } = await bothRuns(setting, preset.patch);
    expect(ours.status).toBe(theirs.status);
    expect(ours.theta).toEqual(theirs.theta);
    expect(ours.v).toEqual(theirs.v);
  }
});

test("figure 1 of the first paper opens both learning rates at their full length", () => {
  const presets = paperPresets(find("heredia-2024", 1).shown);
  expect(presets.map(({ patch: { lr, steps, roads, theta0 } }) => ({ lr, steps, roads, theta0 }))).toEqual([
    { lr: 0.1, steps: 1500, roads: ["discrete", "nonlocal"], theta0: [1] },
    { lr: 0.01, steps: 150_000, roads: ["discrete", "nonlocal"], theta0: [1] },
  ]);
});

test("each initial velocity is a preset of its own, with the algorithm and the equation beside it", () => {
  const presets = paperPresets(find("heredia-2026", 3).shown).filter(({ patch }) => patch.lr === 0.01);
  expect(presets.map(({ patch }) => patch.velocity0)).toEqual([-1, 0, 1, 2]);
  expect(presets.every(({ patch }) => patch.roads!.join() === "discrete,nonlocal,inertial")).toBe(true);
});

test("every figure of networks only has something small in its place, and it does there what the figure shows", async () => {
  const networks = studies.filter(({ hasNetworks, shown }) => hasNetworks && shown.length === 0);
  expect(networks.map(({ figure }) => figure)).toEqual([1, 4, 8, 9, 10]);
  for (const { paper, figure } of networks) expect(paperStandIns(paper, figure).length).toBeGreaterThan(0);
  const found = new Map<string, { regime: string; last: number }>();
  for (const { name, patch } of [...paperStandIns("ma-2020", 4), ...paperStandIns("ma-2020", 10)]) {
    const state = runState(stateOf(patch));
    const outcome = runRoad("discrete", state, await openObjective(state.objective, state.theta0));
    if ("refusal" in outcome) throw new Error(outcome.refusal);
    const { loss } = outcome.trajectory;
    const { regime } = diagnoseTrajectory(outcome.trajectory, { lr: state.lr, minimum: 0 });
    found.set(name, { regime, last: loss.slice(-1000).sort()[500]! });
  }
  const [rmsprop, usual, even, reversed] = [...found.values()];
  expect([rmsprop!.regime, usual!.regime, even!.regime]).toEqual(["spike", "spike", "oscillation"]);
  // a > b: the loss stays large
  expect(reversed!.last).toBeGreaterThan(100 * Math.max(usual!.last, even!.last));
});

test("the small network is the one that is known to spike", () => {
  const [{ patch, openings }] = paperStandIns("ma-2020", 1) as [PaperPreset];
  expect({ ...patch, ...openings[0]!.patch }).toMatchObject(spikingNetwork);
});

test.each([
  [1, 100, ["spike"]],
  [10, 10, ["oscillation"]],
  [100, 1, ["undecided", "divergence"]],
])("the small map of the rates is what the paper says at a = %i, b = %i", async (a, b, regimes) => {
  const { patch } = paperStandIns("ma-2020", 8)[0]!;
  const { lr } = patch as LabState;
  const state = runState(stateOf({ ...patch, beta1: 1 - b * lr, beta2: 1 - a * lr }));
  const outcome = runRoad("discrete", state, await openObjective(state.objective, state.theta0));
  if ("refusal" in outcome) throw new Error(outcome.refusal);
  const { loss } = outcome.trajectory;
  expect(regimes).toContain(diagnoseTrajectory(outcome.trajectory, { lr, minimum: 0 }).regime);
  expect(loss.at(-1)! < 0.01 * loss[0]!).toBe(b >= a);
});
