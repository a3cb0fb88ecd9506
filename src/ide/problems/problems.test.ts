import { describe, expect, it, test } from "vitest";
import type { Kernel } from "../../kernels/index.js";
import { gaussLegendre } from "../../numeric/index.js";
import type { Complex, IntegroDifferentialProblem, Value } from "../problem.js";
import { type BlowUpEntry, blowUps, type ProblemEntry, problems } from "./index.js";

/** Any value as complex numbers: a real component has no imaginary part. */
type Components = Complex[];

const isComplex = (value: unknown): value is Complex => typeof value === "object" && value !== null && "re" in value;
const complexOf = (value: number | Complex): Complex => (isComplex(value) ? value : { re: value, im: 0 });

function componentsOf(value: Value | ArrayLike<number | Complex>): Components {
  return typeof value === "number" || isComplex(value) ? [complexOf(value)] : Array.from(value, complexOf);
}

const multiply = (a: Complex, b: Complex): Complex => ({
  re: a.re * b.re - a.im * b.im,
  im: a.re * b.im + a.im * b.re,
});
const add = (a: Complex, b: Complex): Complex => ({ re: a.re + b.re, im: a.im + b.im });
const modulus = (a: Complex) => Math.hypot(a.re, a.im);

/** `a + factor·b`, where a missing component of `a` is 0. */
const addScaled = (a: Components, b: Components, factor: number): Components =>
  b.map((value, i) => ({ re: (a[i]?.re ?? 0) + factor * value.re, im: (a[i]?.im ?? 0) + factor * value.im }));

/** Components in the shape of `like`, as a field is given its integral. */
function shapeAs(like: Value, components: Components): unknown {
  if (typeof like === "number") return components[0]!.re;
  if (isComplex(like)) return components[0]!;
  return isComplex(like[0]) ? components : components.map(({ re }) => re);
}

/** A kernel's value times an integrand: a number scales it, rows are a matrix. */
function apply(kernel: unknown, integrand: Components): Components {
  if (typeof kernel === "number" || isComplex(kernel)) return integrand.map((f) => multiply(complexOf(kernel), f));
  return Array.from(kernel as ArrayLike<ArrayLike<number | Complex>>, (row) =>
    integrand.reduce((sum, f, j) => add(sum, multiply(complexOf(row[j]!), f)), { re: 0, im: 0 }),
  );
}

/** What stands under the integral at s = x − age, without the declared singularity. */
function integrandAt({ problem, exact }: Substituted, x: number, age: number): Components {
  const s = Math.min(problem.end, Math.max(problem.start, x - age));
  const y = exact(s);
  if (problem.nonlinearKernel) return componentsOf(problem.nonlinearKernel(x, s, y));
  const integrand = componentsOf(problem.integrand ? problem.integrand(y) : y);
  const { kernel } = problem;
  if (typeof kernel === "function") return apply(kernel(x, s), integrand);
  if (Array.isArray(kernel)) return integrand.map((f, i) => multiply(complexOf(kernel[i].weight(age)), f));
  return apply((kernel as Kernel).weight(age), integrand);
}

/** Ends of panels in [0, 1]: twenty equal ones, of which the outer two are divided by three again and again. */
function panelEnds(smallest: number): readonly number[] {
  const graded: number[] = [];
  for (let width = 1 / 60; width > smallest; width /= 3) graded.push(width);
  const equal = Array.from({ length: 19 }, (_, i) => (i + 1) / 20);
  return [...graded.toReversed(), ...equal, ...graded.filter((w) => w > 1e-15).map((w) => 1 - w), 1];
}

// what is left out at age 0, where a kernel may be infinite, is 1e-15 of the segment; a declared kernel takes exact ages,
// and one like age^(−½) is followed down to 1e-36
const plainPanels = panelEnds(1e-15);
const finePanels = panelEnds(1e-36);
const rule = gaussLegendre(16);

