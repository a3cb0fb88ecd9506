import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { gdOptimizer } from "../../src/optimizers/index.js";
import { train } from "../../src/training/index.js";
import { openTrainFolder, trainFiles } from "./train-folder.js";
import { readMetrics } from "./train-metrics.js";

const settings = (file: string) => ({ data: { source: "csv", file }, steps: 5 });
const newFolder = () => join(mkdtempSync(join(tmpdir(), "adaflow-run-")), "run");

/** x²/2 from 1, five steps, measured at every other one. */
async function runSmall(hooks: Partial<Parameters<typeof train>[2]> = {}) {
  const objective = {
    ...{ dimension: 1, samples: 1, batchSize: 1, engine: "wasm" as const, useBatch: () => {}, dispose: () => {} },
    async valueAndGradient(theta: Float64Array, out: Float64Array) {
      out[0] = theta[0]!;
      return theta[0]! ** 2 / 2;
    },
    async hessianVector(_: Float64Array, direction: Float64Array, out: Float64Array) {
      out.set(direction);
    },
    measure: async (theta: Float64Array) => ({ "test loss": theta[0]! }),
  };
  return train(objective, gdOptimizer({ lr: 0.5 }), { theta0: [1], steps: 5, measureEvery: 2, ...hooks });
}

test("goes on with data that have moved, not with other data", async () => {
  const folder = newFolder();
  const begun = openTrainFolder(folder, { settings: settings("a.csv"), data: "1f", force: false });
  let steps = 0;
  const run = await runSmall({ onRow: begun.addRow, isCancelled: () => ++steps > 3 });
  begun.save(run.state!);
  begun.close();
  begun.close();
  const other = { settings: settings("b.csv"), data: "2f", force: false };
  expect(() => openTrainFolder(folder, other)).toThrow("dataSha256 must be that of the run there");
  expect(() => openTrainFolder(folder, { ...other, settings: { ...other.settings, steps: 6 } })).toThrow(
    "steps must be",
  );
  const moved = openTrainFolder(folder, { ...other, data: "1f" });
  expect(moved.state).toEqual(run.state);
  expect(JSON.parse(readFileSync(join(folder, trainFiles.settings), "utf8"))).toEqual(settings("b.csv"));
  moved.finish({ [trainFiles.result]: "{}\n" });
  expect(readdirSync(folder).sort()).toEqual(["metrics.csv", "metrics.jsonl", "result.json", "settings.json"]);
});

test("metrics are read as they were measured", async () => {
  const folder = newFolder();
  const { addRow, close } = openTrainFolder(folder, { settings: {}, data: null, force: false });
  const run = await runSmall({ onRow: addRow });
  close();
  expect(readMetrics(folder)).toEqual(run.metrics);
  expect(() => readMetrics(join(folder, "no"))).toThrow(
    "must have a row of JSON in each line: current value is ENOENT",
  );
});
