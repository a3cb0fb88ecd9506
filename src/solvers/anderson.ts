import { factorLU, solveLU } from "../numeric/index.js";

/** Anderson's acceleration of a fixed-point iteration `x ← G(x)`. */
export interface Anderson {
  /** Takes x and G(x), both of length n; writes the next iterate over `image`. */
  mix(x: Float64Array, image: Float64Array, n: number): void;
  /** Whether it has mixed anything yet. */
  readonly active: boolean;
}

/**
 * Creates Anderson acceleration with a memory of `depth` iterates: the next one is the combination of the images whose
 * residuals, equally combined, are smallest. On linear problems it is GMRES.
 *
 * @see D. G. Anderson, Iterative procedures for nonlinear integral equations, J. ACM 12 (1965);
 *   H. F. Walker, P. Ni, SIAM J. Numer. Anal. 49 (2011).
 */
export function createAnderson(depth: number): Anderson {
  const images: Float64Array[] = [];
  const residuals: Float64Array[] = [];
  return {
    get active() {
      return images.length > 0;
    },
    mix(x, image, n) {
      images.push(image.slice(0, n));
      residuals.push(Float64Array.from({ length: n }, (_, i) => image[i]! - x[i]!));
      if (images.length > depth + 1) {
        images.shift();
        residuals.shift();
      }
      const m = images.length - 1;
      if (m === 0) return;
      // least squares for the residual differences by normal equations, scaled and slightly regularised
      const latest = residuals[m]!;
      const difference = (j: number, i: number) => (latest[i]! - residuals[j]![i]!) * scale[j]!;
      const scale = new Float64Array(m).fill(1);
      for (let j = 0; j < m; j++) {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += (latest[i]! - residuals[j]![i]!) ** 2;
        scale[j] = sum > 0 ? 1 / Math.sqrt(sum) : 0;
      }
      const gram = new Float64Array(m * m);
      const weights = new Float64Array(m);
      for (let j = 0; j < m; j++) {
        for (let k = 0; k <= j; k++) {
          let sum = 0;
          for (let i = 0; i < n; i++) sum += difference(j, i) * difference(k, i);
          gram[j * m + k] = sum;
          gram[k * m + j] = sum;
        }
        gram[j * m + j]! += 1e-14;
        for (let i = 0; i < n; i++) weights[j]! += difference(j, i) * latest[i]!;
      }
      const pivots = new Int32Array(m);
      if (!factorLU(gram, pivots)) return;
      solveLU(gram, pivots, weights);
      for (let j = 0; j < m; j++) {
        const weight = weights[j]! * scale[j]!;
        for (let i = 0; i < n; i++) image[i]! -= weight * (images[m]![i]! - images[j]![i]!);
      }
    },
  };
}