/** `∫_lower^upper` of the problem by Gauss's rule on panels graded to all ends and kinks, over ages t = x − s. */
function integrate(entry: Substituted, x: number): Components {
  const { problem } = entry;
  const [from, to] = [x - problem.upper(x), x - problem.lower(x)];
  // u = t^(1−γ) takes the singularity away: t^(−γ) dt = du/(1−γ)
  const power = 1 - (problem.singularity ?? 0);
  const [youngest, oldest] = [Math.min(from, to), Math.max(from, to)];
  const inner = [0, ...(entry.kinks ?? []).map((kink) => x - kink)].filter((t) => t > youngest && t < oldest);
  const marks = [youngest, ...inner.sort((a, b) => a - b), oldest].map((t) => (power < 1 ? t ** power : t));
  const panels = typeof problem.kernel === "function" || power < 1 ? plainPanels : finePanels;
  let sum: Components = [];
  for (let i = 1; i < marks.length; i++) {
    const [a, length] = [marks[i - 1]!, marks[i]! - marks[i - 1]!];
    for (let p = 1; p < panels.length; p++) {
      const width = panels[p]! - panels[p - 1]!;
      for (let k = 0; k < rule.nodes.length; k++) {
        const u = a + length * (panels[p - 1]! + width * rule.nodes[k]!);
        const age = power < 1 ? u ** (1 / power) : u;
        sum = addScaled(sum, integrandAt(entry, x, age), (length * width * rule.weights[k]!) / power);
      }
    }
  }
  return from > to ? addScaled([], sum, -1) : sum;
}

/** The derivative of `exact` by Ridders' extrapolation of central differences, inside the nearest kinks and ends. */
function differentiate({ exact, problem, kinks = [] }: Substituted, x: number): Components {
  const room = Math.min(...[problem.start, problem.end, ...kinks].map((end) => Math.abs(x - end)));
  let row: Components[] = [];
  let best: Components = [];
  let error = Infinity;
  for (let i = 0, h = Math.min(0.1, room); i < 24; i++, h /= 1.5) {
    const [ahead, behind] = [componentsOf(exact(x + h)), componentsOf(exact(x - h))];
    const next = [addScaled([], addScaled(ahead, behind, -1), 0.5 / h)];
    for (let j = 1; j <= Math.min(i, 8); j++) {
      const change = addScaled(next[j - 1]!, row[j - 1]!, -1);
      next.push(addScaled(next[j - 1]!, change, 1 / (1.5 ** (2 * j) - 1)));
      // rounding is added, so that two differences which agree by chance do not win
      const rounding = (2e-16 / h) * Math.max(...ahead.map(modulus));
      const distance = Math.max(distanceOf(next[j]!, next[j - 1]!), distanceOf(next[j]!, row[j - 1]!)) + rounding;
      if (distance < error) [error, best] = [distance, next[j]!];
    }
    row = next;
  }
  return best;
}

const distanceOf = (a: Components, b: Components) => Math.max(...addScaled(a, b, -1).map(modulus));

interface Substituted {
  // biome-ignore lint/suspicious/noExplicitAny: entries of all kinds are checked alike
  readonly problem: IntegroDifferentialProblem<any>;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  exact(x: number): any;
  readonly kinks?: readonly number[];
}

/** The largest |y' − right side| at x over the components, relative to 1 plus the sizes of what is added up. */
function residual(entry: Substituted, x: number): number {
  const { problem } = entry;
  const y = entry.exact(x);
  const integral = integrate(entry, x);
  const derivative = differentiate(entry, x);
  if (problem.field) {
    const like = problem.nonlinearKernel ? problem.initial : problem.integrand ? problem.integrand(y) : y;
    const right = componentsOf(problem.field(x, y, shapeAs(like, integral)));
    const size = 1 + Math.max(...right.map(modulus), ...integral.map(modulus));
    return distanceOf(derivative, right) / size;
  }
  const local = componentsOf(problem.local!(x, y));
  const scales = componentsOf((problem.scale?.(x) ?? 1) as Value);
  const scaled = integral.map((value, i) => multiply(scales[i] ?? scales[0]!, value));
  const errors = derivative.map((slope, i) => {
    const difference = modulus(add(slope, multiply({ re: -1, im: 0 }, add(local[i]!, scaled[i]!))));
    return difference / (1 + modulus(slope) + modulus(local[i]!) + modulus(scaled[i]!));
  });
  return Math.max(...errors);
}

