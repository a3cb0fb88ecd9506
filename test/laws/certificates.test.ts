import { describe, expect, it } from "vitest";
import {
  type Certificate,
  certify,
  createMethod,
  createObjective,
  createProfile,
  findStatement,
  type MethodSettings,
  type NonlocalOptimizer,
  nonlocalModel,
  type Objective,
  objectives,
  resolveConstants,
  solve,
  statements,
} from "../../src/index.js";

interface Case extends MethodSettings {
  readonly optimizer: NonlocalOptimizer;
}

const adams = [
  [0.9, 0.999],
  [0.9, 0.99],
  [0, 0.99],
  [0.5, 0.9],
  [0.99, 0.9],
] as const;

/** A grid of hyper-parameters: both sides of the scalar Lyapunov condition, memories read ahead and at t. */
const grid: readonly Case[] = [0.1, 0.01].flatMap((lr) =>
  [true, false].flatMap((shifted) => [
    { optimizer: "adagrad" as const, lr, shifted },
    ...[0.9, 0.99].map((beta2) => ({ optimizer: "rmsprop" as const, lr, shifted, beta2 })),
    ...adams.map(([beta1, beta2]) => ({ optimizer: "adam" as const, lr, shifted, beta1, beta2 })),
  ]),
);

/** Statements about the run itself; those about the flows of arXiv 2009.06125 have laws of their own. */
const own = statements.filter(({ evidence }) => evidence === "trajectory" || evidence === "none");

/** At 0 one component of the gradient is a rounding, whose sign AdaGrad and RMSProp would follow at full speed. */
const generic: Readonly<Record<string, readonly number[]>> = { logistic: [0.5, 0.1, -0.3] };

function certifyRun(objective: Objective, settings: Case, start: readonly number[]): readonly Certificate[] {
  const until = settings.optimizer === "adagrad" ? 200 * settings.lr : 60 * settings.lr;
  const trajectory = solve(nonlocalModel(objective, settings), {
    initial: start,
    until: until + 2 * settings.lr,
    times: [0, until],
    tolerance: 1e-8,
  });
  const method = createMethod(settings);
  const profile = createProfile(objective, trajectory, method);
  const constants = resolveConstants(objective, { thetas: profile.theta, estimate: true });
  return own.map((statement) => certify(statement, { method, objective, constants, profile }));
}

function startOf(name: string, objective: Objective): readonly number[] {
  return generic[name] ?? objectives.find((entry) => entry.name === name)!.start(objective);
}

function brokenOf(certificates: readonly Certificate[]): string[] {
  return certificates
    .filter(({ verdict }) => verdict === "violated")
    .map(({ theorem, margin }) => `${theorem} ${JSON.stringify(margin)}`);
}

const all = objectives.flatMap(({ name, examples, create }) =>
  examples.map((args) => ({ name, args, objective: create(...args) })),
);
const convex = all.filter(({ objective }) => objective.constants?.strongConvexity !== undefined);
const others = all.filter(
  ({ name, objective }) =>
    // their curved valleys take the solver seconds a run; the algorithm's own runs there are in certificates-discrete.test.ts
    objective.constants?.strongConvexity === undefined && name !== "rosenbrock" && name !== "beale",
);

describe("certified means that the promise is kept", () => {
  it.each(convex)("strongly convex: $name $args", ({ name, objective }) => {
    const start = startOf(name, objective);
    for (const settings of grid) {
      const certificates = certifyRun(objective, { ...settings, norm: objective.dimension > 1 }, start);
      expect(brokenOf(certificates), JSON.stringify(settings)).toEqual([]);
    }
  });

  it("and every statement of arXiv 2411.09734 is certified somewhere", () => {
    const objective = createObjective("quadratic");
    const certified = new Set<string>();
    // short enough that Adam's first moment keeps its sign, which Theorems 3 and 6 ask in one dimension
    for (const settings of [
      { optimizer: "rmsprop", lr: 0.01 },
      { optimizer: "adam", lr: 0.01 },
    ] as const) {
      for (const { theorem, verdict } of certifyRun(objective, settings, [1])) {
        if (verdict === "certified") certified.add(theorem);
      }
    }
    const names = own.filter(({ paper }) => paper === "2411.09734").map(({ name }) => name);
    expect(names.filter((name) => !certified.has(name))).toEqual([]);
  });

  it.each(convex.filter(({ objective }) => objective.dimension > 1))(
    "a memory of each parameter: $name $args",
    ({ name, objective }) => {
      for (const settings of grid.filter(({ lr }) => lr === 0.1)) {
        expect(brokenOf(certifyRun(objective, settings, startOf(name, objective))), JSON.stringify(settings)).toEqual(
          [],
        );
      }
    },
  );

  it.each(others)("not convex: $name $args", ({ name, objective }) => {
    for (const settings of grid.filter(({ lr }) => lr === 0.1)) {
      const norm = objective.dimension > 1;
      expect(brokenOf(certifyRun(objective, { ...settings, norm }, startOf(name, objective)))).toEqual([]);
    }
  });
});

