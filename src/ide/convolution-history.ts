import { fourierTransform, zeros } from "../numeric/index.js";
import { linearCoupling, writeSignals } from "./coupling.js";
import type { History } from "./history.js";
import { createPanels } from "./panels.js";
import type { Pieces } from "./pieces.js";
import { weightRows } from "./rows.js";
import type { System } from "./system.js";

/** Elements whose contributions to each other are summed directly; a power of two. */
const BLOCK = 32;

/**
 * Fast convolution on a uniform mesh, O(N log² N): limits start and x, any convolution kernel.
 *
 * When elements up to t = a + L are known, a a multiple of 2L, those in [a, a + L) give their part to all of [a + L, a + 2L)
 * by one transform of length 2L.
 *
 * @see E. Hairer, C. Lubich, M. Schlichte, Fast numerical solution of nonlinear Volterra convolution equations, SIAM J.
 *   Sci. Stat. Comput. 6 (1985).
 */
export function convolutionHistory(
  system: System,
  pieces: Pieces,
  { count, resolution }: { readonly count: number; readonly resolution: number },
): History {
  const { rule } = pieces;
  const { m, q, size } = system;
  const { p } = rule;
  const h = (system.end - system.start) / count;
  const panels = createPanels(system, { size, gauss: rule.gauss, resolution });
  // one element [0, h], seen from elements farther and farther on
  const element: System = {
    ...system,
    limits(x, out) {
      out[0] = 0;
      out[1] = Math.min(x, h);
    },
  };
  const xs = Float64Array.from({ length: count * p }, (_, r) => {
    const i = r % p;
    return ((r - i) / p + (i === p - 1 ? 1 : rule.nodes[i]!)) * h;
  });
  /** Row-major `(k·p + i) × p × size`: weight of node l of an element for node i of the one k elements later. */
  const weights = weightRows(element, panels, { rule, breaks: [0, h], xs });
  const kernelOf = (component: number) => (size === 1 ? 0 : component);

  // signals and sums of every element, row-major: count × p × m
  const signals = zeros(count * p * m);
  const sums = zeros(count * p * m);
  /** For blocks of one length and one kernel, the transforms of the weights of node l for node i at `i·p + l`. */
  const transforms = new Map<string, readonly Spectrum[]>();
  const transformOf = (length: number, kernel: number): readonly Spectrum[] => {
    const key = `${length},${kernel}`;
    let made = transforms.get(key);
    if (!made) {
      made = Array.from({ length: p * p }, (_, il) =>
        transform(2 * length, (k) => (k > 0 && k < count ? weights[(k * p * p + il) * size + kernel]! : 0)),
      );
      transforms.set(key, made);
    }
    return made;
  };

  /** Gives the part of elements [t − length, t) to [t, t + length). */
  const convolve = (t: number, length: number) => {
    const fourier = fourierTransform(2 * length);
    for (let c = 0; c < m; c++) {
      const kernel = transformOf(length, kernelOf(c));
      const inputs = Array.from({ length: p }, (_, l) =>
        transform(2 * length, (e) => (e < length ? signals[((t - length + e) * p + l) * m + c]! : 0)),
      );
      for (let i = 0; i < p; i++) {
        const out = { re: zeros(2 * length), im: zeros(2 * length) };
        inputs.forEach((input, l) => {
          addSpectra(input, kernel[i * p + l]!, out);
        });
        fourier.inverse(out.re, out.im);
        for (let e = 0; e < length && t + e < count; e++) sums[((t + e) * p + i) * m + c]! += out.re[length + e]!;
      }
    }
  };

  let done = 0;
  return {
    kind: "convolution",
    missed: panels.missed,
    open(_, past) {
      past.set(sums.subarray(done * p * m, (done + 1) * p * m));
      for (let e = done - (done % BLOCK); e < done; e++) {
        for (let i = 0; i < p; i++) {
          for (let l = 0; l < p; l++) {
            for (let c = 0; c < q; c++) {
              const weight = weights[(((done - e) * p + i) * p + l) * size + kernelOf(c)]!;
              past[i * q + c]! += weight * signals[(e * p + l) * m + c]!;
            }
          }
        }
      }
      return linearCoupling(system, p, weights.slice(0, p * p * size));
    },
    accept() {
      writeSignals(system, pieces.values.at(-1)!, signals, done * p * m);
      done++;
      const length = done & -done;
      if (done < count && length >= BLOCK) convolve(done, length);
    },
  };
}

/** The transform of `length` real numbers. */
function transform(length: number, value: (k: number) => number): Spectrum {
  const re = Float64Array.from({ length }, (_, k) => value(k));
  const im = zeros(length);
  fourierTransform(length).forward(re, im);
  return { re, im };
}

/** out += a·b, entry by entry. */
function addSpectra(a: Spectrum, b: Spectrum, out: Spectrum): void {
  for (let k = 0; k < out.re.length; k++) {
    out.re[k]! += a.re[k]! * b.re[k]! - a.im[k]! * b.im[k]!;
    out.im[k]! += a.re[k]! * b.im[k]! + a.im[k]! * b.re[k]!;
  }
}

interface Spectrum {
  readonly re: Float64Array;
  readonly im: Float64Array;
}
