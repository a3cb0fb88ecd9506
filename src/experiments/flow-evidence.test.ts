import { describe, expect, it } from "vitest";
import {
  type Certificate,
  certify,
  createMethod,
  type Evidence,
  findStatement,
  type GivenConstants,
  type MethodSettings,
  resolveConstants,
  type Subject,
} from "../certificates/index.js";
import { exponentialKernel } from "../kernels/index.js";
import { nonlocalModel, smoothSignModel } from "../models/index.js";
import {
  doubleWellObjective,
  logisticObjective,
  type Objective,
  quadraticObjective,
  sphereObjective,
} from "../objectives/index.js";
import { solve } from "../solvers/index.js";
import { gatherEvidence } from "./flow-evidence.js";
import { measureGaps } from "./flow-gaps.js";

interface Case {
  readonly theta0: readonly number[];
  readonly until?: number;
  readonly given?: GivenConstants;
  /** In place of what is gathered. */
  readonly evidence?: Pick<Subject, "flow" | "gaps">;
}

function certificateOf(theorem: string, objective: Objective, settings: MethodSettings, options: Case): Certificate {
  const { theta0, until = 1, given = {} } = options;
  const statement = findStatement(theorem);
  const constants = resolveConstants(objective, { given });
  const input = { objective, settings, theta0, until, constants };
  const evidence = options.evidence ?? gatherEvidence(statement.evidence, input);
  return certify(statement, { method: createMethod(settings), objective, constants, profile: null, ...evidence });
}

const adam = { optimizer: "adam", lr: 0.01, beta2: 0.99 };
const rmsprop = { optimizer: "rmsprop", lr: 0.01, beta2: 0.9 };

/** cx², the example of arXiv 2009.06125 after Proposition 4. */
const parabola = (c: number): Objective => ({
  dimension: 1,
  value: ([x]) => c * x! * x!,
  gradient: ([x], out) => {
    out[0] = 2 * c * x!;
  },
  constants: { smoothness: 2 * c, strongConvexity: 2 * c, minimum: 0, minimisers: [[0]] },
});

describe("Proposition 4", () => {
  it.each([0.05, 1, 20])("is exact for %d·x²: Φ = c(x₀ − t)² and T = x₀", (c) => {
    const certificate = certificateOf("m-proposition-4", parabola(c), adam, { theta0: [0.8], until: 1.2 });
    const { constants, promises, verdict } = certificate;
    const { times, bound, value } = promises[0]!;
    expect(verdict).toBe("certified");
    expect(constants.stopping_time!.value).toBeCloseTo(0.8, 12);
    expect(constants.mu!.value).toBeCloseTo(4 * c, 12);
    expect(constants.epsilon!.value).toBe(0);
    times.forEach((t, k) => {
      // at the start nothing is promised
      if (t === 0) return;
      const limit = c * Math.max(0, 0.8 - t) ** 2;
      // c ≤ 20, so that rounding of θ and t is worth a few 1e-15
      expect(bound[k]!).toBeCloseTo(limit, 12);
      expect(value[k]!).toBeCloseTo(limit, 12);
    });
  });

  it("holds in ten dimensions, from far away and at the minimiser", () => {
    for (const theta0 of [1, 50, 0]) {
      const objective = sphereObjective(10);
      const start = new Array<number>(10).fill(theta0);
      const { verdict } = certificateOf("m-proposition-4", objective, rmsprop, { theta0: start, until: 3 });
      expect(verdict).toBe("certified");
    }
  });

  it("shows a constant that was given too large as violated", () => {
    const { constants: _, ...anonymous } = parabola(1);
    const given = { pl: 4, minimum: 0 };
    expect(certificateOf("m-proposition-4", anonymous, adam, { theta0: [1], given }).verdict).toBe("violated");
  });
});

describe("Proposition 3", () => {
  it("has the horizon and the slope of its formulas", () => {
    // g = −6, falling: c = M = 6, L = 2, d = 1
    const { verdict, constants, promises } = certificateOf("m-proposition-3", quadraticObjective(), adam, {
      theta0: [1],
    });
    expect(verdict).toBe("certified");
    // c is a billionth below the least |g|
    expect(constants.tau_max!.value).toBeCloseTo(6 ** 3 / (32 * 36 * 2), 8);
    expect(constants.slope!.value).toBeCloseTo((54 * 6 ** 3 * 2) / 6 ** 4, 6);
    expect(promises[0]!.times.at(-1)!).toBeCloseTo(0.09375, 6);
  });

  it.each([
    ["sphere", sphereObjective(3), [1, -2, 0.5]],
    ["logistic", logisticObjective(), [0.3, -0.2, 0.1]],
    ["a negative curvature", doubleWellObjective(), [0.3]],
  ] as const)("holds on %s, for memories of all lengths", (_name, objective, theta0) => {
    const given = { smoothness: objective.constants?.smoothness ?? 1 };
    for (const [beta1, beta2] of [
      [0.9, 0.999],
      [0, 0.5],
      [0.99, 0],
    ]) {
      const settings = { optimizer: "adam", lr: 0.01, beta1: beta1!, beta2: beta2! };
      const { verdict, margin } = certificateOf("m-proposition-3", objective, settings, { theta0, given });
      expect(verdict).toBe("certified");
      // the proof is generous
      expect(margin!.worst).toBeGreaterThan(0.5);
    }
  });

  it("asks that no component of the gradient is 0", () => {
    const certificate = certificateOf("m-proposition-3", sphereObjective(2), adam, { theta0: [1, 0] });
    expect(certificate).toMatchObject({ verdict: "not-certified", margin: null });
    expect(certificate.hypotheses[0]).toMatchObject({ name: "gradient-away-from-zero", status: "fails", value: 0 });
  });

  it("is violated by another flow: squares remembered at twice the rate of their correction", () => {
    const objective = quadraticObjective();
    const model = nonlocalModel(objective, {
      optimizer: "general",
      lr: 0.01,
      epsilon: 0,
      kernel1: exponentialKernel({ rate: 10 }),
      kernel2: exponentialKernel({ rate: 2 }),
      biasCorrection: true,
      beta1: Math.exp(-0.1),
      beta2: Math.exp(-0.01),
      shifted: false,
    });
    const flow = { trajectory: solve(model, { initial: [1], until: 0.09 }), epsilon: 0 };
    const { verdict } = certificateOf("m-proposition-3", objective, adam, { theta0: [1], evidence: { flow } });
    expect(verdict).toBe("violated");
  });
});

