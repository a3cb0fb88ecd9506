import { describe, expect, it } from "vitest";
import {
  adamFlowModel,
  type LocalMethod,
  type Model,
  nonlocalModel,
  type Objective,
  quadraticObjective,
  randomQuadraticObjective,
  rmspropFlowModel,
  rosenbrockObjective,
  sample,
  signFlowModel,
  smoothSignModel,
  solve,
  solveLocal,
} from "../../src/index.js";
import { lagrangeBasis } from "../../src/numeric/index.js";
import { dormandPrince } from "../../src/solvers/local/dormand-prince.js";
import { createExplicitStep, explicitNodes, explicitNodeWeights } from "../../src/solvers/local/explicit-step.js";
import { createFlowSystem } from "../../src/solvers/local/flow-system.js";
import { createRadauStep } from "../../src/solvers/local/radau-step.js";
import { radauTransform } from "../../src/solvers/local/radau-transform.js";

/** A flow y′ = f(t, y) with the exact solution known to the tests. */
function flow(size: number, f: (t: number, y: Float64Array) => number[], more: Partial<Model> = {}): Model {
  return {
    stateSize: size,
    components: { theta: [0, size] },
    driveSize: size,
    drive: (y, out) => out.set(y),
    memory: [],
    advance: 0,
    timeScale: 1,
    loss: (y) => y[0]! ** 2,
    field: (t, y, _drive, _memory, out) => out.set(f(t, y)),
    ...more,
  };
}

/** y′ = y cos t, y(0) = 1: e^(sin t). */
const swinging = flow(1, (t, y) => [y[0]! * Math.cos(t)]);
const swing = (t: number) => Math.exp(Math.sin(t));

/** ½hx². */
function parabola(h: number): Objective {
  return {
    dimension: 1,
    value: ([x]) => (h * x! * x!) / 2,
    gradient: ([x], out) => {
      out[0] = h * x!;
    },
    hessian: (_theta, out) => {
      out[0] = h;
    },
  };
}

type Tree = readonly Tree[];

/** Rooted trees by order, children in descending place in the list. */
function rootedTrees(most: number): Tree[][] {
  const byOrder: Tree[][] = [[], [[]]];
  const all: { tree: Tree; order: number }[] = [{ tree: [], order: 1 }];
  for (let order = 2; order <= most; order++) {
    const found: Tree[] = [];
    const extend = (children: Tree[], left: number, last: number): void => {
      if (left === 0) found.push([...children]);
      for (let k = Math.min(last, all.length - 1); k >= 0; k--) {
        if (all[k]!.order <= left) extend([...children, all[k]!.tree], left - all[k]!.order, k);
      }
    };
    extend([], order - 1, Infinity);
    byOrder.push(found);
    all.push(...found.map((tree) => ({ tree, order })));
  }
  return byOrder;
}

const orderOf = (tree: Tree): number => tree.reduce((sum, child) => sum + orderOf(child), 1);
const density = (tree: Tree): number => tree.reduce((product, child) => product * density(child), orderOf(tree));

/** The elementary weight of a tree at every stage. */
function stageWeights(tree: Tree): number[] {
  const children = tree.map(stageWeights);
  return dormandPrince.A.map((row) =>
    children.reduce((product, weights) => product * row.reduce<number>((sum, a, j) => sum + a * weights[j]!, 0), 1),
  );
}

const sumOf = (b: readonly number[], weights: readonly number[]) => b.reduce((sum, x, i) => sum + x * weights[i]!, 0);

