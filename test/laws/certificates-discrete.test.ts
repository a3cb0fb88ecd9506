import { describe, expect, it } from "vitest";
import { certifyProblem } from "../../src/experiments/certify-problem.js";
import {
  type Certificate,
  certify,
  createMethod,
  createOptimizer,
  createProfile,
  type MethodSettings,
  type Objective,
  objectives,
  resolveConstants,
  run,
  statements,
} from "../../src/index.js";

const isOwn = ({ evidence }: (typeof statements)[number]) => evidence === "trajectory" || evidence === "none";
/** Statements about a run, and those about the flows of arXiv 2009.06125, which make runs of their own. */
const own = statements.filter(isOwn);
const flows = statements.filter((statement) => !isOwn(statement)).map(({ name }) => name);

/** At 0 one component of the gradient is a rounding, whose sign the algorithms would follow at full speed. */
const generic: Readonly<Record<string, readonly number[]>> = { logistic: [0.5, 0.1, -0.3] };

const all = objectives.flatMap(({ name, examples, create, start }) =>
  examples
    .map((args) => ({ name, args, objective: create(...args) }))
    .filter(({ objective }) => objective.dimension <= 10)
    .map((entry) => ({ ...entry, theta0: generic[name] ?? start(entry.objective) })),
);

type Case = MethodSettings & { readonly lr: number };

const adams = [
  [0.9, 0.999],
  [0, 0.99],
  [0.5, 0.9],
  // β1² ≥ β2: the scalar condition fails, and no bound of all steps exists
  [0.99, 0.9],
] as const;

const grid: readonly Case[] = [0.1, 0.01].flatMap((lr) => [
  { optimizer: "adagrad", lr },
  ...[0.9, 0.99].map((beta2) => ({ optimizer: "rmsprop", lr, beta2 })),
  ...adams.map(([beta1, beta2]) => ({ optimizer: "adam", lr, beta1, beta2 })),
]);

function certifySteps(objective: Objective, settings: Case, theta0: readonly number[]): readonly Certificate[] {
  const { optimizer, ...options } = settings;
  const trajectory = run(objective, createOptimizer(optimizer, options), { theta0, steps: 100 });
  const method = createMethod({ ...settings, discrete: true });
  const profile = createProfile(objective, trajectory, method);
  const constants = resolveConstants(objective, { thetas: profile.theta, estimate: true });
  return own.map((statement) => certify(statement, { method, objective, constants, profile }));
}

function namesOf(certificates: readonly Certificate[], wanted: Certificate["verdict"]): string[] {
  return certificates
    .filter(({ verdict }) => verdict === wanted)
    .map(({ theorem, margin }) => (wanted === "violated" ? `${theorem} ${JSON.stringify(margin)}` : theorem));
}

describe("the algorithm's own run breaks no promise", () => {
  it.each(all)("$name $args", ({ objective, theta0 }) => {
    for (const settings of grid) {
      for (const norm of objective.dimension > 1 ? [false, true] : [false]) {
        const certificates = certifySteps(objective, { ...settings, norm }, theta0);
        expect(namesOf(certificates, "violated"), JSON.stringify({ ...settings, norm })).toEqual([]);
      }
    }
  });

  it("with ε on both sides of where no step can reach 2/L", () => {
    for (const { objective, theta0 } of all) {
      const { smoothness } = objective.constants ?? {};
      if (smoothness === undefined) continue;
      const lr = 0.01;
      for (const share of [0.5, 0.99, 1.01, 4]) {
        const settings = { optimizer: "rmsprop", lr, beta2: 0.9, epsilon: (lr * smoothness) / (2 * share) };
        const certificates = certifySteps(objective, settings, theta0);
        expect(namesOf(certificates, "violated"), JSON.stringify(settings)).toEqual([]);
        const names = namesOf(certificates, "certified");
        const isConvex = objective.constants!.strongConvexity !== undefined;
        expect(names.includes("rmsprop-step")).toBe(share < 1 && isConvex);
        expect(names.includes("m-stability")).toBe(share < 1);
      }
    }
  });

  it("and is no solution of the equation: what is about solutions is not certified", () => {
    const aboutSolutions = /^h1-(theorem-[1-6]|proposition-4|lemma-5)$/;
    const { objective, theta0 } = all.find(({ name }) => name === "quadratic")!;
    for (const settings of grid) {
      const names = namesOf(certifySteps(objective, settings, theta0), "certified");
      expect(names).toContain("h1-lemma-3");
      expect(names.filter((name) => aboutSolutions.test(name))).toEqual([]);
    }
  });
});

describe("no flow of arXiv 2009.06125 breaks a promise", () => {
  const methods: readonly Case[] = [
    { optimizer: "rmsprop", lr: 0.01 },
    { optimizer: "adam", lr: 0.01, beta2: 0.99 },
    { optimizer: "adam", lr: 0.05, beta1: 0, beta2: 0.9, epsilon: 0.1 },
  ];
  // in ten dimensions the flows take the solver seconds
  it.each(all.filter(({ objective }) => objective.dimension < 10))("$name $args", ({ objective, theta0 }) => {
    for (const settings of methods) {
      const { certificates } = certifyProblem(objective, {
        ...settings,
        theta0,
        until: 1,
        estimate: true,
        theorems: flows,
      });
      expect(certificates).toHaveLength(flows.length);
      expect(namesOf(certificates, "violated"), JSON.stringify(settings)).toEqual([]);
    }
  });
});
