import { type GaussRule, gaussJacobi, zeros } from "../numeric/index.js";
import type { System } from "./system.js";

/** Most panels that one row may take; a kernel that needs more has noise or a singularity that was not declared. */
const MOST_PANELS = 1000;
/** Last coefficients that stay as they are when a panel is halved twice are noise below this share of the function. */
const NOISE = 1e-8;

/** A function under an integral over s: `age` is x − s without its rounding. */
export type Integrand = (s: number, age: number, out: Float64Array) => void;

/** Nodes of quadrature for one stretch of s. */
export interface Panels {
  /** Number of nodes. */
  count: number;
  /** Whether there is one undivided panel without a singularity. */
  isWhole: boolean;
  s: Float64Array;
  weights: Float64Array;
  /** `count × size`: the function at the nodes, without weights and without the singularity. */
  values: Float64Array;
}

type Range = readonly [from: number, to: number];

export interface PanelsOptions {
  readonly size: number;
  readonly gauss: GaussRule;
  /** What a panel may miss, relative to the largest integral of |function| met so far. */
  readonly resolution: number;
}

/** Divides stretches of s into panels on which a function is resolved. */
export interface PanelMaker {
  readonly panels: Panels;
  /** What a panel may miss, whatever the integral; 0 at first. */
  negligible: number;
  /** The most that a panel missed after all, relative to the largest integral of |function|. */
  missed(): number;
  /** Fills `panels` for ∫_from^to, of a kernel at x. */
  divide(x: number, from: number, to: number, integrand: Integrand): void;
}

/**
 * Adaptive Gauss quadrature: a panel is halved until the last Legendre coefficients of the function on it are small.
 *
 * A panel that ends at x takes a singularity (x − s)^(−γ) into its weights (Gauss–Jacobi), others take it as a factor.
 */
export function createPanels(system: Pick<System, "gamma">, { size, gauss, resolution }: PanelsOptions): PanelMaker {
  const { gamma } = system;
  const jacobi = gamma > 0 ? gaussJacobi(gauss.nodes.length, gamma) : gauss;
  const perPanel = gauss.nodes.length;
  const panels: Panels = {
    count: 0,
    isWhole: true,
    s: zeros(perPanel),
    weights: zeros(perPanel),
    values: zeros(perPanel * size),
  };
  const entry = zeros(size);
  const singular = zeros(perPanel);
  let scale = 0;
  let missed = 0;
  let left = 0;

  const grow = () => {
    const larger = (data: Float64Array) => {
      const copy = zeros(2 * data.length);
      copy.set(data);
      return copy;
    };
    panels.s = larger(panels.s);
    panels.weights = larger(panels.weights);
    panels.values = larger(panels.values);
  };

  /** Samples one panel after those there are; returns what it misses and what it holds. */
  const sample = (x: number, from: number, to: number, integrand: Integrand) => {
    const isSingular = gamma > 0 && to === x;
    const { nodes, weights, tails } = isSingular ? jacobi : gauss;
    if (panels.s.length < panels.count + perPanel) grow();
    const width = to - from;
    const factor = isSingular ? width ** (1 - gamma) : width;
    let sum = 0;
    let sup = 0;
    for (let g = 0; g < perPanel; g++) {
      const at = panels.count + g;
      const age = x - to + nodes[g]! * width;
      integrand(to - nodes[g]! * width, age, entry);
      // away from x the singularity is part of what has to be resolved
      singular[g] = gamma > 0 && !isSingular ? age ** -gamma : 1;
      panels.s[at] = to - nodes[g]! * width;
      panels.weights[at] = factor * weights[g]! * singular[g]!;
      let largest = 0;
      for (let k = 0; k < size; k++) {
        panels.values[at * size + k] = entry[k]!;
        largest = Math.max(largest, Math.abs(entry[k]!));
      }
      sum += panels.weights[at]! * largest;
      sup = Math.max(sup, largest);
    }
    let tail = 0;
    for (let k = 0; k < 3 * size; k++) {
      const row = (k % 3) * perPanel;
      let coefficient = 0;
      for (let g = 0; g < perPanel; g++) {
        const at = (panels.count + g) * size + Math.floor(k / 3);
        coefficient += tails[row + g]! * panels.values[at]! * singular[g]!;
      }
      tail = Math.max(tail, Math.abs(coefficient));
    }
    return { tail, sup, factor, sum };
  };

  const divide = (x: number, [from, to]: Range, integrand: Integrand, parent = 0, alike = 0) => {
    const { tail, sup, factor, sum } = sample(x, from, to, integrand);
    if (sum > scale) scale = sum;
    const lost = factor * tail;
    // below a certain width nodes would fall together
    const narrowest = 4 * perPanel ** 2 * Number.EPSILON * Math.max(Math.abs(x), Math.abs(to));
    const steady = tail >= 0.25 * parent && tail <= 4 * parent && tail <= NOISE * sup ? alike + 1 : 0;
    const isResolved = !(lost > Math.max(maker.negligible, resolution * scale));
    if (isResolved || steady === 2 || left <= 0 || to - from < narrowest) {
      panels.count += perPanel;
      if (!isResolved) missed = Math.max(missed, lost);
      return;
    }
    left--;
    panels.isWhole = false;
    const middle = 0.5 * (from + to);
    divide(x, [from, middle], integrand, tail, steady);
    divide(x, [middle, to], integrand, tail, steady);
  };

  const maker: PanelMaker = {
    panels,
    negligible: 0,
    missed: () => (missed === 0 ? 0 : missed / scale),
    divide(x, from, to, integrand) {
      panels.count = 0;
      panels.isWhole = !(gamma > 0 && to === x);
      left = MOST_PANELS;
      divide(x, [from, to], integrand);
    },
  };
  return maker;
}