describe("the method of Dormand and Prince", () => {
  const trees = rootedTrees(8);
  const step = dormandPrince.A[12] as readonly number[];
  const all = (from: number, to: number) => trees.slice(from, to + 1).flat();

  it("there are 200 rooted trees of order up to 8", () => {
    expect(trees.map((list) => list.length)).toEqual([0, 1, 1, 2, 4, 9, 20, 48, 115]);
  });

  it.each([
    ["the step", step, 8],
    ["its embedded solution of order 5", step.map((b, i) => b - (dormandPrince.fifthDifference[i] ?? 0)), 5],
    ["its embedded solution of order 3", dormandPrince.third as readonly number[], 3],
  ])("%s satisfies its order conditions", (_name, b, order) => {
    // entries up to 43 and 12 stages: some hundred roundings
    for (const tree of all(1, order))
      expect(Math.abs(sumOf(b, stageWeights(tree)) - 1 / density(tree))).toBeLessThan(3e-14);
  });

  it("its dense output satisfies those of order 7 at all its nodes", () => {
    for (const tree of all(1, 7)) {
      const weights = stageWeights(tree);
      explicitNodes.forEach((x, node) => {
        const b = Array.from(explicitNodeWeights.subarray(node * 16, node * 16 + 16));
        // weights up to 500 before they cancel
        expect(Math.abs(sumOf(b, weights) - x ** orderOf(tree) / density(tree))).toBeLessThan(1e-12);
      });
    }
  });

  it("sums of rows are its moments", () => {
    dormandPrince.A.forEach((row, i) => {
      expect(Math.abs(row.reduce<number>((sum, a) => sum + a, 0) - dormandPrince.c[i]!)).toBeLessThan(2e-14);
    });
  });
});

/** The largest error on [0, 4] with steps of length h, at nodes and between them. */
function explicitError(h: number): number {
  const step = createExplicitStep(createFlowSystem(swinging));
  const y = Float64Array.of(1);
  const values = new Float64Array(explicitNodes.length);
  step.first[0] = 1;
  let worst = 0;
  for (let k = 0; k * h < 4; k++) {
    step.attempt({ t: k * h, h, y });
    step.interpolate({ t: k * h, h, y }, values);
    explicitNodes.forEach((x, node) => {
      worst = Math.max(worst, Math.abs(values[node]! - swing((k + x) * h)));
    });
    y.set(step.next);
    step.first.set(step.nextSlope);
  }
  return worst;
}

const UNIT = 1e-12;

function radauError(h: number): number {
  const method = radauTransform(7);
  const basis = lagrangeBasis(method.nodes);
  const weights = new Float64Array(8);
  const system = createFlowSystem(swinging);
  const start = { t: 0, y: Float64Array.of(1), slope: Float64Array.of(1), theta: [0, 1] as const };
  const step = createRadauStep(system, method, start);
  let worst = 0;
  for (let k = 0; k * h < 4; k++) {
    // the iteration goes on to a hundredth of the unit; the error, far above it, is not asked
    step.attempt(h, Float64Array.of(UNIT));
    step.accept((k + 1) * h);
    // between the nodes: at them the order is higher
    for (let x = 0.01; x < 1; x += 0.02) {
      const value = basis.evaluate(x, weights).reduce((sum, weight, node) => sum + weight * step.values[node]!, 0);
      worst = Math.max(worst, Math.abs(value - swing((k + x) * h)));
    }
  }
  return worst;
}

describe("orders seen by halving steps", () => {
  it("explicit, with its dense output: 8", () => {
    const order = Math.log2(explicitError(0.2) / explicitError(0.1));
    expect(Math.abs(order - 8)).toBeLessThan(0.2);
  });

  it("stiff, within steps: 8", () => {
    const order = Math.log2(radauError(0.25) / radauError(0.125));
    expect(Math.abs(order - 8)).toBeLessThan(0.2);
  });
});

