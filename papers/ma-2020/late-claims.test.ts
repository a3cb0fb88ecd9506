import { expect, it } from "vitest";
import type { TrainingRecord } from "../../src/training/index.js";
import { figure01 } from "./figure-01.js";

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

/** The verdict on curves that fall, with a rise by 2 % at so many of each thousand steps. */
async function verdictOf(rises: number, seeds: readonly number[]): Promise<string> {
  const lossOf = (k: number, seed: number): number =>
    Math.exp(-1e-5 * k) * (seeds.includes(seed) && k % 1000 >= 1 && k % 2 === 1 && k % 1000 < 2 * rises ? 1.02 : 1);
  const { claims } = await figure01.perform({
    ...{ scale: "laptop", referenceFrom: Infinity, dataSets: [] },
    run: () => Promise.reject(new Error("no runs")),
    train: async ({ seed, steps }) => recordOf(Float64Array.from({ length: steps + 1 }, (_, k) => lossOf(k, seed))),
  });
  return claims.find(({ id }) => id === "1/not-monotone")!.verdict;
}

it("calls a curve monotone unless a hundredth of its late steps rise, in every run", async () => {
  expect(await verdictOf(20, [1, 2])).toBe("holds");
  expect(await verdictOf(1, [1, 2])).toBe("fails");
  expect(await verdictOf(20, [1])).toBe("fails");
});
