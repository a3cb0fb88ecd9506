import { expect, it } from "vitest";
import type { Laboratory } from "../../src/experiments/index.js";
import type { TrainingRecord, TrainingSetting } from "../../src/training/index.js";
import { figure09 } from "./figure-09.js";

/** Trains nothing: losses that fall, and for the default factors end early. */
function fakeRecord({ steps, options }: TrainingSetting): TrainingRecord {
  const isDefault = options.beta2 === 0.999;
  const made = isDefault ? Math.floor(steps / 2) : steps;
  const column = new Float64Array();
  const [step, gradientNorm, updateNorm, thetaNorm] = [column, column, column, column];
  const [mNorm, rootVNorm, curvature] = [column, column, column];
  const loss = Float64Array.from({ length: made + 1 }, (_, k) => (isDefault && k === made ? Number.NaN : 0.99 ** k));
  return {
    ...{ status: isDefault ? "diverged" : "completed", lr: 1e-3, dimension: 1, engine: "wasm", loss },
    metrics: { step, loss: column, gradientNorm, updateNorm, thetaNorm, mNorm, rootVNorm, curvature, measured: {} },
  };
}

it("asks for batches of a tenth of the data, and takes a run that diverges as a result", async () => {
  const asked: TrainingSetting[] = [];
  const laboratory: Laboratory = {
    ...{ scale: "laptop", referenceFrom: Infinity, dataSets: [] },
    run: () => Promise.reject(new Error("no runs")),
    train: async (setting) => {
      asked.push(setting);
      return fakeRecord(setting);
    },
  };
  const { claims, pictures, tables } = await figure09.perform(laboratory);
  for (const { task, batch } of asked) {
    expect(task.kind === "fit" && task.data.source === "fashion-mnist" && task.data.perClass).toBe(batch);
  }
  const verdicts = claims.map(({ id, verdict }) => [id, verdict]);
  // the default leaves no level to arrive at
  expect(verdicts).toEqual([
    ["9/default-spikes", "fails"],
    ["9/even-smooth", "holds"],
    ["9/even-faster", "fails"],
  ]);
  const words = JSON.stringify([claims, tables, pictures.map(({ caption, alt }) => [caption, alt])]);
  expect(words).not.toMatch(/NaN|undefined|Infinity/);
});
