import { expect, test } from "vitest";
import type { Results, RunResult } from "../../src/experiments/index.js";
import type { TrajectoryStatus } from "../../src/trajectory/index.js";
import { gapShrinks } from "./gap-claims.js";
import { bumpThenDecay } from "./memory-claims.js";
import { referenceAgrees } from "./reference-claims.js";

/** A run with these values, one per step. */
function runOf(
  data: readonly number[],
  { beta2 = 0.5, status = "completed" }: { beta2?: number; status?: TrajectoryStatus } = {},
) {
  const values = Float64Array.from(data);
  const setting = { case: { label: "one", optimizer: "rmsprop", beta2 }, steps: data.length - 1, perStep: 1 };
  return { setting, values, atSteps: values, trajectory: { status }, stepOf: (index: number) => index } as RunResult;
}

/** Results of one case at lr 0.1 whose runs are all `run`. */
function resultsOf(run: RunResult | ((road: string) => RunResult), more: Partial<Results> = {}): Results {
  const find = typeof run === "function" ? run : () => run;
  return {
    labels: ["one"],
    theta0s: [1],
    quantity: "v",
    symbol: "v",
    horizons: [{ lr: 0.1, steps: run instanceof Function ? 3 : run.values.length - 1 }],
    run: ({ road }) => find(road),
    gapPairs: () => [],
    ...more,
  };
}

/** Pairs whose gap at step 1 is as given, beside a range of 1. */
function pairsOf(gaps: Readonly<Record<number, number>>): Partial<Results> {
  const pairs = Object.entries(gaps).map(([lr, gap]) => {
    return { lr: Number(lr), discrete: runOf([0, 1, 0, 0]), nonlocal: runOf([0, 1 - gap, 0, 0]) };
  });
  return { gapPairs: () => pairs.sort((a, b) => b.lr - a.lr) };
}

test.each<[string, Record<number, number>, boolean]>([
  ["of order 1", { 0.1: 0.2, 0.05: 0.1, 0.01: 0.02 }, true],
  ["of order ¼", { 0.1: 0.2, 0.05: 0.168, 0.01: 0.112 }, false],
  ["that stays, smaller by a little", { 0.1: 0.2, 0.05: 0.199, 0.01: 0.198 }, false],
  ["of order 1 that grows once", { 0.1: 0.4, 0.05: 0.02, 0.01: 0.021 }, false],
])("a gap %s shrinks: %#", (_, gaps, holds) => {
  const measured = gapShrinks("v").measure(resultsOf(runOf([0]), pairsOf(gaps)));
  expect(measured.holds).toBe(holds);
  // β = ½: a memory of two steps, and the gap is at step 1
  expect(measured.reason.includes("initial layer")).toBe(!holds);
});

test("v decays towards 0 only if little of its maximum is left", () => {
  const claim = bumpThenDecay({ id: "bump", says: "", end: "near 0" });
  expect(claim.measure(resultsOf(runOf([0, 1, 0.2, 0.04]))).holds).toBe(true);
  const early = claim.measure(resultsOf(runOf([0, 1, 0.9, 0.8], { beta2: 0.9 })));
  expect(early.holds).toBe(false);
  // 0.9² discrete, e^(−0.2) continuous
  expect(early.reason).toMatch(/81 % .*81\.9 %/);
});

test("a reference run that did not converge does not agree, however close it is", () => {
  const claim = referenceAgrees({ id: "reference", says: "" });
  const results = (status: TrajectoryStatus) =>
    resultsOf((road) => runOf([0, 1, 2, 3], { status: road === "reference" ? status : "completed" }));
  expect(claim.measure(results("completed")).holds).toBe(true);
  expect(claim.measure(results("not-converged")).holds).toBe(false);
  expect(claim.measure(results("not-converged")).reason).toContain("not-converged");
});
