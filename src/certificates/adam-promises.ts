import { supNorm } from "../numeric/index.js";
import { type AdamFlow, type AdamFunctional, adamFlow, adamFunctional } from "./adam-flow.js";
import { conditionConstants, conditionOf, scalarHypothesis } from "./adam-hypotheses.js";
import type { Certificate, Constant, Hypothesis, Promised } from "./certificate.js";
import { derived, estimated } from "./constants.js";
import { checkDerivative } from "./functional.js";
import { type Profile, profileAt } from "./profile.js";
import { promiseFalling, promiseRows } from "./promised.js";
import { type Dip, isResolved, shiftDefect, shiftDefectHypothesis } from "./shift-defect.js";
import type { Subject } from "./statement.js";

/** What Theorems 3 and 6 have in common. */
export interface AdamPromises {
  readonly hypotheses: readonly Hypothesis[];
  readonly constants: Readonly<Record<string, Constant>>;
  readonly promises: readonly Promised[];
  readonly functional: NonNullable<Certificate["functional"]>;
  readonly notes: readonly string[];
}

const found = new WeakMap<Profile, Pick<Subject, "method"> & { minimum: Constant; promises: AdamPromises }>();

/** The scalar condition, the shift defect, and how 𝓛 falls along the trajectory; looked at once for both theorems. */
export function adamPromises(subject: Subject, minimum: Constant): AdamPromises {
  const known = found.get(subject.profile!);
  if (known?.minimum === minimum && known.method === subject.method) return known.promises;
  const promises = examine(subject, minimum);
  found.set(subject.profile!, { method: subject.method, minimum, promises });
  return promises;
}

function examine(subject: Subject, minimum: Constant): AdamPromises {
  const { method } = subject;
  const profile = subject.profile!;
  const flow = adamFlow(method, profile);
  const functional = adamFunctional(flow, profile, minimum.value);
  const condition = conditionOf(method);
  const defect = shiftDefect(flow, { method, profile, objective: subject.objective! });
  const rho = estimated(Math.max(0, defect.worst), "largest shift defect along the trajectory");
  const share = condition.delta - rho.value;
  const isDefined = share > 0 && defect.crossing === null;
  const { times, values } = functional;
  const rise = measureRise(subject, { functional, dips: defect.dips, minimum: minimum.value });
  return {
    hypotheses: [scalarHypothesis(condition, method), shiftDefectHypothesis(defect, condition.delta)],
    constants: {
      ...conditionConstants(condition, method),
      f_min: minimum,
      ...(method.advance > 0 && { rho }),
      functional_0: derived(values[0]!, [minimum], "𝓛(0)"),
    },
    promises: [
      ...(isDefined
        ? [
            promiseRows({ name: "dissipation", statement: "𝓛' ≤ −(δ − ϱ)ΣAy²" }, times, (k) =>
              Number.isNaN(functional.derivative[k]!) || !(method.advance === 0 || isResolved(flow, k))
                ? null
                : {
                    value: functional.derivative[k]!,
                    bound: -share * flow.weighted[k]!,
                    resolution:
                      flow.unrest[k]! +
                      1e-12 * (Math.abs(flow.weighted[k]!) + Math.abs(flow.weightedGrowth[k]! / flow.rate1)),
                  },
            ),
          ]
        : []),
      promiseFalling(
        { name: "functional", statement: "𝓛 does not rise" },
        { times, values, resolution: blurOf(flow, functional) },
      ),
    ],
    functional: { name: "L", ...checkDerivative(functional), rise },
    notes: [
      rise.size > 0
        ? `𝓛 rises by ${rise.size.toPrecision(4)} above an earlier value, up to t = ${rise.at.toPrecision(6)}.`
        : "𝓛 rises nowhere.",
    ],
  };
}

/** Where ϱ is not resolved, nor is how 𝓛 moves: what that adds up to belongs to its resolution. */
function blurOf(flow: AdamFlow, { resolution }: AdamFunctional): Float64Array {
  const { times, unrest } = flow;
  let drift = 0;
  return resolution.map((own, k) => {
    if (k > 0 && !isResolved(flow, k)) drift += Math.max(unrest[k]!, unrest[k - 1]!) * (times[k]! - times[k - 1]!);
    return own + drift;
  });
}

/** Dips that are looked at closely. */
const MOST_DIPS = 8;
/** Moments in each of them. */
const CLOSE = 200;

/** The largest rise of 𝓛 above an earlier value: over all moments, and closely where y dips, as it is short there. */
function measureRise(
  { method, objective, profile }: Subject,
  { functional, dips, minimum }: { functional: AdamFunctional; dips: readonly Dip[]; minimum: number },
): { size: number; at: number } {
  const noise = 4 * Number.EPSILON * supNorm(functional.values);
  const stretches = dips.slice(0, MOST_DIPS).map(({ between: [left, right] }) => {
    const times = Float64Array.from({ length: CLOSE + 1 }, (_, k) => left + ((right - left) * k) / CLOSE);
    const close = profileAt(objective!, { method, profile: profile!, times });
    return adamFunctional(adamFlow(method, close), close, minimum);
  });
  const rises = [functional, ...stretches].map(({ times, values }) => largestRise(times, values));
  const largest = rises.reduce((most, rise) => (rise.size > most.size ? rise : most));
  return largest.size > noise ? largest : { size: 0, at: 0 };
}

function largestRise(times: Float64Array, values: Float64Array): { size: number; at: number } {
  let [least, size, at] = [Infinity, 0, 0];
  for (let k = 0; k < times.length; k++) {
    if (values[k]! - least > size) [size, at] = [values[k]! - least, times[k]!];
    least = Math.min(least, values[k]!);
  }
  return { size, at };
}
