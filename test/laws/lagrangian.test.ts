import { describe, expect, it } from "vitest";
import { secondOrderKernel } from "../../src/kernels/index.js";
import {
  adamForce,
  createActionPath,
  eulerLagrangeResidual,
  type Force,
  gradientForce,
  idealAction,
  memoryForce,
} from "../../src/lagrangian/index.js";
import { gaussLegendre, lagrangeBasis } from "../../src/numeric/index.js";
import {
  doubleWellObjective,
  type Objective,
  quadraticObjective,
  randomQuadraticObjective,
  rosenbrockObjective,
} from "../../src/objectives/index.js";

const lr = 0.1;

/** A smooth path of any dimension away from its stationary point, with a direction that vanishes at both ends. */
function bentPath(restPoint: readonly number[], until: number, share: number, nodes = 10) {
  const position = (t: number, out: Float64Array) => {
    for (let i = 0; i < restPoint.length; i++) {
      const x = t / until;
      out[i] = restPoint[i]! - 0.8 + 0.3 * Math.sin(2 * x + i) + share * direction(x, i);
    }
  };
  return createActionPath(position, { dimension: restPoint.length, lr, until, nodes, perRate: 2 });
}

const direction = (x: number, i: number) => x * (1 - x) * Math.cos(3 * x - i);

interface Case {
  readonly name: string;
  readonly force: Force;
  readonly restPoint: readonly number[];
}

const linear = randomQuadraticObjective(2, 3);
const linearRest = [...(linear.constants!.minimisers![0] as readonly number[])];

const cases: readonly Case[] = [
  { name: "gradient, double well", force: gradientForce(doubleWellObjective(), { lr, gain: 2 }), restPoint: [1] },
  { name: "gradient, Rosenbrock", force: gradientForce(rosenbrockObjective(), { lr, gain: 0.01 }), restPoint: [1, 1] },
  ...(["exponential", "second-order"] as const).flatMap((kernel) =>
    [false, true].map((shifted) => ({
      name: `memory, ${kernel}, ${shifted ? "shifted" : "unshifted"}, double well`,
      force: memoryForce(doubleWellObjective(), { lr, kernel, shifted, gain: 3 }),
      restPoint: [1],
    })),
  ),
  { name: "memory, Rosenbrock", force: memoryForce(rosenbrockObjective(), { lr, gain: 0.01 }), restPoint: [1, 1] },
  ...(["exponential", "second-order"] as const).flatMap((kernel) =>
    [false, true].map((shifted) => ({
      name: `Adam, ${kernel}, ${shifted ? "shifted" : "unshifted"}, double well`,
      force: adamForce(doubleWellObjective(), { lr, beta2: 0.99, kernel, shifted, epsilon: 0.05 }),
      restPoint: [1],
    })),
  ),
  {
    name: "Adam, oscillating kernels, two parameters",
    force: adamForce(linear, { lr, beta1: 0.6, beta2: 0.7, epsilon: 0.05 }),
    restPoint: linearRest,
  },
];

