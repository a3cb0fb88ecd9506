import { describe, expect, it } from "vitest";
import type { Laboratory, Scale } from "../../src/experiments/index.js";
import type { TrainingRecord, TrainingSetting } from "../../src/training/index.js";
import { figure08 } from "./figure-08.js";
import { countText, medianMean, regionOf } from "./rate-map-claims.js";
import { exampleRates, type PaperRegime, type RateMap, rateMapRuns, rateMapSizes } from "./rate-map-runs.js";

function recordOf(loss: Float64Array, status: TrainingRecord["status"] = "completed"): TrainingRecord {
  const none = new Float64Array();
  return {
    ...{ status, lr: 1e-3, dimension: 4, engine: "wasm", loss },
    metrics: {
      ...{ step: none, loss: none, gradientNorm: none, updateNorm: none, thetaNorm: none, mNorm: none },
      ...{ rootVNorm: none, curvature: none, measured: {} },
    },
  };
}

/** What the paper says, by b/a. */
function asThePaperSays({ options, steps }: TrainingSetting): TrainingRecord {
  const ratio = Math.log10((1 - options.beta1!) / (1 - options.beta2!));
  const losses = (value: (k: number) => number, count = steps) =>
    recordOf(
      Float64Array.from({ length: count + 1 }, (_, k) => value(k)),
      count < steps ? "diverged" : "completed",
    );
  // 1e-6: the ends belong to the outer regions, and differences from 1 are rounded
  if (ratio > 1 - 1e-6) return losses((k) => Math.exp(-0.004 * k) * (k > 500 && k % 400 < 5 ? 1e3 : 1));
  if (ratio > -1 + 1e-6) return losses((k) => 1e-7 + Math.exp(-0.05 * k) + 3e-8 * (-1) ** k);
  return ratio < -1.4 ? losses((k) => Math.exp(0.01 * k), 900) : losses((k) => Math.exp(0.001 * k));
}

const laboratoryOf = (train: (setting: TrainingSetting) => TrainingRecord, scale: Scale = "laptop"): Laboratory => ({
  ...{ scale, referenceFrom: Infinity, dataSets: ["fashion-mnist"] },
  run: () => Promise.reject(new Error("no run is needed")),
  train: async (setting) => train(setting),
});

const mapOf = (train: (setting: TrainingSetting) => TrainingRecord): Promise<RateMap> =>
  rateMapRuns(laboratoryOf(train));

describe("rateMapRuns", () => {
  it("has a cell for each pair of rates, the lowest a first, with what is expected there", async () => {
    const { cells, x, y } = await mapOf(asThePaperSays);
    expect(cells.map(({ a, b }) => [a, b])).toEqual(
      Array.from(y.values).flatMap((a) => Array.from(x.values, (b) => [a, b])),
    );
    const count = (regime: PaperRegime) => cells.filter(({ expected }) => expected === regime).length;
    // 7 × 7 half decades: b/a ≥ 10 from the second diagonal beside the main one on
    expect(["spike", "oscillation", "divergence"].map((each) => count(each as PaperRegime))).toEqual([15, 19, 15]);
  });

  it("is divided alike at all scales: as many cells above as below the band", async () => {
    for (const scale of ["quick", "laptop", "paper"] as const) {
      const { steps } = rateMapSizes[scale];
      const record = recordOf(new Float64Array(steps + 1).fill(1));
      const map = await rateMapRuns(laboratoryOf(() => record, scale));
      expect(regionOf(map, "spike")).toHaveLength(regionOf(map, "divergence").length);
      expect(map.cells).toHaveLength(rateMapSizes[scale].count ** 2);
      expect(map.last).toBe(steps === 5000 ? 1000 : steps / 5);
    }
  });

  it("keeps the losses of three cells, nearest to figure 7's rates", async () => {
    const { cells } = await mapOf(asThePaperSays);
    const kept = cells.filter(({ loss }) => loss !== null).map(({ a, b }) => [a, b]);
    const near = (value: number, rate: number) => Math.abs(Math.log10(value / rate)) < 0.01;
    expect(kept).toHaveLength(3);
    expect(near(kept[0]![0]!, 1) && near(kept[0]![1]!, 100)).toBe(true);
    expect(exampleRates(Float64Array.of(0.1, 3, 100))).toEqual([
      [3, 100],
      [3, 3],
      [100, 3],
    ]);
  });
});

describe("figure 8", () => {
  it("finds all claims where they hold", async () => {
    const { claims } = await figure08.perform(laboratoryOf(asThePaperSays));
    expect(claims.filter(({ verdict }) => verdict !== "holds")).toEqual([]);
    expect(claims.find(({ id }) => id === "8/blows-up")!.measured).toBe("15 of 15 cells, 10 of them not finite");
  });

  it("finds only robustness where all cells are alike", async () => {
    const { steps } = rateMapSizes.laptop;
    const alike = recordOf(Float64Array.from({ length: steps + 1 }, (_, k) => Math.exp(-0.001 * k)));
    const { claims } = await figure08.perform(laboratoryOf(() => alike));
    expect(claims.filter(({ verdict }) => verdict === "holds").map(({ id }) => id)).toEqual(["8/robust"]);
  });

  it("says it in words where nothing is finite, and draws it", async () => {
    const lost = recordOf(Float64Array.of(1, 2, Infinity), "diverged");
    const { claims, pictures, tables } = await figure08.perform(laboratoryOf(() => lost));
    expect(JSON.stringify([claims.map(({ measured }) => measured), tables])).not.toMatch(/NaN|undefined|Infinity/);
    expect(claims.find(({ id }) => id === "8/robust")!.verdict).toBe("fails");
    expect(pictures.map(({ name }) => name)).toEqual(["figure-08", "figure-08-examples"]);
    expect(pictures[0]!.csv.split("\n")).toHaveLength(49 + 2);
  });
});

describe("medianMean and countText", () => {
  it("count a run that is not finite as the largest", async () => {
    const map = await mapOf(asThePaperSays);
    expect(medianMean(regionOf(map, "divergence"))).toBe(Infinity);
    expect(countText(regionOf(map, "oscillation"))).toBe("oscillation 19");
  });
});
