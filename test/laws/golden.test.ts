import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { expressionObjective } from "../../src/objectives/expression/index.js";
import { createOptimizer, type OptimizerOptions, run } from "../../src/optimizers/index.js";

interface GoldenCase {
  readonly objective: string;
  readonly theta0: readonly number[];
  readonly optimizer: string;
  readonly options: Readonly<Record<string, number | readonly [number, number]>>;
  /** θ after so many updates. */
  readonly theta: Readonly<Record<string, readonly number[]>>;
}

const file = new URL("../golden/torch-trajectories.json", import.meta.url);
const cases: readonly GoldenCase[] = JSON.parse(readFileSync(file, "utf8")).cases;

/** torch's names → ours. */
const optionNames: Readonly<Record<string, readonly (keyof OptimizerOptions)[]>> = {
  lr: ["lr"],
  betas: ["beta1", "beta2"],
  alpha: ["beta2"],
  eps: ["epsilon"],
  weight_decay: ["weightDecay"],
  lr_decay: ["lrDecay"],
};

function ourOptions({ optimizer, options }: GoldenCase): OptimizerOptions {
  const pairs = Object.entries(options).flatMap(([name, value]) => {
    const values = typeof value === "number" ? [value] : value;
    return optionNames[name]!.map((option, i) => [option, values[i]] as const);
  });
  // torch's default for AdaGrad, where ours is 1e-8
  const defaults = optimizer === "adagrad" ? { epsilon: 1e-10 } : {};
  return { ...defaults, ...Object.fromEntries(pairs) } as OptimizerOptions;
}

/** Largest |Δθ|/max(1, |θ|) over the steps that are stored. */
function worstError(golden: GoldenCase): number {
  const { theta0 } = golden;
  const steps = Math.max(...Object.keys(golden.theta).map(Number));
  const optimizer = createOptimizer(golden.optimizer, ourOptions(golden));
  const { theta } = run(expressionObjective(golden.objective), optimizer, { theta0, steps });
  const errors = Object.entries(golden.theta).flatMap(([step, expected]) =>
    expected.map(
      (value, i) => Math.abs(theta[Number(step) * theta0.length + i]! - value) / Math.max(1, Math.abs(value)),
    ),
  );
  return Math.max(...errors);
}

describe("objectives given as expressions, against torch.optim", () => {
  it("has all cases", () => {
    expect(cases.length).toBe(36);
  });

  test.each(
    cases.map((golden) => [golden.optimizer, golden.objective, JSON.stringify(golden.options), golden] as const),
  )("%s on %s with %s", (name, _objective, _options, golden) => {
    // RMSProp ends on a 2-cycle about the minimum, where rounding alone gives 1e-9
    expect(worstError(golden)).toBeLessThan(name === "rmsprop" ? 1e-8 : 1e-12);
  });
});
