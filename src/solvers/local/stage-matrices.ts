import { type ComplexArray, factorComplexLU, factorLU, solveComplexLU, solveLU } from "../../numeric/index.js";
import type { RadauTransform } from "./radau-transform.js";

/** The linear equations of a step's stages, one system of size n for each eigenvalue of A⁻¹. */
export interface StageMatrices {
  /** Factorises `λ − hJ` for every eigenvalue λ; false if one is singular or not finite. */
  factorize(jacobian: Float64Array, h: number): boolean;
  /** Solves `(A⁻¹ ⊗ 1 − 1 ⊗ hJ) x = r`; `r`, stages × n, becomes x. */
  solve(r: Float64Array): void;
  /** Applies `(1 − (h/λ)J)⁻¹` with the real eigenvalue λ in place: what is stiff is made small. */
  filter(x: Float64Array): void;
  readonly count: { factorisations: number };
}

/** Creates the matrices for a system of n equations. */
export function createStageMatrices(method: RadauTransform, n: number): StageMatrices {
  const { stages: s, real, pairs, T, TInverse } = method;
  const realFactors = new Float64Array(n * n);
  const realPivots = new Int32Array(n);
  const blocks = pairs.map((pair) => ({ ...pair, factors: complex(n * n), pivots: new Int32Array(n) }));
  const part = complex(n);
  const turned = new Float64Array(s * n);
  const count = { factorisations: 0 };
  return {
    count,
    factorize(jacobian, h) {
      count.factorisations += 1 + blocks.length;
      fillShifted(realFactors, jacobian, { h, shift: real });
      let isRegular = factorLU(realFactors, realPivots);
      for (const { re, im, factors, pivots } of blocks) {
        fillShifted(factors.re, jacobian, { h, shift: re });
        factors.im.fill(0);
        for (let a = 0; a < n; a++) factors.im[a * n + a] = im;
        isRegular &&= factorComplexLU(factors, pivots);
      }
      return isRegular;
    },
    solve(r) {
      multiply(TInverse, r, turned);
      solveLU(realFactors, realPivots, turned.subarray(0, n));
      blocks.forEach(({ factors, pivots }, k) => {
        // a block [[re, im], [−im, re]] multiplies (first − i·second) by re + i·im
        const [first, second] = [(2 * k + 1) * n, (2 * k + 2) * n];
        for (let a = 0; a < n; a++) {
          part.re[a] = turned[first + a]!;
          part.im[a] = -turned[second + a]!;
        }
        solveComplexLU(factors, pivots, part);
        for (let a = 0; a < n; a++) {
          turned[first + a] = part.re[a]!;
          turned[second + a] = -part.im[a]!;
        }
      });
      multiply(T, turned, r);
    },
    filter(x) {
      for (let a = 0; a < n; a++) x[a]! *= real;
      solveLU(realFactors, realPivots, x);
    },
  };

  function multiply(matrix: Float64Array, from: Float64Array, to: Float64Array): void {
    for (let i = 0; i < s; i++) {
      for (let a = 0; a < n; a++) {
        let sum = 0;
        for (let j = 0; j < s; j++) sum += matrix[i * s + j]! * from[j * n + a]!;
        to[i * n + a] = sum;
      }
    }
  }
}

const complex = (length: number): ComplexArray => ({ re: new Float64Array(length), im: new Float64Array(length) });

/** `shift − hJ`. */
function fillShifted(
  out: Float64Array,
  jacobian: Float64Array,
  { h, shift }: { readonly h: number; readonly shift: number },
): void {
  const n = Math.round(Math.sqrt(out.length));
  for (let k = 0; k < out.length; k++) out[k] = -h * jacobian[k]!;
  for (let a = 0; a < n; a++) out[a * n + a]! += shift;
}
