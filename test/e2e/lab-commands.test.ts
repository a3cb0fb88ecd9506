import { execFile } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { anatomyJob } from "../../apps/lab/jobs/anatomy-job.js";
import { certificatesJob } from "../../apps/lab/jobs/certificates-job.js";
import { commandJob } from "../../apps/lab/jobs/command-job.js";
import { mapJob } from "../../apps/lab/jobs/map-job.js";
import { networkState } from "../../apps/lab/jobs/network-subject.js";
import { runState } from "../../apps/lab/jobs/road-runs.js";
import { type RoadRun, trajectoryJob } from "../../apps/lab/jobs/trajectory-job.js";
import { initialState, type LabState } from "../../apps/lab/state/lab-state.js";
import { mapRequest } from "../../apps/lab/state/map-request.js";
import { regimeAt } from "../../src/maps/index.js";
import { certificateData } from "../../src/report/certificate-data.js";
import { binary, createFolder } from "./run-cli.js";

const execute = promisify(execFile);
const context = { report: () => {} };

/** A folder with a program `adaflow` that runs the built binary. */
const folder = createFolder();
writeFileSync(join(folder, "adaflow"), `#!/bin/sh\nexec '${process.execPath}' '${binary}' "$@"\n`);
chmodSync(join(folder, "adaflow"), 0o755);

/** What the lines of a state print, run by a shell as they would be pasted, and asked for JSON. */
async function runLines(state: LabState, more: (line: string) => string = () => "") {
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` };
  const results = [];
  for (const line of (await commandJob(state, context)).split("\n")) {
    const isCommand = line.startsWith("adaflow ");
    const asked = isCommand ? `${line} ${more(line)} --json` : line;
    const { stdout } = await execute("sh", ["-c", asked], { cwd: folder, env, maxBuffer: 1e8 });
    if (isCommand) results.push(JSON.parse(stdout));
  }
  return results;
}

const stateOf = (patch: Partial<LabState>): LabState => ({ ...initialState, ...patch });
/** As JSON has it: what is not finite is null. */
const asJson = (value: unknown) => JSON.parse(JSON.stringify(value));

/** The rows of a run at times k·lr, as `solve --json` has them. */
function stepRows(found: RoadRun, steps: number) {
  if (!("trajectory" in found)) throw new Error(`no run of ${found.road}: ${JSON.stringify(found)}`);
  const { times, loss, theta, velocity, m, v } = found.trajectory;
  const perStep = (times.length - 1) / steps;
  const pick = (data: Float64Array) => {
    const width = data.length / times.length;
    return Array.from({ length: steps + 1 }, (_, k) =>
      Array.from(data.subarray(k * perStep * width, (k * perStep + 1) * width)),
    );
  };
  const rows = (data: Float64Array | undefined) => (data === undefined ? null : pick(data));
  const flat = { t: pick(times).flat(), loss: pick(loss).flat() };
  return asJson({ ...flat, theta: rows(theta), velocity: rows(velocity), m: rows(m), v: rows(v) });
}

const runs: Readonly<Record<string, Partial<LabState>>> = {
  "all roads of adam": {
    objective: "rosenbrock",
    theta0: [-1.25, 1.1],
    lr: 0.02,
    beta1: 0.85,
    beta2: 0.97,
    epsilon: 1e-6,
    steps: 50,
    velocity0: -0.3,
    roads: ["discrete", "nonlocal", "unshifted", "inertial", "flow"],
  },
  "the customary start of a formula": { objective: "(x-4)^2 - cos(y)", steps: 40, optimizer: "rmsprop" },
  "kernels of one's own": {
    optimizer: "general",
    objective: "quadratic",
    roads: ["nonlocal"],
    kernel1: "sum:1@2,0.5@0.1",
    biasCorrection: true,
    steps: 30,
  },
  "weight decay and one second moment": {
    optimizer: "adamw",
    weightDecay: 0,
    norm: true,
    objective: "rosenbrock",
    steps: 60,
    roads: ["discrete"],
  },
  momentum: { optimizer: "sgd", objective: "quadratic", roads: ["discrete"], steps: 20 },
};

describe("the command that the lab shows computes what the lab shows, to the last digit", () => {
  it.each(Object.entries(runs))("solve: %s", async (_, patch) => {
    const state = stateOf(patch);
    const { runs: found } = await trajectoryJob({ run: runState(state), roads: state.roads }, context);
    const times = Array.from({ length: state.steps + 1 }, (_, k) => k * state.lr);
    const results = await runLines(state, (line) => (line.includes("--model flow") ? `--at ${times}` : ""));
    expect(results).toHaveLength(found.length);
    for (const [k, { t, loss, theta, velocity, m, v }] of results.entries()) {
      expect({ t, loss, theta, velocity, m, v }).toEqual(stepRows(found[k]!, state.steps));
    }
  });

  it.each([
    { plane: "beta", cells: 6, weightDecay: 0.1, norm: true },
    { plane: "rate", cells: 5, objective: "cos(x) + x^2/8" },
    { plane: "lr-beta2", cells: 5, optimizer: "rmsprop" },
  ] as const)("map: $plane", async (patch) => {
    const state = stateOf({ view: "map", mapSteps: 60, ...patch });
    const cells = Int32Array.from({ length: state.cells ** 2 }, (_, cell) => cell);
    const made = await mapJob({ map: JSON.stringify(mapRequest(state)), cells, budget: Infinity }, context);
    const [json] = await runLines(state);
    expect(json.finalLoss.flat()).toEqual(asJson(Array.from(made.finalLoss)));
    expect(json.confidence.flat()).toEqual(asJson(Array.from(made.confidence)));
    expect(json.regime.flat()).toEqual(Array.from(cells, (cell) => regimeAt(made, cell)));
  });

  it.each([
    { model: "nonlocal", estimate: true, optimizer: "adagrad" },
    { model: "discrete", estimate: false },
  ] as const)("certify: the $model model", async (patch) => {
    const state = stateOf({ view: "certificates", objective: "quadratic", steps: 100, lr: 0.05, ...patch });
    const { model, estimate } = state;
    const { certificates } = await certificatesJob({ run: runState(state), model, estimate }, context);
    const [json] = await runLines(state);
    expect(json.certificates).toEqual(asJson(certificates.map(certificateData)));
  });

  it.each([
    { subject: "objective", objective: "x^2/2", lr: 1e-3, beta2: 0.99, steps: 1500 },
    { subject: "network", hidden: [3, 4], samples: 9, dimension: 2, seed: 7, lr: 0.02, steps: 40 },
  ] as const)("anatomy: of the $subject", async (patch) => {
    const state = stateOf({ view: "anatomy", ...patch });
    const network = state.subject === "network" ? networkState(state) : null;
    const { anatomy } = await anatomyJob({ run: runState(state), network }, context);
    const [json] = await runLines(state);
    const { steps, loss, directional, ratio } = anatomy.series;
    const series = { steps, loss, directional, ratio };
    expect(json.series).toMatchObject(
      asJson(Object.fromEntries(Object.entries(series).map(([name, data]) => [name, Array.from(data)]))),
    );
    expect(json.spikes).toEqual(asJson(anatomy.spikes));
  });
});
