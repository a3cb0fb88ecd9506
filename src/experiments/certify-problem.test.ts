import { describe, expect, it } from "vitest";
import { doubleWellObjective, quadraticObjective } from "../objectives/index.js";
import { type CertifyOptions, certifyProblem } from "./certify-problem.js";

const rmsprop: CertifyOptions = { optimizer: "rmsprop", lr: 0.1, theta0: [1], until: 3 };
/** (θ − 4)², of which nothing is declared. */
const { constants: _, ...bare } = quadraticObjective();

describe("the run", () => {
  it.each(["fast", "reference"])("%s: promises reach to the end, and memories beyond it are there", (solver) => {
    const result = certifyProblem(quadraticObjective(), { ...rmsprop, solver, theorems: ["h1-theorem-2"] });
    const [{ promises, verdict }] = result.certificates as [(typeof result.certificates)[number]];
    expect(verdict).toBe("certified");
    for (const { times } of promises) expect(times.at(-1)).toBeCloseTo(3, 12);
  });

  it("of an algorithm has one step more than its promises", () => {
    const result = certifyProblem(quadraticObjective(), { ...rmsprop, model: "discrete", theorems: ["h1-lemma-3"] });
    expect(result.trajectory!.times).toHaveLength(32);
    expect(result.certificates[0]!.promises[0]!.times).toHaveLength(31);
  });

  it("of an algorithm is certified by all statements, also by those about flows, which have no steps", () => {
    const settings = { ...rmsprop, model: "discrete", until: 1, estimate: true };
    const { certificates } = certifyProblem(quadraticObjective(), settings);
    expect(certificates.find(({ theorem }) => theorem === "m-proposition-1")!.promises.length).toBeGreaterThan(0);
  });

  it("is not made for statements about the method alone, but used where it is possible", () => {
    const adam = { optimizer: "adam", lr: 0.1, theorems: ["h1-lemma-4"] };
    expect(certifyProblem(null, adam).trajectory).toBeNull();
    expect(certifyProblem(quadraticObjective(), adam).certificates[0]!.promises).toEqual([]);
    const held = certifyProblem(quadraticObjective(), { ...rmsprop, ...adam });
    expect(held.certificates[0]!.promises.map(({ name }) => name)).toEqual(["growth"]);
  });

  it("that starts where the objective is not finite certifies nothing", () => {
    const nowhere = { dimension: 1, value: () => Number.NaN, gradient: () => {} };
    const settings = { ...rmsprop, model: "discrete", estimate: true, theorems: ["h1-lemma-3"] };
    const { certificates, trajectory } = certifyProblem(nowhere, settings);
    expect(trajectory!.status).toBe("diverged");
    expect(certificates[0]!.verdict).toBe("not-certified");
  });
});

describe("constants", () => {
  it("are named if they are missing, before anything is evaluated", () => {
    const untouched = {
      ...bare,
      value: () => expect.unreachable(),
      gradient: () => expect.unreachable(),
    };
    expect(() => certifyProblem(untouched, { ...rmsprop, theorems: ["h1-theorem-2"] })).toThrow(
      "Cannot certify h1-theorem-2 as smoothness, strongConvexity and minimum must be given, unless estimate is: current value is missing",
    );
  });

  it("that are missing leave their statements out where that is asked for, each with what it lacks", () => {
    const { certificates, left } = certifyProblem(bare, { ...rmsprop, leaveOut: true });
    expect(left.find(({ theorem }) => theorem === "h1-theorem-2")?.lacks).toEqual([
      "smoothness",
      "strongConvexity",
      "minimum",
    ]);
    expect(certificates.map(({ theorem }) => theorem)).not.toContain("h1-theorem-2");
    expect(certificates.find(({ theorem }) => theorem === "h1-lemma-2")?.verdict).toBe("certified");
  });

  it("of statements that do not speak of the method are not asked for", () => {
    const { certificates } = certifyProblem(bare, { ...rmsprop, theorems: ["h1-theorem-3"] });
    expect(certificates[0]!.verdict).toBe("not-applicable");
  });

  it("are estimated where that is allowed, and those that were given stay", () => {
    const theorems = ["h1-theorem-2"];
    const { certificates } = certifyProblem(bare, { ...rmsprop, theorems, estimate: true, given: { smoothness: 3 } });
    const { L, mu } = certificates[0]!.constants;
    expect(L).toMatchObject({ value: 3, source: "given" });
    // the Hessian is 2 everywhere
    expect(mu).toMatchObject({ value: expect.closeTo(2, 9), source: "estimated" });
  });
});

describe("an interruption", () => {
  it("leaves out what was not looked at", () => {
    const { certificates, interrupted } = certifyProblem(doubleWellObjective(), {
      ...rmsprop,
      estimate: true,
      theorems: ["h1-lemma-2", "h1-theorem-3", "h1-theorem-5"],
      isCancelled: () => true,
    });
    expect(interrupted).toBe(true);
    expect(certificates.map(({ theorem }) => theorem)).toEqual(["h1-lemma-2", "h1-theorem-3"]);
  });
});

it("all statements without an objective are those that need none; what the others lack is said", () => {
  const { certificates, left } = certifyProblem(null, { optimizer: "adam", lr: 0.1 });
  expect(certificates.map(({ theorem }) => theorem)).toContain("h1-lemma-4");
  expect(left).toContainEqual({
    theorem: "h1-theorem-3",
    lacks: ["objective", "theta0", "until", "smoothness", "strongConvexity", "minimum"],
  });
});

it("progress rises to 1", () => {
  const seen: number[] = [];
  certifyProblem(bare, { ...rmsprop, estimate: true, onProgress: (fraction) => seen.push(fraction) });
  expect(seen.length).toBeGreaterThan(3);
  expect(seen.at(-1)).toBeCloseTo(1, 12);
  for (const [k, fraction] of seen.entries()) expect(fraction).toBeGreaterThanOrEqual(seen[k - 1] ?? 0);
});
