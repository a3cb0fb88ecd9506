import { rowOf, zeros } from "../numeric/index.js";
import type { Coupling } from "./collocation.js";
import { addProduct, writeSignals } from "./coupling.js";
import { createReader, type Pieces } from "./pieces.js";
import { createRows } from "./rows.js";
import { divideStretch, orient, type Stretch } from "./stretches.js";
import type { System } from "./system.js";

/** An element that is being solved: [x, x + h], with its nodes. */
export interface OpenElement {
  readonly x: number;
  readonly h: number;
  readonly xs: Float64Array;
  /** max(1, sup |y|) so far. */
  readonly sup: number;
  /** Writes a guess of y(s) in the element. */
  guess(s: number, out: Float64Array): void;
}

/** How marching takes integrals over what it has solved. */
export interface History {
  readonly kind: "realization" | "convolution" | "direct";
  /** Writes the integrals over all elements before this one into `past` (`p × q`); returns those over the element itself. */
  open(element: OpenElement, past: Float64Array): Coupling;
  /** Takes in the last element of the pieces. */
  accept(): void;
  /** The largest share of an integral that was missed. */
  missed(): number;
}

/** Every integral anew, element by element: any kernel, any limits, O(N²). */
export function directHistory(system: System, pieces: Pieces, resolution: number): History {
  const { rule } = pieces;
  const { n, m } = system;
  const rows = createRows(system, rule, resolution);
  // the panels of a nonlinear kernel in the open element follow a guess: what they miss says nothing
  const past = system.nonlinearKernel ? createRows(system, rule, resolution) : rows;
  const { panels, missed } = past.panels;
  const reader = createReader(pieces);
  const limits = zeros(2);
  const basis = zeros(rule.p);
  const vector = zeros(Math.max(n, m));
  const perPanel = rule.gauss.nodes.length;
  /** Signals at the nodes of each element, and at those of its Gauss rule. */
  const signals: Float64Array[] = [];
  const atGauss: Float64Array[] = [];

  const combine = (rowsOf: Float64Array, at: number, signal: Float64Array, out: Float64Array) => {
    out.fill(0);
    for (let j = 0; j < rule.p; j++) {
      for (let k = 0; k < m; k++) out[k]! += rowsOf[at + j]! * signal[j * m + k]!;
    }
  };

  const addLinear = (x: number, { e, from, to }: Stretch, out: Float64Array) => {
    past.panels.divide(x, from, to, (s, age, value) => system.kernel(x, s, age, value));
    const [left, right] = [pieces.breaks[e]!, pieces.breaks[e + 1]!];
    const isWhole = panels.isWhole && from === left && to === right;
    for (let g = 0; g < panels.count; g++) {
      const data = isWhole ? atGauss[e]! : vector;
      if (!isWhole) {
        rule.evaluate((panels.s[g]! - left) / (right - left), basis);
        combine(basis, 0, signals[e]!, vector);
      }
      const weight = { kernel: panels.values, at: g * system.size, factor: panels.weights[g]! };
      addProduct(system, weight, { data, at: isWhole ? g * m : 0 }, { data: out, at: 0 });
    }
  };

  const addNonlinear = (x: number, { e, from, to }: Stretch, out: Float64Array) => {
    past.panels.divide(x, from, to, (s, _age, value) => {
      reader.valueIn(e, s, vector);
      system.nonlinearKernel!(x, s, vector, value);
    });
    for (let g = 0; g < panels.count; g++) {
      for (let c = 0; c < out.length; c++) out[c]! += panels.weights[g]! * panels.values[g * out.length + c]!;
    }
  };

  return {
    kind: "direct",
    missed,
    open({ x, xs, sup, guess }, integrals) {
      integrals.fill(0);
      rows.setSize(sup);
      past.setSize(sup);
      xs.forEach((node, i) => {
        system.limits(node, limits);
        const { range, sign } = orient(limits);
        const out = rowOf(integrals, i, system.q);
        for (const stretch of pieces.left.length > 0 ? divideStretch(pieces.breaks, node, range) : []) {
          (system.nonlinearKernel ? addNonlinear : addLinear)(node, stretch, out);
        }
        for (let c = 0; c < out.length; c++) out[c]! *= sign;
      });
      return rows.couple({ rule, breaks: [x, xs.at(-1)!], xs, guess });
    },
    accept() {
      if (system.nonlinearKernel) return;
      const signal = zeros(rule.p * m);
      writeSignals(system, pieces.values.at(-1)!, signal);
      signals.push(signal);
      const gauss = zeros(perPanel * m);
      for (let g = 0; g < perPanel; g++) {
        combine(rule.atGauss, g * rule.p, signal, rowOf(gauss, g, m));
      }
      atGauss.push(gauss);
    },
  };
}
