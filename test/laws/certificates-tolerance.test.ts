import { describe, expect, it } from "vitest";
import { type CertifyOptions, certifyProblem } from "../../src/experiments/certify-problem.js";
import { type Certificate, createObjective, type Objective, statements } from "../../src/index.js";

const theorems = statements.filter(({ paper }) => paper === "2411.09734").map(({ name }) => name);
const COARSE = [1e-6, 1e-4, 1e-2];

/** Hypotheses about the run and not about the problem: a coarser tolerance may be reached where a fine one is not. */
const aboutRun = ["whole-trajectory", "solution-of-the-equation"];

interface Problem {
  readonly name: string;
  readonly args: readonly number[];
  readonly starts: readonly (readonly number[])[];
}

/**
 * Far starts, and starts within a few lr of a minimiser, which Adam passes soon. From nearer ones, but on (θ − 4)², the
 * solver mostly gives up above 1e-10 after seconds, and there is nothing to compare with.
 */
const problems: readonly Problem[] = [
  { name: "quadratic", args: [], starts: [[1], [3.99]] },
  { name: "rosenbrock1d", args: [0.25], starts: [[-1.5], [0.9]] },
  {
    name: "randomQuadratic",
    args: [3, 7],
    starts: [
      [1, 1, 1],
      [-0.1, -0.2, -0.3],
    ],
  },
  {
    name: "logistic",
    args: [],
    starts: [
      [0.5, 0.1, -0.3],
      [0, 0.7, -0.5],
    ],
  },
  { name: "cosh", args: [], starts: [[1], [-0.1]] },
  {
    name: "sphere",
    args: [5],
    starts: [
      [1, 1, 1, 1, 1],
      [-0.1, -0.2, -0.3, -0.4, -0.5],
    ],
  },
  {
    name: "illConditioned",
    args: [],
    starts: [
      [1, 1],
      [-0.1, -0.2],
    ],
  },
];

const methods: readonly Pick<CertifyOptions, "optimizer" | "lr" | "beta1" | "beta2" | "shifted">[] = [
  { optimizer: "adagrad", lr: 0.1 },
  { optimizer: "rmsprop", lr: 0.1, beta2: 0.9 },
  { optimizer: "adam", lr: 0.1 },
  { optimizer: "adam", lr: 0.1, beta1: 0, beta2: 0.99 },
  { optimizer: "adam", lr: 0.1, beta1: 0.5, beta2: 0.9, shifted: false },
];

function failuresOf({ hypotheses }: Certificate): string[] {
  return hypotheses
    .filter(({ name, status }) => status === "fails" && !aboutRun.includes(name))
    .map(({ name }) => name);
}

/** What is certified at a tolerance although a hypothesis is seen to fail at 1e-10, and what is violated at any. */
function faultsOf(objective: Objective, options: CertifyOptions): string[] {
  const at = (tolerance: number) => certifyProblem(objective, { ...options, theorems, estimate: true, tolerance });
  const fine = at(1e-10);
  // of a run that ended early nothing is known beyond its end
  const isWhole = fine.trajectory!.status === "completed";
  const faults = brokenOf(fine.certificates, 1e-10);
  for (const tolerance of COARSE) {
    const { certificates } = at(tolerance);
    faults.push(...brokenOf(certificates, tolerance));
    for (const [k, { theorem, verdict }] of certificates.entries()) {
      const failed = failuresOf(fine.certificates[k]!);
      if (isWhole && verdict === "certified" && failed.length > 0) {
        faults.push(`${theorem} certified at ${tolerance} although ${failed.join()} fails`);
      }
    }
  }
  return faults;
}

function brokenOf(certificates: readonly Certificate[], tolerance: number): string[] {
  return certificates
    .filter(({ verdict }) => verdict === "violated")
    .map(({ theorem, margin }) => `${theorem} violated at ${tolerance}: ${JSON.stringify(margin)}`);
}

describe("a coarse tolerance neither breaks a promise nor makes a hypothesis hold", () => {
  it.each(problems)("$name $args", ({ name, args, starts }) => {
    const objective = createObjective(name, args);
    for (const theta0 of starts) {
      for (const method of methods) {
        const until = theta0 === starts[0] ? 3 : 0.5;
        const options = { ...method, theta0, until, norm: objective.dimension > 1 };
        expect(faultsOf(objective, options), JSON.stringify(options)).toEqual([]);
      }
    }
  });

  it.each(COARSE)(
    "Adam on (θ − 4)² from 3.99: what passes through 0 unresolved is not certified at %d",
    (tolerance) => {
      const names = ["h1-theorem-3", "h1-theorem-6", "h1-proposition-4"];
      const options = { optimizer: "adam", lr: 0.1, theta0: [3.99], until: 3, tolerance, theorems: names };
      for (const { theorem, verdict, hypotheses } of certifyProblem(createObjective("quadratic"), options)
        .certificates) {
        expect(verdict, theorem).toBe("not-certified");
        const open = hypotheses.filter(({ name, status }) => status !== "holds" && !aboutRun.includes(name));
        expect(open.map(({ name }) => name)).toEqual([
          theorem === "h1-proposition-4" ? "step-control" : "shift-defect",
        ]);
      }
    },
  );
});

describe("Proposition 4 asks for windows [t, t + lr]", () => {
  const certificateOf = (until: number) => {
    const options = { optimizer: "adam", lr: 0.1, theta0: [1], until, theorems: ["h1-proposition-4"] };
    return certifyProblem(createObjective("quadratic"), options).certificates[0]!;
  };

  it.each([0.05, 0.1])("and is not certified without a whole one: until %d at lr 0.1", (until) => {
    const { verdict, hypotheses } = certificateOf(until);
    expect(verdict).toBe("not-certified");
    expect(hypotheses.filter(({ status }) => status !== "holds").map(({ name }) => name)).toEqual(["step-control"]);
  });

  it("and is certified where there are some", () => {
    expect(certificateOf(0.3).verdict).toBe("certified");
  });
});
