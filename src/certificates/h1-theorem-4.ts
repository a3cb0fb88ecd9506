import { rowOf } from "../numeric/index.js";
import type { Constant, Promised } from "./certificate.js";
import { conclude } from "./conclude.js";
import { derived } from "./constants.js";
import { boundMemory, type MemoryBound } from "./memory-bound.js";
import {
  compactHypothesis,
  constantHypothesis,
  excludesMemoryFlow,
  gapResolution,
  type MemoryFlow,
  memoryFlow,
  solutionHypothesis,
  startGap,
} from "./memory-flow.js";
import type { GradientInequality } from "./problem-constants.js";
import type { Profile } from "./profile.js";
import { promiseRows } from "./promised.js";
import { rowDistance } from "./rows.js";
import type { Statement } from "./statement.js";

/**
 * Theorem 4: AdaGrad and RMSProp without convexity. Under the Polyak–Łojasiewicz inequality `Φ ≤ Φ(0) e^(−2μ s_min t)` and
 * the path is no longer than √(2Φ(0)/μ); under `‖∇f‖ ≥ c Ψ^ϑ`, Ψ = f − f_∞, the rates are those of `Ψ' ≤ −s_min c² Ψ^(2ϑ)`.
 *
 * A memory of each parameter is taken in as well; only the lengths need one memory.
 *
 * @see arXiv 2411.09734, Theorem 4; docs/theory/h1-theorem-4.md.
 */
export const h1Theorem4: Statement = {
  name: "h1-theorem-4",
  paper: "2411.09734",
  title: "rates under PL or KL, AdaGrad and RMSProp",
  evidence: "trajectory",
  needs: ["pl", "minimum"],
  excludes: excludesMemoryFlow,
  certify(subject) {
    const flow = memoryFlow(subject);
    const { pl, minimum, kl } = subject.constants;
    const gap = startGap(flow.profile, minimum!);
    const bounds = boundMemory(flow, subject.constants, gap);
    const usesKl = !(pl!.value > 0) && kl !== null;
    const rates = usesKl
      ? kurdyka(flow, kl, bounds)
      : polyak(flow, { mu: pl!, gap, minimum: minimum!, slowest: bounds.slowest });
    return conclude(this, {
      hypotheses: [compactHypothesis(subject), ...rates.hypotheses, solutionHypothesis(flow.method, flow.profile)],
      constants: {
        ...flow.constants,
        f_min: minimum!,
        memory_max: bounds.memory,
        s_min: bounds.slowest,
        ...rates.constants,
      },
      promises: pl!.value > 0 || usesKl ? rates.promises : [],
    });
  },
};

interface Rates {
  readonly hypotheses: readonly ReturnType<typeof constantHypothesis>[];
  readonly constants: Readonly<Record<string, Constant>>;
  readonly promises: readonly Promised[];
}

interface PolyakConstants {
  readonly mu: Constant;
  readonly gap: Constant;
  readonly minimum: Constant;
  readonly slowest: Constant;
}

function polyak({ profile, isScalar }: MemoryFlow, { mu, gap, minimum, slowest }: PolyakConstants): Rates {
  const { times, loss } = profile;
  const resolution = gapResolution(profile, minimum);
  const rate = derived(2 * mu.value * slowest.value, [mu, slowest], "2μ s_min");
  const length = derived(Math.sqrt((2 * gap.value) / mu.value), [gap, mu], "√(2Φ(0)/μ)");
  return {
    hypotheses: [constantHypothesis("pl", mu, "μ of ‖∇f‖² ≥ 2μ(f − f*).")],
    constants: { mu, rate, ...(isScalar && { length }) },
    promises: [
      promiseRows({ name: "gap", statement: "f − f* ≤ Φ(0) e^(−2μ s_min t)" }, times, (k) => ({
        value: loss[k]! - minimum.value,
        bound: gap.value * Math.exp(-rate.value * (times[k]! - times[0]!)),
        resolution: resolution[k]!,
      })),
      ...lengthPromise(profile, isScalar ? length.value : null, "length ≤ √(2Φ(0)/μ)"),
    ],
  };
}

function kurdyka({ profile, isScalar }: MemoryFlow, kl: GradientInequality, { slowest }: MemoryBound): Rates {
  const { times, loss } = profile;
  const { exponent, constant, limit } = kl;
  const resolution = gapResolution(profile, limit);
  const start = Math.max(loss[0]! - limit.value, 0);
  const rate = derived(slowest.value * constant.value ** 2, [slowest, constant], "s_min c²");
  const length = start ** (1 - exponent.value) / (constant.value * (1 - exponent.value));
  return {
    hypotheses: [constantHypothesis("kl", constant, "c of ‖∇f‖ ≥ c(f − f_∞)^ϑ.")],
    constants: { kl_exponent: exponent, kl_constant: constant, f_limit: limit, rate },
    promises: [
      promiseRows({ name: "gap", statement: "f − f_∞ ≤ the solution of Ψ' = −s_min c² Ψ^(2ϑ)" }, times, (k) => ({
        value: loss[k]! - limit.value,
        bound: decayOf(start, { exponent: exponent.value, fallen: rate.value * (times[k]! - times[0]!) }),
        resolution: resolution[k]!,
      })),
      ...lengthPromise(profile, isScalar ? length : null, "length ≤ Ψ(0)^(1−ϑ)/(c(1 − ϑ))"),
    ],
  };
}

/** The solution of Ψ' = −Ψ^(2ϑ) from `start` after the time `fallen`: exponential, polynomial, or zero in finite time. */
function decayOf(start: number, { exponent, fallen }: { exponent: number; fallen: number }): number {
  if (start === 0) return 0;
  const power = 1 - 2 * exponent;
  if (power === 0) return start * Math.exp(-fallen);
  return Math.max(0, start ** power - power * fallen) ** (1 / power);
}

/** The path so far, by chords. */
function lengthPromise({ times, dimension: d, theta, resolution }: Profile, most: number | null, statement: string) {
  if (most === null) return [];
  let path = 0;
  return [
    promiseRows({ name: "length", statement }, times, (k) => {
      if (k > 0) path += rowDistance(theta, k, rowOf(theta, k - 1, d));
      return { value: path, bound: most, resolution: resolution.theta[k]! };
    }),
  ];
}
