/** Discrete Fourier transforms of one length, in place on a pair of arrays: real and imaginary parts. */
export interface FourierTransform {
  readonly length: number;
  /** `X_k = Σ x_j e^(−2πi jk/length)`. */
  forward(re: Float64Array, im: Float64Array): void;
  /** The inverse, with its factor 1/length. */
  inverse(re: Float64Array, im: Float64Array): void;
}

const cache = new Map<number, FourierTransform>();

/**
 * The fast Fourier transform of a power of two, remembered per length: O(length·log length).
 *
 * @param length A power of two.
 * @see J. W. Cooley, J. W. Tukey, An algorithm for the machine calculation of complex Fourier series, Math. Comp. 19 (1965).
 * @example
 * const re = Float64Array.of(1, 1);
 * fourierTransform(2).forward(re, new Float64Array(2)); // re is [2, 0]
 */
export function fourierTransform(length: number): FourierTransform {
  const known = cache.get(length);
  if (known) return known;
  const cos = Float64Array.from({ length: length >> 1 }, (_, k) => Math.cos((2 * Math.PI * k) / length));
  const sin = Float64Array.from({ length: length >> 1 }, (_, k) => Math.sin((2 * Math.PI * k) / length));
  const forward = (re: Float64Array, im: Float64Array) => {
    reverseBits(re, im, length);
    for (let half = 1; half < length; half *= 2) {
      const stride = length / (2 * half);
      for (let block = 0; block < length; block += 2 * half) {
        for (let k = 0; k < half; k++) {
          const [c, s] = [cos[k * stride]!, sin[k * stride]!];
          const low = block + k;
          const high = low + half;
          const a = re[high]! * c + im[high]! * s;
          const b = im[high]! * c - re[high]! * s;
          re[high] = re[low]! - a;
          im[high] = im[low]! - b;
          re[low]! += a;
          im[low]! += b;
        }
      }
    }
  };
  const transform: FourierTransform = {
    length,
    forward,
    inverse(re, im) {
      // with real and imaginary parts exchanged the forward transform is the inverse one
      forward(im, re);
      for (let k = 0; k < length; k++) {
        re[k]! /= length;
        im[k]! /= length;
      }
    },
  };
  cache.set(length, transform);
  return transform;
}

/** Brings entries into the order of their reversed indices. */
function reverseBits(re: Float64Array, im: Float64Array, length: number): void {
  for (let i = 1, j = 0; i < length; i++) {
    let bit = length >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    [re[i], re[j]] = [re[j]!, re[i]!];
    [im[i], im[j]] = [im[j]!, im[i]!];
  }
}
