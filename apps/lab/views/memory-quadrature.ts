import { type Kernel, kernelMass } from "../../../src/kernels/index.js";
import { gaussLegendre } from "../../../src/numeric/gauss-legendre.js";

/** A signal and how it is remembered. */
export interface RememberedSignal {
  readonly kernel: Kernel;
  /** The signal at a time. */
  readonly signal: (time: number) => number;
  /** Ends of the stretches on which the signal is smooth, increasing. */
  readonly breaks: Float64Array;
}

/** Panels begin at this share of t: what is younger is weighed as the present. */
const youngest = 2 ** -46;
/** Panels that are younger than this share of t have the kernel's mass: a realization blunts the peak of a power law. */
const young = 2 ** -12;
/** Weight, in shares of what there is, of a past that is left out; signals of long ago can be that much larger. */
const negligible = 1e-50;
const rule = gaussLegendre(12);

/**
 * What the past weighs at `time`, by Gauss's rule: `∫ K(t − s)·signal(s) ds` over ages up to each of `ages` and over all.
 *
 * Panels double with age and end where the signal's stretches do, so that neither the peak of a kernel nor its tail is
 * missed. No state that a solver carries along enters: it is another way to the same number.
 *
 * @param ages Increasing, each at most `time`.
 */
export function weighPast(
  { kernel, signal, breaks }: RememberedSignal,
  { time, ages = [] }: { readonly time: number; readonly ages?: readonly number[] },
): readonly number[] {
  if (!(time > 0)) return [...ages, 0].map(() => 0);
  const found: number[] = [];
  let near = time * youngest;
  let sum = kernelMass(kernel, near) * signal(time);
  let element = breaks.findLastIndex((left) => left < time);
  const beyond = (negligible * kernelMass(kernel, time)) / time;
  while (near < time) {
    while (element > 0 && time - breaks[element]! <= near) element--;
    // the next age that is asked for; those that are nearer have been passed
    const asked = ages[found.length] ?? time;
    const edge = element > 0 ? time - breaks[element]! : time;
    const far = Math.min(2 * near, edge, Math.max(asked, near), time);
    if (far > near) sum += panel({ kernel, signal, breaks }, { time, near, far });
    near = far;
    if (found.length < ages.length && near >= asked) found.push(sum);
    else if (isForgotten(kernel, { near, beyond })) break;
  }
  while (found.length < ages.length + 1) found.push(sum);
  return found;
}

interface Panel {
  readonly time: number;
  readonly near: number;
  readonly far: number;
}

function panel({ kernel, signal }: RememberedSignal, { time, near, far }: Panel): number {
  const width = far - near;
  let sum = 0;
  let mass = 0;
  for (let i = 0; i < rule.nodes.length; i++) {
    const age = near + width * rule.nodes[i]!;
    const weight = rule.weights[i]! * kernel.weight(age);
    mass += weight;
    sum += weight * signal(time - age);
  }
  if (far > young * time || mass === 0) return width * sum;
  return ((kernelMass(kernel, far) - kernelMass(kernel, near)) * sum) / mass;
}

interface Tail {
  readonly near: number;
  /** Weight below which nothing counts any more. */
  readonly beyond: number;
}

/** Whether what is older has no weight: looked at in three places, as a kernel may pass through 0. */
function isForgotten({ weight }: Kernel, { near, beyond }: Tail): boolean {
  return [1, 1.3, 1.7].every((factor) => Math.abs(weight(factor * near)) < beyond);
}
