import { describe, expect, it } from "vitest";
import { powerObjective, rosenbrockObjective } from "../objectives/index.js";
import { createOptimizer, run } from "../optimizers/index.js";
import { mapAxis } from "./axis.js";
import { computeCell } from "./map-cell.js";
import { countRegimes } from "./map-cells.js";
import { planMap } from "./map-plan.js";
import { monomialRegime } from "./monomial-boundary.js";
import { regimeMap } from "./regime-map.js";

const beta = (name: "beta1" | "beta2", from: number, to: number, count: number) => mapAxis(name, { from, to, count });

describe("regimeMap", () => {
  it("finds regime I of x^4 and x^6, away from its boundary", () => {
    const x = beta("beta1", 0.3, 0.9, 4);
    const y = beta("beta2", 0.42, 0.96, 4);
    for (const exponent of [4, 6]) {
      const options = { optimizer: "adam", lr: 1e-3, epsilon: 0, x, y, theta0: [1], steps: 6000 };
      const { regime } = regimeMap(powerObjective(exponent), options);
      for (let cell = 0; cell < 16; cell++) {
        const [beta1, beta2] = [x.values[cell % 4]!, y.values[Math.floor(cell / 4)]!];
        const isConverging = monomialRegime({ exponent, beta1, beta2 }) === "I";
        expect(regime[cell] === 0, `x^${exponent} at ${beta1}, ${beta2}`).toBe(isConverging);
      }
    }
  });

  it("has the runs of the algorithm in its cells, in rows", () => {
    const x = mapAxis("lr", { from: 1e-3, to: 1e-1, count: 3, scale: "log" });
    const options = {
      optimizer: "rmsprop",
      epsilon: 1e-6,
      x,
      y: beta("beta2", 0.5, 0.9, 2),
      theta0: [-1, 1],
      steps: 40,
    };
    const fractions: number[] = [];
    const onProgress = (fraction: number) => void fractions.push(fraction);
    const { finalLoss } = regimeMap(rosenbrockObjective(), { ...options, onProgress });
    const settings = { lr: 0.1, beta2: 0.9, epsilon: 1e-6 };
    const { loss } = run(rosenbrockObjective(), createOptimizer("rmsprop", settings), { theta0: [-1, 1], steps: 40 });
    expect(finalLoss[5]).toBe(loss.at(-1));
    expect(fractions).toEqual([0.5, 1]);
  });

  it("carries the loss of a monomial beyond the range of numbers", () => {
    const sides = { x: beta("beta1", 0.1, 0.2, 2), y: beta("beta2", 0.4, 0.5, 2) };
    const options = { optimizer: "adam", lr: 1e-3, epsilon: 0, ...sides, theta0: [1], steps: 6000 };
    const { finalLoss, finalLogLoss, regime } = regimeMap(powerObjective(4), options);
    expect(countRegimes({ regime })).toEqual({ converged: 4 });
    // the least double is e^−745
    expect(finalLoss.every((loss) => loss === 0)).toBe(true);
    expect(finalLogLoss.every((ln) => ln < -1000 && ln > -Infinity)).toBe(true);
  });
});

describe("computeCell", () => {
  const x = beta("beta1", 0.1, 0.2, 2);
  const plan = planMap({ optimizer: "adam", lr: 1e-3, x, y: beta("beta2", 0.4, 0.5, 2), theta0: [1], steps: 500 });

  it("gives up when it is told to", () => {
    for (const objective of [powerObjective(4), { ...powerObjective(4), monomial: undefined! }]) {
      expect(computeCell(objective, plan, { cell: 0, isCancelled: () => true })).toBeNull();
    }
  });

  it("refuses a start of another dimension", () => {
    expect(() => computeCell(rosenbrockObjective(), plan, { cell: 0 })).toThrow("the objective's dimension 2");
  });
});