describe("the ideal action", () => {
  it.each(cases)("has the Euler–Lagrange residual as its derivative: $name", ({ force, restPoint }) => {
    const until = 0.37;
    const path = bentPath(restPoint, until, 0);
    const { residual } = eulerLagrangeResidual(path, { force, restPoint, sigmaNodes: 20 });
    const d = restPoint.length;
    let pairing = 0;
    path.grid.times.forEach((t, n) => {
      const weight = path.grid.weights[n]! * Math.exp((2 * (t - until)) / lr);
      for (let i = 0; i < d; i++) pairing -= weight * residual[n * d + i]! * direction(t / until, i);
    });
    const step = 1e-4;
    const action = (share: number) =>
      idealAction(bentPath(restPoint, until, share), { force, restPoint, sigmaNodes: 20 }).value;
    const slope = (action(step) - action(-step)) / (2 * step);
    // a central difference with step 1e-4 is good to 1e-8 of the action's derivatives, and they are of order 1 to 100
    expect(Math.abs(slope - pairing)).toBeLessThan(1e-6 * (1 + Math.abs(slope)));
  });

  it.each(cases.filter(({ name }) => name.startsWith("gradient")))(
    "of a local force has that force: $name",
    ({ force, restPoint }) => {
      const path = bentPath(restPoint, 0.5, 0);
      const { symmetricForce, causalForce } = eulerLagrangeResidual(path, { force, restPoint });
      // the homotopy integrates polynomials in σ of degree 4 exactly: rounding only
      for (const [k, value] of symmetricForce.entries()) expect(Math.abs(value - causalForce[k]!)).toBeLessThan(1e-12);
    },
  );

  it.each([false, true])("of a linear force has half the sum of force and adjoint (shifted: %s)", (shifted) => {
    // F = −A ∫ K H (θ − θ̄) on θ − θ̄ = e^(−qt): F and its adjoint are integrals of exponentials
    const [q, gain, beta, until, h] = [3, 2, 0.6, 0.45, 2];
    const force = memoryForce(quadraticObjective(), { lr, gain, beta, shifted, kernel: "exponential" });
    const position = (t: number, out: Float64Array) => {
      out[0] = 4 + Math.exp(-q * t);
    };
    const path = createActionPath(position, { dimension: 1, lr, until, nodes: 12 });
    const { symmetricForce } = eulerLagrangeResidual(path, { force, restPoint: [4] });
    const rate = (1 - beta) / lr;
    const advance = shifted ? lr : 0;
    path.grid.times.forEach((t, n) => {
      const read = Math.min(t + advance, until);
      const late = t + advance - read;
      const seen = (rate / (rate - q)) * Math.exp(-rate * late) * (Math.exp(-q * read) - Math.exp(-rate * read));
      const held = Math.exp(-q * until) * -Math.expm1(-rate * late);
      const from = Math.max(0, t - advance);
      const p = 2 / lr - rate - q;
      const ahead =
        (rate / p) * Math.exp(-rate * (advance - t) - (2 * t) / lr) * (Math.exp(p * until) - Math.exp(p * from));
      const expected = -0.5 * gain * h * (seen + held + ahead);
      // twelve nodes an α resolve these exponentials to rounding
      expect(Math.abs(symmetricForce[n]! - expected)).toBeLessThan(1e-11 * Math.max(1, Math.abs(expected)));
    });
  });

  it("is 0 at rest, and its value does not depend on how long ago time began to count", () => {
    const rest = createActionPath((_t, out) => out.fill(1), { dimension: 1, lr, until: 1.5 });
    const force = adamForce(doubleWellObjective(), { lr });
    expect(idealAction(rest, { force, restPoint: [1] }).value).toBe(0);
    // e^(2t/α) would be e^2000 at T = 1000 α
    const long = createActionPath((_t, out) => out.fill(0.5), { dimension: 1, lr, until: 10, nodes: 2 });
    const local = gradientForce(doubleWellObjective(), { lr });
    const { kinetic, value } = idealAction(long, { force: local, restPoint: [1] });
    // θ′ of a constant is 0 but for rounding
    expect(kinetic).toBeLessThan(1e-25);
    // −∫ e^(2(t − T)/α) f dt = −(α/2) f; two nodes an α integrate the exponential to 1 %
    expect(Math.abs(value / (-0.5 * lr * doubleWellObjective().value(Float64Array.of(0.5))) - 1)).toBeLessThan(0.02);
  });
});

