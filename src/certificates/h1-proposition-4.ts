import { type AdamFlow, adamFlow, excludesAdamFlow } from "./adam-flow.js";
import { conditionConstants, conditionOf, scalarHypothesis } from "./adam-hypotheses.js";
import type { Hypothesis } from "./certificate.js";
import { conclude } from "./conclude.js";
import { derived, estimated } from "./constants.js";
import { constantHypothesis, solutionHypothesis } from "./memory-flow.js";
import { promiseRows } from "./promised.js";
import { type ShiftDefect, shiftDefect } from "./shift-defect.js";
import type { Statement } from "./statement.js";

/**
 * Proposition 4: if ‖θ'‖ stays below C‖y(t)‖ on [t, t + lr] wherever y(t) ≠ 0, the shift defect of Theorem 3 is at most
 * L·lr·C; it is enough that this is below δ.
 *
 * C is the largest quotient along the trajectory, and so an estimate.
 *
 * @see arXiv 2411.09734, Proposition 4; docs/theory/h1-proposition-4.md.
 */
export const h1Proposition4: Statement = {
  name: "h1-proposition-4",
  paper: "2411.09734",
  title: "sufficient condition for the shift defect, Adam",
  evidence: "trajectory",
  needs: ["smoothness"],
  excludes(method, dimension) {
    const reason = excludesAdamFlow(method);
    if (reason !== null) return reason;
    if (method.advance === 0) return "The memories are read at t: there is no shift.";
    return dimension === 1 || method.norm ? null : "It speaks of one gain for all parameters (--norm).";
  },
  certify(subject) {
    const { method, constants } = subject;
    const profile = subject.profile!;
    const flow = adamFlow(method, profile);
    const condition = conditionOf(method);
    const smoothness = constants.smoothness!;
    const defect = shiftDefect(flow, { method, profile, objective: subject.objective! });
    const control = controlOf(flow, { advance: method.advance, dips: defect.dips });
    const C = estimated(control.worst, "largest ‖θ'(s)‖/‖y(t)‖, s from t to t + lr, along the trajectory");
    const rho = derived(smoothness.value * method.lr * C.value, [smoothness, C], "L·lr·C");
    return conclude(this, {
      hypotheses: [
        constantHypothesis("smooth", smoothness, "L, the Lipschitz constant of the gradient."),
        scalarHypothesis(condition, method),
        {
          name: "step-control",
          status: controlStatus({ defect, control, rho: rho.value, delta: condition.delta }),
          value: control.last < 1 ? null : rho.value,
          bound: condition.delta,
          at: defect.crossing ?? control.at,
          note:
            control.last < 1
              ? "The run has no more than one window [t, t + lr]."
              : defect.crossing === null
                ? "L·lr·C must be below δ."
                : `C has no bound where y passes through 0, at t = ${defect.crossing.toPrecision(8)}; the value is the largest that was seen.`,
        },
        solutionHypothesis(method, profile),
      ],
      constants: { L: smoothness, C, rho, ...conditionConstants(condition, method) },
      promises: [
        promiseRows({ name: "shift-defect", statement: "ϱ(t) ≤ L·lr·C" }, flow.times, (k) =>
          flow.blur[k]! < 1 && k <= control.last && defect.crossing === null
            ? {
                value: flow.shift[k]! / flow.weighted[k]!,
                bound: rho.value,
                resolution: flow.blur[k]! + 1e-9 * rho.value,
              }
            : null,
        ),
      ],
    });
  },
};

interface ControlInput {
  readonly defect: ShiftDefect;
  readonly control: { readonly last: number };
  readonly rho: number;
  readonly delta: number;
}

/** Where no window was seen whole, or y is not resolved, C is not known. */
function controlStatus({ defect, control, rho, delta }: ControlInput): Hypothesis["status"] {
  if (defect.crossing !== null) return "fails";
  if (control.last < 1) return "unknown";
  if (!(rho < delta)) return "fails";
  return defect.possible > -Infinity ? "unknown" : "holds";
}

/** sup over t of (sup of ‖θ'‖ on [t, t + advance])/‖y(t)‖, by a queue of falling speeds, and the last row with a whole window. */
function controlOf(
  { times, speed, moment, blur }: AdamFlow,
  { advance, dips }: { readonly advance: number } & Pick<ShiftDefect, "dips">,
): { worst: number; at: number; last: number } {
  let [worst, at, last] = [0, times[0]!, -1];
  const queue: number[] = [];
  let [head, next, dip] = [0, 0, 0];
  for (let k = 0; k < times.length && times[k]! + advance <= times[times.length - 1]!; k++) {
    // up to the first moment beyond the window
    while (next < times.length && (next === 0 || times[next - 1]! < times[k]! + advance)) {
      while (queue.length > head && speed[queue[queue.length - 1]!]! <= speed[next]!) queue.pop();
      queue.push(next++);
    }
    while (queue[head]! < k) head++;
    last = k;
    const fastest = speed[queue[head]!]!;
    const take = (ratio: number, time: number) => {
      if (ratio > worst) [worst, at] = [ratio, time];
    };
    if (blur[k]! < 1) take(fastest / moment[k]!, times[k]!);
    // y may be smaller between two moments than at both
    for (; dip < dips.length && dips[dip]!.time <= times[k]!; dip++) take(fastest / dips[dip]!.size, dips[dip]!.time);
  }
  return { worst, at, last };
}