/** Shares of the interval: close to its start, where layers are, and spread over it, away from round numbers. */
const shares = [1e-4, 7e-4, 0.004, 0.02, ...Array.from({ length: 12 }, (_, i) => (i + 0.7137) / 12)];

// Rounding of 1e-16 in `exact`, divided by the shortest distance to an end, about 1e-4 of the interval, and enlarged by
// extrapolation, leaves 1e-11 of a derivative; the integral is good to 1e-13. A wrong term shows at its own size.
const tolerance = 1e-10;

function largestResidual(entry: Substituted, until: number): number {
  const { start } = entry.problem;
  return Math.max(...shares.map((share) => residual(entry, start + share * (until - start))));
}

const named = <E extends { readonly name: string }>(entries: readonly E[]) => entries.map((e) => [e.name, e] as const);

describe("test problems", () => {
  test.each<readonly [string, ProblemEntry]>(named(problems))("%s is solved by its solution", (_name, entry) => {
    expect(
      distanceOf(componentsOf(entry.exact(entry.problem.start)), componentsOf(entry.problem.initial)),
    ).toBeLessThan(
      // the rounding of one elementary function
      1e-15,
    );
    expect(largestResidual(entry, entry.problem.end)).toBeLessThan(tolerance);
  });

  test.each<readonly [string, BlowUpEntry]>(named(blowUps))("%s is solved until it blows up", (_name, entry) => {
    expect(componentsOf(entry.exact(entry.problem.start))).toEqual(componentsOf(entry.problem.initial));
    // closer to the pole, differences of any width lose more digits than the tolerance leaves
    expect(largestResidual(entry, 0.95 * entry.blowUpAt)).toBeLessThan(tolerance);
    expect(entry.blowUpAt).toBeLessThan(entry.problem.end);
    const close = componentsOf(entry.exact(entry.blowUpAt * (1 - 1e-8)));
    expect(Math.max(...close.map(modulus))).toBeGreaterThan(1e7);
  });

  it("would be caught with a wrong term", () => {
    const entry = problems.find(({ name }) => name === "volterra-rational")! as ProblemEntry<number>;
    const wrong = { ...entry, problem: { ...entry.problem, scale: () => 1 + 1e-7 } };
    expect(largestResidual(wrong, 2)).toBeGreaterThan(tolerance);
    const other = { ...entry, exact: (x: number) => x + 1e-7 * x * x };
    expect(largestResidual(other, 2)).toBeGreaterThan(tolerance);
  });

  it("have names of their own in kebab case", () => {
    const names = [...problems, ...blowUps].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9.]+)*$/.test(name))).toEqual([]);
  });

  it("have limits inside their intervals, and march exactly where these are not ahead", () => {
    for (const { name, problem, methods } of problems) {
      const { start, end } = problem;
      let isCausal = true;
      for (let i = 0; i <= 200; i++) {
        const x = i === 200 ? end : start + (i / 200) * (end - start);
        for (const limit of [problem.lower(x), problem.upper(x)]) {
          expect(limit >= start && limit <= end, `${name} at ${x}`).toBe(true);
          if (limit > x) isCausal = false;
        }
      }
      expect(methods.includes("marching"), name).toBe(isCausal);
      if (problem.singularity !== undefined) expect(methods).not.toContain("spectral");
    }
  });
});