describe("the operator of the second-order memory", () => {
  it("is self-adjoint in the friction weight, so that reciprocity fails only through the causal start", () => {
    const beta = 0.8;
    const rule = gaussLegendre(40);
    // both vanish with their first derivatives at 0 and 1, and are not symmetric
    const a = (t: number) => t ** 2 * (1 - t) ** 2;
    const a1 = (t: number) => 2 * t * (1 - t) * (1 - 2 * t);
    const a2 = (t: number) => 2 - 12 * t + 12 * t * t;
    const b = (t: number) => t * a(t);
    const b1 = (t: number) => a(t) + t * a1(t);
    const b2 = (t: number) => 2 * a1(t) + t * a2(t);
    const operator = (f0: number, f1: number, f2: number) => 0.5 * lr * lr * f2 + lr * f1 + (1 - beta) * f0;
    let [ab, ba, size] = [0, 0, 0];
    rule.nodes.forEach((t, k) => {
      const weight = rule.weights[k]! * Math.exp((2 * (t - 1)) / lr);
      ab += weight * a(t) * operator(b(t), b1(t), b2(t));
      ba += weight * b(t) * operator(a(t), a1(t), a2(t));
      size += weight * Math.abs(b(t) * operator(a(t), a1(t), a2(t)));
    });
    // forty nodes resolve e^(20 t) to rounding
    expect(Math.abs(ab - ba)).toBeLessThan(1e-13 * size);
    // and the kernel is what this operator makes of an impulse
    const kernel = secondOrderKernel({ lr, beta });
    const step = 1e-4;
    const at = (s: number) => kernel.weight(s);
    const s = 0.15;
    const residual = operator(
      at(s),
      (at(s + step) - at(s - step)) / (2 * step),
      (at(s + step) - 2 * at(s) + at(s - step)) / step ** 2,
    );
    // second differences with step 1e-4, in units of α², are good to 1e-6
    expect(Math.abs(residual)).toBeLessThan(1e-5 * at(s));
  });
});

describe("the symmetrised second-order memory", () => {
  it("obeys the memory's own equation: the causal and the anti-causal half differ in their ends only", () => {
    const [gain, beta, until] = [2, 0.8, 0.3];
    const force = memoryForce(quadraticObjective(), { lr, gain, beta });
    const place = (t: number) => 4 + Math.cos(3 * t);
    const path = createActionPath((t, out) => out.fill(place(t)), { dimension: 1, lr, until, nodes: 14 });
    const { symmetricForce } = eulerLagrangeResidual(path, { force, restPoint: [4] });
    const { breaks, nodes } = path.grid;
    const basis = lagrangeBasis(nodes);
    const values = new Float64Array(nodes.length);
    const step = 1e-3;
    for (let e = 0; e + 1 < breaks.length; e++) {
      const at = (x: number) =>
        basis.evaluate(x, values).reduce((sum, w, k) => sum + w * symmetricForce[e * nodes.length + k]!, 0);
      const length = breaks[e + 1]! - breaks[e]!;
      const [below, middle, above] = [at(0.5 - step), at(0.5), at(0.5 + step)];
      const first = (above - below) / (2 * step * length);
      const second = (above - 2 * middle + below) / (step * length) ** 2;
      const g = 2 * (place(breaks[e]! + 0.5 * length) - 4);
      const left = 0.5 * lr * lr * second + lr * first + (1 - beta) * middle;
      // half of each Green's function gives one whole source; differences with step 1e-3 are good to 1e-6
      expect(Math.abs(left + gain * (1 - beta) * g)).toBeLessThan(1e-5 * Math.max(1, Math.abs(middle)));
    }
  });
});

describe("bad input to actions", () => {
  const objective: Objective = quadraticObjective();
  const path = createActionPath((t, out) => out.fill(t), { dimension: 1, lr, until: 0.5 });
  it("is refused", () => {
    const force = adamForce(objective, { lr });
    expect(() => idealAction(path, { force, restPoint: [3.9] })).toThrow("restPoint must be a stationary point");
    expect(() => idealAction(path, { force, restPoint: [4, 4] })).toThrow(TypeError);
    expect(() => idealAction(path, { force: adamForce(objective, { lr: 0.2 }), restPoint: [4] })).toThrow(
      "lr of the path",
    );
    expect(() => idealAction(path, { force, restPoint: [4], sigmaNodes: 0 })).toThrow("sigmaNodes");
    const long = createActionPath((t, out) => out.fill(t), { dimension: 1, lr, until: 1.51 });
    expect(() => eulerLagrangeResidual(long, { force, restPoint: [4] })).toThrow("at most 15 lr");
    expect(() => adamForce(objective, { lr: 0 })).toThrow(RangeError);
    expect(() => adamForce(objective, { lr, beta1: 1 })).toThrow(RangeError);
    expect(() => memoryForce(objective, { lr, beta: Number.NaN })).toThrow(RangeError);
    expect(() => gradientForce(objective, { lr, gain: Infinity })).toThrow(RangeError);
  });
});
