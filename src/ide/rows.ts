import { rowOf, zeros } from "../numeric/index.js";
import type { Coupling } from "./collocation.js";
import { linearCoupling, nonlinearCoupling, type StencilNode } from "./coupling.js";
import { createPanels, type PanelMaker } from "./panels.js";
import type { Rule } from "./rule.js";
import { divideStretch, orient } from "./stretches.js";
import type { System } from "./system.js";

/** Elements on which a solution is unknown, and points at which its integrals are wanted. */
export interface Grid {
  readonly rule: Rule;
  readonly breaks: ArrayLike<number>;
  readonly xs: Float64Array;
  /** Writes a guess of y(s), by which the panels of a nonlinear kernel are chosen. */
  guess(s: number, out: Float64Array): void;
}

/** Integrals over elements with unknown values. */
export interface RowMaker {
  readonly panels: PanelMaker;
  /** Says how large the solution is: the values of a nonlinear kernel are what it is made of. */
  setSize(sup: number): void;
  /** The part of the integrals at `grid.xs` that lies in the elements of the grid. */
  couple(grid: Grid): Coupling;
}

/** Makes rows with panels that resolve kernels to `resolution` of their integrals. */
export function createRows(system: System, rule: Rule, resolution: number): RowMaker {
  const size = system.nonlinearKernel ? system.q : system.size;
  const panels = createPanels(system, { size, gauss: rule.gauss, resolution });
  return {
    panels,
    setSize(sup) {
      if (system.nonlinearKernel) panels.negligible = (0.1 * resolution * sup) / (system.end - system.start);
    },
    couple: (grid) =>
      system.nonlinearKernel
        ? nonlinearCoupling(system, grid.xs, stencilRows(system, panels, grid))
        : linearCoupling(system, grid.xs.length, weightRows(system, panels, grid)),
  };
}

/**
 * Weights of the nodes of all elements in the integrals at `grid.xs`, row-major `xs × nodes × size`.
 *
 * They come from moments: the integral of the kernel times each Legendre polynomial.
 */
export function weightRows(system: System, maker: PanelMaker, { rule, breaks, xs }: Omit<Grid, "guess">): Float64Array {
  const { size } = system;
  const { p, legendre } = rule;
  const N = (breaks.length - 1) * p;
  const W = zeros(xs.length * N * size);
  const moments = zeros(p);
  const limits = zeros(2);
  let buffer = zeros(0);
  xs.forEach((x, i) => {
    system.limits(x, limits);
    const { range, sign } = orient(limits);
    for (const { e, from, to } of divideStretch(breaks, x, range)) {
      maker.divide(x, from, to, (s, age, out) => system.kernel(x, s, age, out));
      const { count, s, weights, values } = maker.panels;
      if (buffer.length < 3 * count) buffer = zeros(3 * count);
      const [before, now, z] = [rowOf(buffer, 0, count), rowOf(buffer, 1, count), rowOf(buffer, 2, count)];
      const scale = 2 / (breaks[e + 1]! - breaks[e]!);
      for (let g = 0; g < count; g++) z[g] = (s[g]! - breaks[e]!) * scale - 1;
      for (let k = 0; k < size; k++) {
        for (let g = 0; g < count; g++) {
          before[g] = 0;
          now[g] = sign * weights[g]! * values[g * size + k]!;
        }
        // degree by degree at all nodes at once, so that none has to wait for another
        for (let l = 0; l < p; l++) {
          const ratio = l / (l + 1);
          let moment = 0;
          for (let g = 0; g < count; g++) {
            const value = now[g]!;
            moment += value;
            now[g] = (1 + ratio) * z[g]! * value - ratio * before[g]!;
            before[g] = value;
          }
          moments[l] = moment;
        }
        const at = (i * N + e * p) * size + k;
        for (let l = 0; l < p; l++) {
          const moment = moments[l]!;
          for (let j = 0; j < p; j++) W[at + j * size]! += moment * legendre[l * p + j]!;
        }
      }
    }
  });
  return W;
}

function stencilRows(system: System, maker: PanelMaker, { rule, breaks, xs, guess }: Grid): StencilNode[][] {
  const limits = zeros(2);
  const y = zeros(system.n);
  return Array.from(xs, (x) => {
    system.limits(x, limits);
    const { range, sign } = orient(limits);
    return divideStretch(breaks, x, range).flatMap(({ e, from, to }) => {
      maker.divide(x, from, to, (s, _age, out) => {
        guess(s, y);
        system.nonlinearKernel!(x, s, y, out);
      });
      const { count, s, weights } = maker.panels;
      const width = breaks[e + 1]! - breaks[e]!;
      return Array.from({ length: count }, (_, g) => {
        const basis = zeros(rule.p);
        rule.evaluate((s[g]! - breaks[e]!) / width, basis);
        return { s: s[g]!, weight: sign * weights[g]!, first: e * rule.p, basis };
      });
    });
  });
}
