import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import {
  adamFlowModel,
  createDenseSampler,
  type LocalOptions,
  type Model,
  quadraticObjective,
  randomQuadraticObjective,
  rmspropFlowModel,
  rosenbrockObjective,
  signFlowModel,
  smoothSignModel,
  solveLocal,
} from "../../src/index.js";
import { expressionObjective } from "../../src/objectives/expression/index.js";

interface StoredFlow {
  readonly objective: string;
  readonly theta0: readonly number[];
  readonly optimizer: "rmsprop" | "adam";
  readonly rate1?: number;
  readonly rate2: number;
  readonly v0?: number;
  readonly epsilon: number;
  readonly times: readonly number[];
  readonly theta: readonly (readonly number[])[];
}

const file = new URL("../golden/flows.json", import.meta.url);
const cases: readonly StoredFlow[] = JSON.parse(readFileSync(file, "utf8")).cases;

function solveStored({ objective, theta0, rate1, rate2, v0 = 0, epsilon, times }: StoredFlow, options = {}) {
  const f = expressionObjective(objective);
  const model =
    rate1 === undefined ? rmspropFlowModel(f, { rate2, epsilon }) : adamFlowModel(f, { rate1, rate2, epsilon });
  const initial = Float64Array.from({ length: model.stateSize }, (_, i) => theta0[i] ?? v0);
  return solveLocal(model, { initial, until: times.at(-1)!, times, ...options });
}

describe("flows against stored solutions by other methods", () => {
  it.each(cases)("$optimizer on $objective, a = $rate2, b = $rate1, v0 = $v0", (stored) => {
    const { status, theta, solver } = solveStored(stored);
    expect(status).toBe("completed");
    const worst = Math.max(...stored.theta.flat().map((value, k) => Math.abs(value - theta[k]!)));
    // asked for 1e-10; what the stored ones are known to is below
    expect(worst).toBeLessThan(1e-8);
    expect(solver.nodes).toBeLessThan(2000);
    expect(solver.errorEstimate!).toBeLessThan(1e-10);
  });
});

test("flows whose rates grow tend to sign descent", () => {
  // memories of length 1/a move the arrival by about as much
  const exact = solveLocal(signFlowModel(quadraticObjective()), { initial: [1], until: 2, times: [2] }).theta[0]!;
  const gaps = [100, 1000].map((rate) => {
    const options = { until: 2, times: [2] };
    const rmsprop = rmspropFlowModel(quadraticObjective(), { rate2: rate });
    const adam = adamFlowModel(quadraticObjective(), { rate1: rate, rate2: rate });
    const ends = [
      solveLocal(rmsprop, { ...options, initial: [1, 0] }),
      solveLocal(adam, { ...options, initial: [1, 0, 0] }),
    ];
    return ends.map(({ theta }) => Math.abs(theta[0]! - exact));
  });
  for (const [k, gap] of gaps[1]!.entries()) expect(gap).toBeLessThan(0.5 * gaps[0]![k]!);
  expect(Math.max(...gaps[1]!)).toBeLessThan(0.1);
});

test.each([
  ["a random quadratic", randomQuadraticObjective(5, 2), [1, -1, 2, 0.5, -2], 3],
  ["Rosenbrock's valley", rosenbrockObjective(), [-1.2, 1], 3],
] as const)("the smooth sign flow tends to the sliding one on %s as ε → 0", (_name, objective, theta0, until) => {
  const times = Array.from({ length: 31 }, (_, k) => (k * until) / 30);
  const options = { initial: theta0, until, times };
  const { theta: exact, status } = solveLocal(signFlowModel(objective), options);
  expect(status).toBe("completed");
  const gaps = [1e-2, 1e-3, 1e-4].map((epsilon) => {
    const { theta } = solveLocal(smoothSignModel(objective, { epsilon }), options);
    return theta.reduce((most, value, i) => Math.max(most, Math.abs(value - exact[i]!)), 0);
  });
  // the distance is of order ε·ln(1/ε)
  expect(gaps[1]!).toBeLessThan(0.2 * gaps[0]!);
  expect(gaps[2]!).toBeLessThan(0.2 * gaps[1]!);
});

