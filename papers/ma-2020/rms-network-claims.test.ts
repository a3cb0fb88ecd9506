import { expect, it } from "vitest";
import type { TrainingRecord } from "../../src/training/index.js";
import { figure04 } from "./figure-04.js";
import { rmsSizes } from "./rms-network-runs.js";

const { steps, seeds } = rmsSizes.laptop;

/** A completed run with given losses, and no metrics. */
function recordOf(loss: Float64Array): TrainingRecord {
  const none = new Float64Array();
  const [step, gradientNorm, updateNorm, thetaNorm] = [none, none, none, none];
  const [mNorm, rootVNorm, curvature] = [none, none, none];
  return {
    ...{ status: "completed", lr: 1e-3, dimension: 1, engine: "wasm", loss },
    metrics: { step, loss: none, gradientNorm, updateNorm, thetaNorm, mNorm, rootVNorm, curvature, measured: {} },
  };
}

/** Verdicts on one run of these losses for each seed. */
async function verdictsOf(lossOf: (k: number, seed: number) => number): Promise<Record<string, string>> {
  const { claims, tables, pictures } = await figure04.perform({
    ...{ scale: "laptop", referenceFrom: Infinity, dataSets: [] },
    run: () => Promise.reject(new Error("no runs")),
    train: async ({ seed }) => recordOf(Float64Array.from({ length: steps + 1 }, (_, k) => lossOf(k, seed))),
  });
  expect(JSON.stringify([claims, tables, pictures[0]!.caption])).not.toMatch(/NaN|undefined|Infinity/);
  return Object.fromEntries(claims.map(({ id, verdict }) => [id, verdict]));
}

const start = (k: number): number => 1e-4 + Math.exp(-0.05 * k);
/** Four spikes in the second half, each of which comes back in swings of six steps. */
const spike = (k: number): number => {
  const since = k > 1000 ? k % 220 : 1e3;
  return 1 + 200 * Math.exp(-since / 12) * (since % 6 < 3 ? 1 : 0.5);
};

it("finds what the paper says in losses that have it", async () => {
  const verdicts = await verdictsOf((k) => start(k) * spike(k) * (1 + 0.1 * (k % 3)));
  expect(verdicts).toMatchObject({
    "4/fast-start": "holds",
    "4/small-oscillations": "holds",
    "4/large-spikes": "holds",
    "4/oscillating-recovery": "holds",
    "4/last-quarter": "holds",
  });
});

it("takes the rounding of float32 for no oscillation", async () => {
  const jitter = (k: number): number => 1 + 4.5e-6 * (k % 2);
  expect(await verdictsOf((k) => start(k) * jitter(k))).toMatchObject({
    "4/fast-start": "holds",
    "4/small-oscillations": "fails",
    "4/large-spikes": "fails",
    "4/last-quarter": "fails",
  });
});

it("wants more than half of the runs to start super-linearly", async () => {
  // ln(loss) falls by 6, in proportion to the step or to its square
  const fall = (power: number) => (k: number) => Math.exp(-6 * Math.min(1, k / 200) ** power);
  expect(seeds).toHaveLength(2);
  expect((await verdictsOf(fall(2)))["4/superlinear-start"]).toBe("holds");
  expect((await verdictsOf((k, seed) => fall(seed === seeds[0] ? 2 : 1)(k)))["4/superlinear-start"]).toBe("fails");
});