describe.each<LocalMethod>(["explicit", "stiff"])("%s", (method) => {
  it.each([1e-4, 1e-7, 1e-10, 1e-12])("keeps a tolerance of %d, also between its steps", (tolerance) => {
    const trajectory = solveLocal(swinging, { initial: [1], until: 20, tolerance, method });
    expect(trajectory.status).toBe("completed");
    for (let t = 0; t <= 20; t += 0.0371) {
      expect(Math.abs(sample(trajectory, t).theta[0]! - swing(t))).toBeLessThan(tolerance * (1 + swing(t)));
    }
    expect(trajectory.solver.errorEstimate).toBeLessThan(tolerance);
    expect(trajectory.times.length).toBe(trajectory.solver.nodes + 1);
  });

  it("keeps what is finite of a solution that does not exist for long, y′ = y², until t = 1", () => {
    const trajectory = solveLocal(
      flow(1, (_t, y) => [y[0]! ** 2]),
      { initial: [1], until: 2, method },
    );
    expect(trajectory.status).not.toBe("completed");
    expect(trajectory.theta.every(Number.isFinite)).toBe(true);
    expect(trajectory.event?.time).toBeCloseTo(1, 6);
  });

  it("ends as diverged where the field is not a number", () => {
    const wall = flow(1, (_t, y) => [y[0]! > 2 ? Number.NaN : 1]);
    const trajectory = solveLocal(wall, { initial: [0], until: 5, method });
    expect(trajectory.status).toBe("diverged");
    expect(trajectory.event).toMatchObject({ kind: "non-finite field" });
    // the stiff method's differences look 4.5e-8 ahead
    expect(Math.abs(trajectory.event!.time - 2)).toBeLessThan(5e-8);
  });

  it("is interrupted with what it has", () => {
    let calls = 0;
    const trajectory = solveLocal(swinging, { initial: [1], until: 1e4, method, isCancelled: () => ++calls > 2 });
    expect(trajectory.status).toBe("interrupted");
    expect(trajectory.theta.length).toBeGreaterThan(1);
  });
});

describe("stiff equations", () => {
  it("a rate of 1e8: y′ = −1e8 (y − cos t) − sin t, y(0) = 2", () => {
    const stiff = flow(1, (t, y) => [-1e8 * (y[0]! - Math.cos(t)) - Math.sin(t)], {
      character: "stiff",
      jacobian: (_t, _y, _drive, _slopes, out) => {
        out[0] = -1e8;
      },
    });
    const trajectory = solveLocal(stiff, { initial: [2], until: 10, times: [1e-9, 1e-8, 1e-3, 1, 10] });
    expect(trajectory.status).toBe("completed");
    trajectory.times.forEach((t, k) => {
      const exact = Math.cos(t) + Math.exp(-1e8 * t);
      expect(Math.abs(trajectory.theta[k]! - exact)).toBeLessThan(3e-10);
    });
    expect(trajectory.solver.nodes).toBeLessThan(100);
  });

  it("are refused by the explicit method, which says what to use", () => {
    const model = smoothSignModel(parabola(1), { epsilon: 1e-8 });
    const { status, event } = solveLocal(model, { initial: [1], until: 3, method: "explicit" });
    expect(status).toBe("not-converged");
    expect(event!.kind).toContain("stiff method");
    expect(event!.time).toBeCloseTo(1, 4);
  });

  it("the corner of the smooth sign flow: t = 1 − x + ε ln(1/x)", () => {
    const epsilon = 1e-8;
    const exact = [1, 0.1, 1e-4, 1e-7, 1e-8, 1e-10];
    const times = exact.map((x) => 1 - x - epsilon * Math.log(x));
    const { theta } = solveLocal(smoothSignModel(parabola(1), { epsilon }), { initial: [1], until: 2, times });
    exact.forEach((x, k) => {
      expect(Math.abs(theta[k]! - x)).toBeLessThan(2e-10);
    });
  });

  it.each([randomQuadraticObjective(4, 3), rosenbrockObjective()])(
    "agree with the fast solver, case %#",
    (objective) => {
      const initial = Array.from({ length: objective.dimension }, (_, i) => Math.cos(3 * i + 1));
      const options = { initial, until: 2, times: [0.1, 0.5, 1, 2], tolerance: 1e-9 };
      const model = smoothSignModel(objective, { epsilon: 0.01 });
      const [one, other] = [solveLocal(model, options), solve(model, options)];
      expect([one.status, other.status]).toEqual(["completed", "completed"]);
      one.theta.forEach((x, k) => {
        // each within its tolerance
        expect(Math.abs(x - other.theta[k]!)).toBeLessThan(2e-9 * (1 + Math.abs(x)));
      });
    },
  );
});

