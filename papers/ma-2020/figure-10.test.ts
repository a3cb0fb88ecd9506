import { expect, it } from "vitest";
import type { Laboratory } from "../../src/experiments/index.js";
import type { TrainingRecord, TrainingSetting } from "../../src/training/index.js";
import { figure10 } from "./figure-10.js";

/** Oscillation of period 3 on all curves: from lowest to highest, relative. */
const rippled = 0.1;
/** Test errors at the end. */
const testFloors = { even: 1e-5, default: 1e-4, reversed: 1e-1 } as const;

/** Trains nothing: a curve by the rates, as the paper has them, and test errors that fall to a floor of their own. */
function fakeRecord({ steps, options, every }: TrainingSetting, ripple: number = rippled): TrainingRecord {
  const { beta1, beta2 } = options as { readonly beta1: number; readonly beta2: number };
  const kind = beta1 === beta2 ? "even" : beta1 < beta2 ? "default" : "reversed";
  const rate = { even: 60, default: 30, reversed: 0 }[kind] / steps;
  const loss = Float64Array.from({ length: steps + 1 }, (_, k) => {
    const smooth = 1e-6 + Math.exp(-rate * k);
    const since = k > 0.3 * steps ? k % Math.ceil(steps / 10) : Infinity;
    const spikes = kind === "default" ? 30 * Math.exp(-since / 5) : 0;
    return smooth * (1 + spikes + 0.5 * ripple * (k % 3));
  });
  const step = Float64Array.from({ length: Math.floor(steps / every) + 1 }, (_, row) => row * every);
  const own = step.map((k) => loss[k]!);
  const [gradientNorm, updateNorm, thetaNorm, mNorm, rootVNorm, curvature] = [own, own, own, own, own, own];
  const norms = { gradientNorm, updateNorm, thetaNorm, mNorm, rootVNorm, curvature };
  return {
    ...{ status: "completed", lr: 5e-4, dimension: 1, engine: "wasm", loss },
    metrics: {
      step,
      loss: own,
      ...norms,
      measured: { "test error": step.map((k) => testFloors[kind] + Math.exp(-0.01 * k)) },
    },
  };
}

const laboratoryOf = (train: Laboratory["train"]): Laboratory => ({
  ...{ scale: "laptop", referenceFrom: Infinity, dataSets: [], train },
  run: () => Promise.reject(new Error("no runs")),
});

it("finds all that the paper says in curves that have it, but for the printed solution", async () => {
  const { claims, pictures } = await figure10.perform(laboratoryOf(async (setting) => fakeRecord(setting)));
  const failed = claims.filter(({ verdict }) => verdict !== "holds").map(({ id }) => id);
  expect(failed).toEqual(["10/solutions"]);
  expect(pictures[0]!.csv.split("\n").length).toBeGreaterThan(1000);
});

it("takes the rounding of float32 for no oscillation", async () => {
  // eight units in the last place of a float32 from lowest to highest
  const { claims } = await figure10.perform(laboratoryOf(async (setting) => fakeRecord(setting, 9e-7)));
  const ripple = claims.find(({ id }) => id === "10/even-ripple")!;
  expect(ripple.verdict).toBe("fails");
  expect(ripple.measured).toContain("0 maxima");
});

it("takes runs that diverge as results", async () => {
  const broken = async (setting: TrainingSetting): Promise<TrainingRecord> => {
    const record = fakeRecord(setting);
    const loss = record.loss.slice(0, 200);
    loss[199] = Number.NaN;
    return { ...record, status: "diverged", loss };
  };
  const { claims, tables, pictures } = await figure10.perform(laboratoryOf(broken));
  const words = JSON.stringify([claims, tables, pictures.map(({ caption, alt }) => [caption, alt])]);
  expect(words).not.toMatch(/NaN|undefined|Infinity/);
  expect(claims.find(({ id }) => id === "10/reversed-worst")!.verdict).toBe("fails");
});
