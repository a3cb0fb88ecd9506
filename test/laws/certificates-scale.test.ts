import { describe, expect, it } from "vitest";
import { type CertifyOptions, certifyProblem } from "../../src/experiments/certify-problem.js";
import {
  type Certificate,
  illConditionedObjective,
  type Objective,
  quadraticObjective,
  statements,
} from "../../src/index.js";

const theorems = statements.filter(({ paper }) => paper === "2411.09734").map(({ name }) => name);

interface Change {
  /** f is multiplied by this. */
  readonly factor?: number;
  /** Added to every parameter of the minimiser, and of the start. */
  readonly shift?: number;
  /** Added to f. */
  readonly offset?: number;
}

/** factor·f(θ − shift) + offset, with the constants that follow. */
function changed(objective: Objective, { factor = 1, shift = 0, offset = 0 }: Change): Objective {
  const { smoothness, strongConvexity, minimisers, minimum } = objective.constants!;
  const back = (theta: Float64Array) => theta.map((value) => value - shift);
  return {
    dimension: objective.dimension,
    value: (theta) => factor * objective.value(back(theta)) + offset,
    gradient(theta, out) {
      objective.gradient(back(theta), out);
      for (let i = 0; i < out.length; i++) out[i]! *= factor;
    },
    constants: {
      smoothness: factor * smoothness!,
      strongConvexity: factor * strongConvexity!,
      pl: factor * strongConvexity!,
      minimisers: minimisers!.map((place) => place.map((value) => value + shift)),
      minimum: factor * minimum! + offset,
    },
  };
}

interface Run {
  readonly objective: Objective;
  readonly theta0: readonly number[];
  readonly options: CertifyOptions;
}

function certificatesOf({ objective, theta0, options }: Run, change: Change): readonly Certificate[] {
  const { factor = 1, shift = 0 } = change;
  return certifyProblem(changed(objective, change), {
    ...options,
    theorems,
    theta0: theta0.map((value) => value + shift),
    // steps are the same where ε grows with g
    epsilon: factor * (options.epsilon ?? 1e-8),
  }).certificates;
}

const verdictsOf = (certificates: readonly Certificate[]) =>
  Object.fromEntries(certificates.map(({ theorem, verdict }) => [theorem, verdict]));

const parabola = { objective: quadraticObjective(), theta0: [1] };
const bowl = { objective: illConditionedObjective(3, 20), theta0: [1, -2, 0.5] };

/**
 * Short enough that every run still moves at its end. Moved by 1000, a run is resolved a thousand times worse, as the
 * solver's tolerance is relative to 1 + |θ|: near its rest nothing would be left. β = (0.99, 0.9) fails the scalar condition.
 */
const runs: readonly (Run & { readonly title: string })[] = [
  { optimizer: "adagrad", lr: 0.5, until: 3 },
  { optimizer: "adagrad", lr: 0.5, until: 3, shifted: false, epsilon: 0 },
  { optimizer: "rmsprop", lr: 0.1, beta2: 0.9, until: 2 },
  { optimizer: "rmsprop", lr: 0.1, beta2: 0.9, until: 2, shifted: false, epsilon: 1e-3 },
  { optimizer: "adam", lr: 0.05, until: 0.6 },
  { optimizer: "adam", lr: 0.05, beta1: 0, beta2: 0.99, until: 0.6, epsilon: 0.1 },
  { optimizer: "adam", lr: 0.05, beta1: 0.99, beta2: 0.9, until: 0.6 },
  { optimizer: "adam", lr: 0.1, until: 5 },
].flatMap((options) =>
  [parabola, bowl].map((problem) => ({
    ...problem,
    options: { ...options, norm: problem.objective.dimension > 1 },
    title: `${problem.objective.dimension}: ${JSON.stringify(options)}`,
  })),
);

describe("the verdict on a quadratic does not depend on units", () => {
  it.each(runs)("of f or the origin of θ, dimension $title", (run) => {
    const verdicts = verdictsOf(certificatesOf(run, {}));
    // without a statement about the equation there would be little to lose
    const isFailing = run.options.beta1 === 0.99;
    const theorem = run.options.optimizer === "adam" ? "h1-theorem-3" : "h1-theorem-2";
    expect(verdicts[theorem]).toBe(isFailing ? "not-certified" : "certified");
    for (const change of [{ factor: 1e-6 }, { factor: 1e6 }, { shift: 1e3 }, { shift: -1e3 }]) {
      expect(verdictsOf(certificatesOf(run, change)), JSON.stringify(change)).toEqual(verdicts);
    }
  });

  it.each(runs)("and a large constant in f breaks no promise, dimension $title", (run) => {
    for (const offset of [1e8, -1e8]) {
      const broken = certificatesOf(run, { offset }).filter(({ verdict }) => verdict === "violated");
      expect(broken.map(({ theorem, margin }) => `${theorem} ${JSON.stringify(margin)}`)).toEqual([]);
    }
  });
});