describe("flows with moments", () => {
  it.each([0, 1e-8])("RMSProp, ε = %d: to t = 6 through the stiff phase, as without the Hessian", (epsilon) => {
    const { hessian: _hessian, ...bare } = parabola(1);
    const options = { initial: [1, 0], until: 6, times: [0, 0.01, 0.5, 1, 2, 6] };
    const trajectory = solveLocal(rmspropFlowModel(parabola(1), { rate2: 1, epsilon }), options);
    const other = solveLocal(rmspropFlowModel(bare, { rate2: 1, epsilon }), options);
    expect([trajectory.status, other.status]).toEqual(["completed", "completed"]);
    expect(trajectory.solver.nodes).toBeLessThan(2000);
    trajectory.theta.forEach((x, k) => {
      expect(Math.abs(x - other.theta[k]!)).toBeLessThan(3e-10);
    });
  });

  it("Adam on ½x², a = b = 1, ε = 1e-8: integrated with 128-bit numbers", () => {
    // DOP853 in quadruple precision at a tolerance of 1e-20 from the same expansion at t = 1e-14
    const exact = [0.03706360288439143, -0.3043159490446877, -0.07666608824824511, -0.0075090831835023823];
    const model = adamFlowModel(parabola(1), { rate1: 1, rate2: 1 });
    const { theta } = solveLocal(model, { initial: [1, 0, 0], until: 10, times: [1, 2, 5, 10] });
    exact.forEach((x, k) => {
      expect(Math.abs(theta[k]! - x)).toBeLessThan(2e-10);
    });
  });

  it("Adam starts with θ′ = −g/(|g| + ε), its moments are rows", () => {
    const model = adamFlowModel(quadraticObjective(), { rate1: 3, rate2: 2 });
    const { theta, m, v } = solveLocal(model, { initial: [1, 0, 0], until: 1, times: [0, 1e-6] });
    expect(theta[0]).toBe(1);
    expect(theta[1]! - 1).toBeCloseTo(1e-6, 11);
    expect([m![0], v![0]]).toEqual([0, 0]);
    expect([m![1]! / 3e-6, v![1]! / 2e-6]).toEqual([expect.closeTo(-6, 4), expect.closeTo(36, 3)]);
  });

  it("both methods agree before the stiff phase", () => {
    const model = rmspropFlowModel(rosenbrockObjective(), { rate2: 1 });
    const options = { initial: [-1.2, 1, 1, 1], until: 0.5, times: [0.1, 0.5] };
    const [one, other] = (["explicit", "stiff"] as const).map((method) => solveLocal(model, { ...options, method }));
    one!.theta.forEach((x, k) => {
      expect(Math.abs(x - other!.theta[k]!)).toBeLessThan(4e-10);
    });
  });
});

describe("rest", () => {
  it.each([
    ["smooth sign", smoothSignModel(quadraticObjective(), { epsilon: 1e-8 }), [4]],
    ["RMSProp", rmspropFlowModel(quadraticObjective(), { rate2: 1 }), [4, 1]],
    ["RMSProp without ε", rmspropFlowModel(quadraticObjective(), { rate2: 1, epsilon: 0 }), [4, 0]],
    ["Adam without ε", adamFlowModel(quadraticObjective(), { rate1: 1, rate2: 1, epsilon: 0 }), [4, 0, 0]],
  ])("%s stays at a stationary point in few steps", (_name, model, initial) => {
    const trajectory = solveLocal(model, { initial, until: 1e6 });
    expect(trajectory.status).toBe("completed");
    expect(trajectory.theta.every((x) => x === 4)).toBe(true);
    expect(trajectory.solver.nodes).toBeLessThan(200);
  });
});

describe("what is refused", () => {
  const smooth = smoothSignModel(quadraticObjective(), { epsilon: 1 });
  it.each([
    [nonlocalModel(quadraticObjective(), { optimizer: "adam", lr: 0.1 }), {}, /model must be without memory/],
    [smooth, { method: "sliding" }, /method must be explicit or stiff/],
    [signFlowModel(quadraticObjective()), { method: "stiff" }, /method must be sliding/],
    [smooth, { method: "euler" as LocalMethod }, /method must be explicit, stiff or sliding: current value is euler/],
    [smooth, { until: 0 }, /until must be finite and > 0/],
    [smooth, { tolerance: 1e-14 }, /tolerance must be from 1e-13 to 0.1/],
    [smooth, { times: [3] }, /times\[0\] must be from 0 to 1/],
  ] as const)("case %#", (model, options, message) => {
    expect(() => solveLocal(model, { initial: [1], until: 1, ...options })).toThrow(message);
  });
});