describe("margins", () => {
  /** −W₀(−e^(−1−q)) for q ≥ 0: the root w ≤ 1 of w − ln w = 1 + q. */
  function lambert(q: number): number {
    // from the left w − ln w falls and is convex: Newton's method does not overshoot
    let w = Math.exp(-1 - q);
    for (let step = 0; step < 200; step++) w -= (w - Math.log(w) - 1 - q) / (1 - 1 / w);
    return w;
  }

  it("are those of the exact solution: AdaGrad, memory at t, on (θ − 4)²", () => {
    // θ* − θ(t) = e₀√w, w = −W₀(−e^(−1−8lr·t/e₀²)), and M_max = (e₀²/2lr)² is its limit: 1/√M_max = 2lr/e₀²
    const [lr, until, error] = [0.5, 8, 9];
    const objective = createObjective("quadratic");
    const settings = { optimizer: "adagrad", lr, shifted: false, epsilon: 0 } as const;
    const trajectory = solve(nonlocalModel(objective, settings), { initial: [1], until, tolerance: 1e-12 });
    const method = createMethod(settings);
    const profile = createProfile(objective, trajectory, method);
    const subject = { method, objective, constants: resolveConstants(objective), profile };
    const { promises, constants } = certify(findStatement("h1-theorem-2"), subject);
    const slowest = (2 * lr) / error;
    expect(constants.s_min!.value).toBeCloseTo(slowest, 12);
    const { times, value, bound } = promises.find(({ name }) => name === "distance")!;
    for (let k = 0; k < times.length; k++) {
      const w = lambert((8 * lr * times[k]!) / error);
      const exact = 1 - Math.sqrt(w) / Math.exp(-2 * slowest * times[k]!);
      // ten times the tolerance of the run, over the smallest bound, e^(−2·8/9) = 0.17
      if (times[k]! > 1e-6) expect(Math.abs(1 - value[k]! / bound[k]! - exact)).toBeLessThan(1e-10);
    }
  });

  it("are 0 where a lemma is an equation: μ = L on a parabola", () => {
    const objective = createObjective("quadratic");
    const certificates = certifyRun(objective, { optimizer: "adam", lr: 0.1 }, [1]);
    const { promises } = certificates.find(({ theorem }) => theorem === "h1-lemma-3")!;
    for (const { value, bound } of promises) {
      // a few roundings of ‖g‖² = 36 at most
      const gaps = value.map((one, k) => Math.abs(one - bound[k]!));
      expect(Math.max(...gaps)).toBeLessThan(36 * 4e-16);
    }
  });

  it.each(others.concat(convex))("AdaGrad's invariant holds to 1e-10: $name $args", ({ name, objective }) => {
    // exact for the memory at t, ε = 0: Σ2√G = (f(θ₀) − f)/lr, for one memory and for one of each parameter
    for (const norm of [true, false]) {
      const settings = { optimizer: "adagrad", lr: 0.1, shifted: false, epsilon: 0, norm } as const;
      const initial = startOf(name, objective);
      const trajectory = solve(nonlocalModel(objective, settings), { initial, until: 5, tolerance: 1e-11 });
      const method = createMethod(settings);
      const profile = createProfile(objective, trajectory, method);
      const constants = resolveConstants(objective);
      const { promises } = certify(findStatement("h1-lemma-5"), { method, objective, constants, profile });
      const { value, bound } = promises.find((promise) => promise.name === "memory-growth")!;
      const scale = Math.max(...bound.map(Math.abs));
      const gaps = value.map((grown, k) => Math.abs(grown - bound[k]!));
      expect(Math.max(...gaps)).toBeLessThan(1e-10 * scale);
    }
  });
});
