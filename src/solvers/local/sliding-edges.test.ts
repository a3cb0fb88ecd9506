import { describe, expect, it } from "vitest";
import { signFlowModel } from "../../models/index.js";
import { type Objective, quadraticObjective, rosenbrockObjective } from "../../objectives/index.js";
import { createDenseSampler } from "../../trajectory/index.js";
import { slidingIntegrator } from "./sliding.js";

type Gradient = (x: Float64Array) => readonly number[];

/** An objective of which only the gradient matters, without a Hessian unless one is given. */
function byGradient(dimension: number, gradient: Gradient, hessian?: Gradient): Objective {
  return {
    dimension,
    value: () => 0,
    gradient: (x, out) => out.set(gradient(x)),
    ...(hessian && { hessian: (x: Float64Array, out: Float64Array) => out.set(hessian(x)) }),
  };
}

function flow(objective: Objective, initial: readonly number[], until: number, isCancelled = () => false) {
  const run = slidingIntegrator.integrate(signFlowModel(objective), {
    initial: Float64Array.from(initial),
    until,
    tolerance: 1e-10,
    onProgress: () => {},
    isCancelled,
  });
  const end = new Float64Array(initial.length);
  if (run.dense.breaks.length > 1) createDenseSampler(run.dense).state(run.dense.breaks.at(-1)!, end);
  return { ...run, end: Array.from(end) };
}

describe("slidingIntegrator where the solution is not unique", () => {
  it("stays on a ridge that nothing pushes it from", () => {
    const saddle = byGradient(2, ([x, y]) => [2 * x!, -2 * y!], () => [2, 0, 0, -2]); // biome-ignore format: a matrix
    const { event, end } = flow(saddle, [1, 0], 3);
    expect([event, end]).toEqual([{ kind: "at rest", time: 1, size: 0 }, [0, 0]]);
  });

  it("leaves a ridge to the side where its gradient would push", () => {
    // g_y = −2y + x/2 is 0 at the start and falls as x does, so that y rises
    const saddle = byGradient(2, ([x, y]) => [2 * x! + y! / 2, x! / 2 - 2 * y!], () => [2, 0.5, 0.5, -2]); // biome-ignore format: a matrix
    const { end } = flow(saddle, [1, 0.25], 0.5);
    expect(end).toEqual([0.5, 0.75]);
  });

  it("shares equally what several coordinates can do: (x + y − z)² + z²", () => {
    const gradient: Gradient = ([x, y, z]) => {
      const r = 2 * (x! + y! - z!);
      return [r, r, 2 * z! - r];
    };
    const objective = byGradient(3, gradient, () => [2, 2, -2, 2, 2, -2, -2, -2, 4]);
    // z moves alone: x and y follow at half its speed each
    const { event, end } = flow(objective, [1, 1, 2], 5);
    expect(event).toEqual({ kind: "at rest", time: 2, size: 0 });
    expect(end).toEqual([0, 0, 0]);
  });
});

describe("slidingIntegrator at the edge of sliding", () => {
  it("takes a touch for nothing", () => {
    const { status, end } = flow(byGradient(2, ([, y]) => [(y! - 0.5) ** 2, 1], ([, y]) => [0, 2 * y! - 1, 0, 0]), [1, 1], 3); // biome-ignore format: a matrix
    expect([status, end]).toEqual(["completed", [-2, -2]]);
  });

  it("slides at the greatest speed there is", () => {
    const { end, statistics } = flow(byGradient(2, ([x, y]) => [x! - y!, 1], () => [1, -1, 0, 0]), [1, 1], 3); // biome-ignore format: a matrix
    expect([end, statistics.accepted]).toEqual([[-2, -2], 1]);
  });

  it("finds a close pair of crossings", () => {
    // g_x is negative for |t − 1| < 1e-4 only, on a range of 1: x turns, and turns back
    const { end } = flow(
      byGradient(2, ([, y]) => [y! ** 2 - 1e-8, 1]),
      [0, 1],
      2,
    );
    // where it turns g changes by 1e-4 of its largest, and is known to the 1e-16 of it
    expect(Math.abs(end[0]! - (-2 + 4e-4))).toBeLessThan(1e-11);
  });
});

describe("slidingIntegrator with gradients that are not smooth", () => {
  it.each([
    ["|x − ⅓|", (x: number) => Math.sign(x - 1 / 3), 2 / 3],
    ["max(x, 0)²", (x: number) => 2 * Math.max(x, 0), 1],
    ["|x|^1.5", (x: number) => 1.5 * Math.sign(x) * Math.sqrt(Math.abs(x)), 1],
  ])("%s rests where its gradient first vanishes", (_name, derivative, time) => {
    const { event } = flow(byGradient(1, ([x]) => [derivative(x!)]), [1], 3); // biome-ignore format: a call
    expect(event?.kind).toBe("at rest");
    // the last digits of t
    expect(Math.abs(event!.time - time)).toBeLessThan(1e-14);
  });

  it("rests where curvature is infinite", () => {
    const { event } = flow(
      byGradient(2, ([x, y]) => [Math.cbrt(x!), y!], ([x]) => [1 / (3 * Math.cbrt(x!) ** 2), 0, 0, 1]), // biome-ignore format: a matrix
      [1, 2],
      3,
    );
    expect(event).toEqual({ kind: "at rest", time: 2, size: 0 });
  });

  it("ends where the gradient does", () => {
    const root = flow(byGradient(1, ([x]) => [0.5 / Math.sqrt(x!)]), [1], 5); // biome-ignore format: a call
    expect([root.status, root.event?.kind]).toEqual(["diverged", "non-finite gradient"]);
    // as far as numbers of the size of 1 − t go
    expect(Math.abs(root.event!.time - 1)).toBeLessThan(1e-14);
    const none = flow(byGradient(1, () => [Number.NaN]), [1], 5); // biome-ignore format: a call
    expect([none.status, none.event]).toEqual(["diverged", { kind: "non-finite gradient", time: 0, size: 1 }]);
  });

  it("gives up on noise", () => {
    const { status } = flow(byGradient(1, ([x]) => [1 + Math.sin(1e17 * x!) / 2]), [1], 3); // biome-ignore format: a call
    expect(status).toBe("not-converged");
  });
});

describe("slidingIntegrator", () => {
  it("does without a Hessian", () => {
    const { gradient } = rosenbrockObjective();
    const { event } = flow({ dimension: 2, value: () => 0, gradient }, [0.1, 0], 4);
    expect(event?.kind).toBe("at rest");
    // positions come from the gradient itself; see the test with a Hessian
    expect(Math.abs(event!.time - 1.15)).toBeLessThan(1e-12);
  });

  it("keeps what there is when it is cancelled", () => {
    let asked = 0;
    const { status, dense } = flow(rosenbrockObjective(), [-1.2, 1], 4, () => ++asked > 4);
    expect([status, dense.breaks.length]).toEqual(["interrupted", 5]);
  });

  it("counts what it does", () => {
    const { statistics } = flow(quadraticObjective(), [1], 5);
    expect(statistics).toMatchObject({ accepted: 1, rejected: 0, jacobians: 2 });
    expect(statistics.evaluations).toBeGreaterThan(9);
  });
});
