import { rowOf, zeros } from "../numeric/index.js";
import type { Coupling } from "./collocation.js";
import { largestTail } from "./rule.js";
import { differences, type System } from "./system.js";

/** Adds `factor·K·vector` to `out`, each from its own place on; K is a number, a diagonal or a matrix, by its `size`. */
export function addProduct(
  shape: Pick<System, "size" | "q" | "m">,
  { kernel, at, factor }: { readonly kernel: Float64Array; readonly at: number; readonly factor: number },
  vector: { readonly data: Float64Array; readonly at: number },
  out: { readonly data: Float64Array; readonly at: number },
): void {
  const { size, q, m } = shape;
  if (size === q * m && size > 1) {
    for (let c = 0; c < q; c++) {
      let sum = 0;
      for (let k = 0; k < m; k++) sum += kernel[at + c * m + k]! * vector.data[vector.at + k]!;
      out.data[out.at + c]! += factor * sum;
    }
  } else {
    for (let c = 0; c < q; c++) {
      out.data[out.at + c]! += factor * kernel[at + (size === 1 ? 0 : c)]! * vector.data[vector.at + c]!;
    }
  }
}

/** Writes the signals F(Y_j), one after the other, to `out` at `offset`. */
export function writeSignals({ n, m, integrand }: System, Y: Float64Array, out: Float64Array, offset = 0): void {
  for (let j = 0; j * n < Y.length; j++) {
    const at = offset + j * m;
    integrand(rowOf(Y, j, n), out.subarray(at, at + m));
  }
}

/** Integrals of a signal F(y) that is a polynomial in each element: `z_i += Σ_j W_ij F(Y_j)`, W row-major `rows × N × size`. */
export function linearCoupling(system: System, rows: number, W: Float64Array): Coupling {
  const { n, m, q, size } = system;
  const N = W.length / (rows * size);
  const isMatrix = size === q * m && size > 1;
  const signals = zeros(N * m);
  const slope = zeros(m * n);
  let strength = 0;
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let k = 0; k < N * size; k++) sum += Math.abs(W[i * N * size + k]!);
    strength = Math.max(strength, sum);
  }
  return {
    roughness(rule, e) {
      const block = rule.p * m;
      return strength * largestTail(rule, rowOf(signals, e, block), m)[0];
    },
    add(Y, z) {
      writeSignals(system, Y, signals);
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < N; j++) {
          const weight = { kernel: W, at: (i * N + j) * size, factor: 1 };
          addProduct(system, weight, { data: signals, at: j * m }, { data: z, at: i * q });
        }
      }
    },
    addJacobian(Y, G) {
      writeSignals(system, Y, signals);
      for (let j = 0; j < N; j++) {
        const [y, value] = [Y.slice(j * n, (j + 1) * n), signals.slice(j * m, (j + 1) * m)];
        differences(system.integrand, { y, value }, slope);
        for (let i = 0; i < rows; i++) {
          for (let k = 0; k < q * m; k++) {
            const c = Math.floor(k / m);
            const weight = W[(i * N + j) * size + (isMatrix ? k : size === 1 ? 0 : c)]!;
            // what is no matrix is diagonal
            if (!isMatrix && c !== k % m) continue;
            const to = (i * q + c) * N * n + j * n;
            for (let b = 0; b < n; b++) G[to + b]! += weight * slope[(k % m) * n + b]!;
          }
        }
      }
    },
  };
}

/** One node of quadrature in a row: K is taken at s, where y is `Σ_j basis[j]·Y_{first + j}`. */
export interface StencilNode {
  readonly s: number;
  readonly weight: number;
  readonly first: number;
  readonly basis: Float64Array;
}

/** Integrals of K(x, s, y(s)) by quadrature; one list of nodes for each row. */
export function nonlinearCoupling(
  system: System,
  xs: Float64Array,
  rows: readonly (readonly StencilNode[])[],
): Coupling {
  const { n, q } = system;
  const kernel = system.nonlinearKernel!;
  const y = zeros(n);
  const value = zeros(q);
  const slope = zeros(q * n);
  /** Takes K at every node of every row. */
  const visit = (Y: Float64Array, each: (i: number, node: StencilNode) => void) => {
    rows.forEach((row, i) => {
      for (const node of row) {
        const { first, basis } = node;
        y.fill(0);
        for (let j = 0; j < basis.length; j++) {
          for (let a = 0; a < n; a++) y[a]! += basis[j]! * Y[(first + j) * n + a]!;
        }
        kernel(xs[i]!, node.s, y, value);
        each(i, node);
      }
    });
  };
  return {
    // panels resolve the whole integrand
    roughness: () => 0,
    add: (Y, z) =>
      visit(Y, (i, { weight }) => {
        for (let c = 0; c < q; c++) z[i * q + c]! += weight * value[c]!;
      }),
    addJacobian: (Y, G) =>
      visit(Y, (i, { s, first, weight, basis }) => {
        differences((moved, out) => kernel(xs[i]!, s, moved, out), { y, value }, slope);
        for (let c = 0; c < q; c++) {
          for (let j = 0; j < basis.length; j++) {
            const to = (i * q + c) * Y.length + (first + j) * n;
            for (let b = 0; b < n; b++) G[to + b]! += weight * basis[j]! * slope[c * n + b]!;
          }
        }
      }),
  };
}
