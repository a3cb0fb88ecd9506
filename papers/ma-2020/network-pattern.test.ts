import { describe, expect, it } from "vitest";
import type { Laboratory } from "../../src/experiments/index.js";
import type { TrainingRecord, TrainingSetting } from "../../src/training/index.js";
import { figure07Network } from "./figure-07-network.js";
import { headwayOf, patternSizes, shownStretch } from "./network-pattern-runs.js";

const steps = patternSizes.laptop.steps;

/** A run with given losses; m is twice √v from step 500 on, before it three times. */
function recordOf(loss: Float64Array, status: TrainingRecord["status"] = "completed"): TrainingRecord {
  const step = Float64Array.from(loss.keys());
  const fill = (value: number) => step.map(() => value);
  const mNorm = step.map((k) => (k === 0 ? 0 : k < 500 ? 3 : 2));
  return {
    ...{ status, lr: 1e-3, dimension: 4, engine: "wasm", loss },
    metrics: {
      ...{ step, loss, gradientNorm: fill(1), updateNorm: fill(1), thetaNorm: fill(5), curvature: fill(Number.NaN) },
      ...{ mNorm, rootVNorm: step.map((k) => (k === 0 ? 0 : 1)), measured: {} },
    },
  };
}

const losses = (value: (k: number) => number, count: number = steps): Float64Array =>
  Float64Array.from({ length: count + 1 }, (_, k) => value(k));

/** Spikes, an even oscillation, and a loss that rises until it is not finite. */
function madeUp({ options }: TrainingSetting): TrainingRecord {
  const { beta1, beta2 } = options;
  if (beta1! < beta2!) {
    return recordOf(losses((k) => Math.exp(-0.02 * Math.min(k, 600)) * (k > 300 && k % 120 < 3 ? 1e3 : 1)));
  }
  if (beta1 === beta2) return recordOf(losses((k) => 1e-4 + Math.exp(-0.05 * k) + 2e-5 * (-1) ** k));
  return recordOf(
    losses((k) => (k === 700 ? Infinity : Math.exp(0.05 * k)), 700),
    "diverged",
  );
}

const laboratoryOf = (train: (setting: TrainingSetting) => TrainingRecord): Laboratory => ({
  ...{ scale: "laptop", referenceFrom: Infinity, dataSets: ["fashion-mnist"] },
  run: () => Promise.reject(new Error("no run is needed")),
  train: async (setting) => train(setting),
});

describe("figure 7 with a network", () => {
  it("finds all claims where they hold", async () => {
    const { claims } = await figure07Network.perform(laboratoryOf(madeUp));
    const verdicts = Object.fromEntries(claims.map(({ id, verdict }) => [id, verdict]));
    expect(verdicts).toMatchObject({
      "7/network-spike": "holds",
      "7/network-oscillation": "holds",
      "7/network-ripple": "holds",
      "7/network-divergence": "holds",
      "7/network-largest": "holds",
      "7/network-spikes-reach": "holds",
      "7/network-smallest": "holds",
    });
  });

  it("finds none where all three settings do the same, and says it in finite numbers", async () => {
    const even = recordOf(losses(() => 0.5));
    const { claims, tables } = await figure07Network.perform(laboratoryOf(() => even));
    expect(claims.filter(({ verdict }) => verdict === "holds")).toEqual([]);
    const texts = JSON.stringify([claims, tables]);
    expect(texts).not.toMatch(/NaN|undefined|null/);
  });

  it("takes the rounding of float32 for no oscillation", async () => {
    // gradient descent: falls to a floor, on which the loss trembles in its last digits
    const still = recordOf(losses((k) => (1e-4 + Math.exp(-0.05 * k)) * (1 + 4.5e-6 * (k % 2))));
    const { claims } = await figure07Network.perform(laboratoryOf(() => still));
    const ripple = claims.find(({ id }) => id === "7/network-ripple")!;
    expect(ripple.verdict).toBe("fails");
    expect(ripple.measured).toContain("0 maxima");
  });

  it("stands runs that end at once", async () => {
    const lost = recordOf(Float64Array.of(1, Number.NaN), "diverged");
    const { claims, pictures } = await figure07Network.perform(laboratoryOf(() => lost));
    expect(JSON.stringify(claims.map(({ measured }) => measured))).not.toMatch(/NaN|undefined|Infinity/);
    expect(pictures).toHaveLength(1);
  });

  it("asks for the paper's rates, each step's metrics and the data that are there", async () => {
    const asked: TrainingSetting[] = [];
    await figure07Network.perform(
      laboratoryOf((setting) => {
        asked.push(setting);
        return madeUp(setting);
      }),
    );
    expect(asked.map(({ options, every, steps }) => ({ ...options, every, steps }))).toEqual(
      [
        [0.9, 0.999],
        [0.99, 0.99],
        [0.999, 0.9],
      ].map(([beta1, beta2]) => ({ lr: 1e-3, beta1, beta2, epsilon: 1e-8, every: 1, steps: 1000 })),
    );
    expect(asked[0]!.task).toMatchObject({ data: { source: "fashion-mnist", shape: "cifar" } });
  });
});

describe("shownStretch", () => {
  it("is the paper's at 1000 steps", () => {
    expect(shownStretch({ regime: "spike" }, { steps: 1000, made: 1000 })).toEqual({ from: 400, to: 800 });
    expect(shownStretch({ regime: "oscillation" }, { steps: 1000, made: 1000 })).toEqual({ from: 800, to: 1000 });
  });

  it("slides back where a run ended", () => {
    expect(shownStretch({ regime: "divergence" }, { steps: 1000, made: 500 })).toEqual({ from: 300, to: 500 });
    expect(shownStretch({ regime: "spike" }, { steps: 1000, made: 100 })).toEqual({ from: 0, to: 100 });
  });
});

describe("headwayOf", () => {
  it("is the median over the steps of the stretch, without the start, where both are 0", () => {
    const record = recordOf(losses(() => 1));
    expect(headwayOf(record, { from: 600, to: 1000 })).toBe(2);
    expect(headwayOf(record, { from: 0, to: 499 })).toBe(3);
    expect(headwayOf(record, { from: 0, to: 0 })).toBeNaN();
  });
});
