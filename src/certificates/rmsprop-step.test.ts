import { describe, expect, it } from "vitest";
import { type Objective, quadraticObjective, randomQuadraticObjective } from "../objectives/index.js";
import { rmspropOptimizer, run } from "../optimizers/index.js";
import { createMethod } from "./method.js";
import type { GivenConstants } from "./problem-constants.js";
import { createProfile } from "./profile.js";
import { resolveConstants } from "./resolve-constants.js";
import { rmspropStep } from "./rmsprop-step.js";

interface Case {
  readonly lr: number;
  readonly epsilon: number;
  readonly beta2?: number;
  readonly given?: GivenConstants;
}

function certificateOf(objective: Objective, { given = {}, ...settings }: Case) {
  const method = createMethod({ optimizer: "rmsprop", discrete: true, ...settings });
  const theta0 = new Array<number>(objective.dimension).fill(1);
  const trajectory = run(objective, rmspropOptimizer(settings), { theta0, steps: 3000 });
  const profile = createProfile(objective, trajectory, method);
  return rmspropStep.certify({ method, objective, constants: resolveConstants(objective, { given }), profile });
}

describe("the step size of RMSProp", () => {
  it.each([0, 0.5, 0.99])("makes f fall in every step right below 2ε/L, β2 = %d", (beta2) => {
    for (const objective of [quadraticObjective(), randomQuadraticObjective(4, 3)]) {
      const epsilon = 0.05;
      const lr = 0.999 * ((2 * epsilon) / objective.constants!.smoothness!);
      expect(certificateOf(objective, { lr, epsilon, beta2 }).verdict).toBe("certified");
    }
  });

  it("is sharp: half a per cent above it there is a cycle of size η/2 − ε/L, on which f rises", () => {
    const epsilon = 0.1;
    const lr = 1.005 * epsilon; // L = 2
    const { verdict, hypotheses, promises } = certificateOf(quadraticObjective(), { lr, epsilon });
    expect(verdict).toBe("not-certified");
    expect(hypotheses.find(({ status }) => status !== "holds")).toMatchObject({
      name: "step-below-threshold",
      value: lr,
    });
    expect(promises).toHaveLength(1);
    // from far away the run can meet the minimiser to rounding and stay there: the cycle is met from beside it
    const { theta } = run(quadraticObjective(), rmspropOptimizer({ lr, epsilon, beta2: 0.5 }), {
      theta0: [4.001],
      steps: 20_000,
    });
    expect(Math.abs(theta.at(-1)! - 4)).toBeCloseTo(lr / 2 - epsilon / 2, 9);
  });

  it("shows a smoothness that was given too small as violated", () => {
    const { constants: _, ...anonymous } = quadraticObjective();
    const given = { smoothness: 0.9, strongConvexity: 0.9 };
    expect(certificateOf(anonymous, { lr: 0.2, epsilon: 0.1, beta2: 0.5, given }).verdict).toBe("violated");
  });

  it("is not certified where strong convexity is not known", () => {
    const method = createMethod({ optimizer: "rmsprop", lr: 1e-10 });
    const constants = resolveConstants(null, { given: { smoothness: 1 } });
    const certificate = rmspropStep.certify({ method, objective: null, constants, profile: null });
    expect(certificate.verdict).toBe("not-certified");
    expect(certificate.hypotheses.map(({ status }) => status)).toEqual(["holds", "unknown", "holds"]);
  });
});
