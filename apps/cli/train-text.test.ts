import { expect, test } from "vitest";
import { diagnose } from "../../src/regimes/index.js";
import { type TrainResult, trainResultText } from "./train-text.js";

const result: TrainResult = {
  ...{ schema_version: 1, status: "completed", event: null, setting: "a run", engine: "wasm", dimension: 1 },
  ...{ lr: 0.1, beta1: 0.9, beta2: 0.999, batch: null, steps: 9, firstLoss: 1, curvature: null },
  last: { step: 9, loss: 0.41 },
  best: { step: 4, loss: 0.1 },
  measured: { "test loss": { step: 6, value: 0.5 } },
  diagnosis: diagnose([1, 0.1, 0.41]),
};

test("says how far above its best a run ends, where that is more than twice", () => {
  expect(trainResultText(result)).toContain("0.1 at step 4, ends 4.1 times above it\n");
  for (const loss of [0.1, 0.2, null]) {
    expect(trainResultText({ ...result, last: { step: 9, loss } })).not.toContain("times above");
  }
});

test("says at which step something was measured last", () => {
  expect(trainResultText(result)).toMatch(/\ntest loss +0\.5 at step 6\n/);
});