describe("laws of flows", () => {
  const flows: readonly (readonly [string, Model, readonly number[]])[] = [
    ["rmsprop", rmspropFlowModel(rosenbrockObjective(), { rate2: 3 }), [-1.2, 1, 0, 0]],
    ["adam", adamFlowModel(rosenbrockObjective(), { rate1: 5, rate2: 1 }), [-1.2, 1, 0, 0, 0, 0]],
    ["smooth sign", smoothSignModel(rosenbrockObjective(), { epsilon: 1e-2 }), [-1.2, 1]],
  ];

  it.each(flows)("%s: the Jacobian is the derivative of the field", (_name, model, initial) => {
    const n = model.stateSize;
    const y = Float64Array.from(initial, (value, i) => value + 0.3 + 0.1 * i);
    const [drive, matrix, columns] = [new Float64Array(2), new Float64Array(n * n), new Float64Array(2 * n)];
    const fieldAt = (moved: Float64Array) => {
      const out = new Float64Array(n);
      model.drive(moved, drive);
      model.field(0.7, moved, drive, [], out);
      return out;
    };
    model.driveJacobian!(y, columns);
    model.drive(y, drive);
    model.jacobian!(0.7, y, drive, columns, matrix);
    for (let j = 0; j < n; j++) {
      const h = 1e-6;
      const [above, below] = [1, -1].map((sign) => fieldAt(y.map((value, i) => value + (i === j ? sign * h : 0))));
      for (let i = 0; i < n; i++) {
        const slope = (above![i]! - below![i]!) / (2 * h);
        // central differences: rounding of a field of 10⁵ over h
        expect(Math.abs(matrix[i * n + j]! - slope)).toBeLessThan(1e-4 * (1 + Math.abs(slope)));
      }
    }
  });

  it.each(flows)("%s: the dense output satisfies the equation between the steps", (_name, model, initial) => {
    const { dense } = solveLocal(model, { initial, until: 1 });
    const sampler = createDenseSampler(dense!);
    const [y, slope, drive] = [initial, initial, [0, 0]].map((like) => new Float64Array(like.length));
    const field = new Float64Array(model.stateSize);
    for (let t = 0.05; t < 1; t += 0.093) {
      sampler.state(t, y!);
      sampler.derivative(t, slope!);
      model.drive(y!, drive!);
      model.field(t, y!, drive!, [], field);
      // θ' only: the derivative of a polynomial of 1e-12 over elements of about 1e-2
      for (const i of [0, 1]) expect(Math.abs(slope![i]! - field[i]!)).toBeLessThan(1e-5);
    }
  });

  it("a flow with v0 > 0 starts at the speed −g/(√v0 + ε)", () => {
    const model = rmspropFlowModel(quadraticObjective(), { rate2: 1, epsilon: 0.5 });
    const { theta } = solveLocal(model, { initial: [1, 4], until: 1, times: [1e-6] });
    // g = −6: 6/(2 + 0.5), up to terms of 1e-12
    expect((theta[0]! - 1) / 1e-6).toBeCloseTo(2.4, 4);
  });

  it("RMSProp from v0 = 0 and ε = 0 starts like 2√(t/a)", () => {
    const model = rmspropFlowModel(quadraticObjective(), { rate2: 4, epsilon: 0 });
    const { theta } = solveLocal(model, { initial: [1, 0], until: 1, times: [1e-10] });
    // the next term is of relative size √t
    expect((theta[0]! - 1) / 1e-5).toBeCloseTo(1, 4);
  });

  it.each([0, 1e-8])("moves nothing at a minimiser, with ε = %d", (epsilon) => {
    const options: Omit<LocalOptions, "initial"> = { until: 100, times: [50, 100] };
    const adam = adamFlowModel(quadraticObjective(), { rate1: 1, rate2: 1, epsilon });
    const rmsprop = rmspropFlowModel(quadraticObjective(), { rate2: 1, epsilon });
    expect(solveLocal(adam, { ...options, initial: [4, 0, 0] }).theta).toEqual(Float64Array.of(4, 4));
    expect(solveLocal(rmsprop, { ...options, initial: [4, 0] }).theta).toEqual(Float64Array.of(4, 4));
  });
});