describe("Propositions 1 and 2", () => {
  const gather = (evidence: Evidence, settings: MethodSettings, until = 2) => {
    const objective = quadraticObjective();
    const constants = resolveConstants(objective);
    return gatherEvidence(evidence, { objective, settings, theta0: [1], until, constants });
  };

  it("have first order for Adam with fixed rates, and order one half for RMSProp, whose start is like √t", () => {
    const orderOf = (settings: MethodSettings) =>
      certificateOf("m-proposition-2", quadraticObjective(), settings, { theta0: [1] }).constants.order!.value;
    expect(orderOf({ optimizer: "adam", lr: 0.02 })).toBeCloseTo(1, 1);
    expect(orderOf({ optimizer: "rmsprop", lr: 0.02, beta2: 0.99 })).toBeCloseTo(0.5, 1);
  });

  it.each(["m-proposition-1", "m-proposition-2"])("%s is certified for both algorithms", (theorem) => {
    for (const settings of [adam, rmsprop, { optimizer: "adam", lr: 0.05, beta1: 0, beta2: 0.9 }]) {
      for (const objective of [quadraticObjective(), sphereObjective(3)]) {
        const theta0 = new Array<number>(objective.dimension).fill(1);
        const { verdict, constants } = certificateOf(theorem, objective, settings, { theta0, until: 2 });
        expect(verdict).toBe("certified");
        expect(constants.order!.value).toBeGreaterThan(0.3);
      }
    }
  });

  it("compare both sides at one ε, the method's own unless it is 0, and say so", () => {
    const own = certificateOf("m-proposition-1", quadraticObjective(), rmsprop, { theta0: [1] });
    expect(own.constants.epsilon!.value).toBe(1e-8);
    expect(own.notes.join(" ")).not.toMatch("compared at");
    const none = { ...rmsprop, epsilon: 0 };
    const { constants, notes } = certificateOf("m-proposition-1", quadraticObjective(), none, { theta0: [1] });
    expect(constants.epsilon!.value).toBe(1e-8);
    expect(notes.join(" ")).toMatch("compared at ε = 1e-8, not at 0");
    expect(gather("sign-limit", { ...rmsprop, epsilon: 0.2 }).flow!.epsilon).toBe(0.2);
  });

  it("measure the sup over steps: a run of no update stays where it is", () => {
    const { gaps } = gather("sign-limit", { ...rmsprop, lr: 5, epsilon: 0.5 }, 1);
    const flow = solve(smoothSignModel(quadraticObjective(), { epsilon: 0.5 }), { initial: [1], until: 1 });
    expect(gaps![0]).toMatchObject({ lr: 5, at: 1 });
    expect(gaps![0]!.gap).toBeCloseTo(flow.theta.at(-1)! - 1, 6);
  });

  it("are violated by a flow that is not the limit", () => {
    const objective = quadraticObjective();
    const settings = { optimizer: "rmsprop", lr: 0.01, beta2: 0.5, epsilon: 0.01 };
    const other = smoothSignModel(objective, { epsilon: 3 });
    const evidence = measureGaps(
      { objective, theta0: [1], until: 2 },
      {
        method: createMethod(settings),
        holds: "factors",
        solveFlow: (until) => ({ trajectory: solve(other, { initial: [1], until }), epsilon: 0.01 }),
      },
    );
    const { verdict } = certificateOf("m-proposition-1", objective, settings, { theta0: [1], evidence });
    expect(verdict).toBe("violated");
  });

  it("say nothing of a learning rate that is not small, nor of an algorithm that they do not name", () => {
    const { gaps } = gather("flow-limit", rmsprop);
    const evidence = { flow: gather("flow-limit", rmsprop).flow!, gaps: gaps!.slice(0, 2) };
    const certificate = certificateOf("m-proposition-2", quadraticObjective(), rmsprop, { theta0: [1], evidence });
    expect(certificate.verdict).toBe("not-certified");
    expect(certificate.hypotheses.find(({ status }) => status !== "holds")).toMatchObject({
      name: "small-learning-rates",
      status: "unknown",
    });
    expect(
      findStatement("m-proposition-1").excludes(createMethod({ optimizer: "adagrad", lr: 0.1 }), 1),
    ).not.toBeNull();
  });

  it("end soon where they are cancelled", () => {
    const objective = quadraticObjective();
    const constants = resolveConstants(objective);
    const input = { objective, settings: adam, theta0: [1], until: 3, constants, isCancelled: () => true };
    expect(gatherEvidence("flow-limit", input).gaps).toEqual([]);
    expect(gatherEvidence("sign-flow", input).flow!.trajectory.status).toBe("interrupted");
  });

  it("need nothing for what is held against the method's own run", () => {
    expect(gather("none", adam)).toEqual({});
    expect(gather("trajectory", adam)).toEqual({});
  });
});
