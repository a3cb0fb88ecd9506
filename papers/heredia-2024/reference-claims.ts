import { judge, percent, short } from "../../src/experiments/index.js";
import { spread, supGap, turningPoints } from "../../src/trajectory/measure.js";
import type { HerediaClaim } from "./claim.js";

/** How the author's runs ended: the error of the last sweep. */
export function referenceStops(errors: Readonly<Record<string, number>>): HerediaClaim {
  const labels = Object.keys(errors);
  return {
    id: "reference-stops",
    lrs: [0.01],
    needsReference: true,
    text: `The author's own runs at lr 0.01 with ${labels.join(" and ")} do not converge: after 3000 iterations the error is ${labels.map((label) => `${errors[label]} (${label})`).join(", ")}, tolerance 1e-4. Defined: our run of the paper's method ends not-converged with an error within a factor 3 of that.`,
    expected: labels.map((label) => `${label}: ${errors[label]}`).join("; "),
    measure: (results) =>
      judge(
        labels.map((label) => {
          const { trajectory } = results.run({ road: "reference", label, lr: 0.01 });
          const { status, event, solver } = trajectory;
          const ratio = (solver.residual ?? 0) / errors[label]!;
          const holds = status === "not-converged" && ratio <= 3 && ratio >= 1 / 3;
          const end =
            event === undefined ? "" : ` (${event.kind} at t = ${short(event.time)}, |θ| up to ${short(event.size)})`;
          const error = solver.residual === null ? end : `, error ${short(solver.residual)}`;
          return { what: label, value: `${status} after ${solver.sweeps} sweeps${error}`, holds };
        }),
      ),
  };
}

/** What such a run shows, beside the monotone solution. */
export function referenceOscillates({ labels }: { labels: readonly string[] }): HerediaClaim {
  return {
    id: "reference-oscillates",
    lrs: [0.01],
    needsReference: true,
    text: `The author's own runs at lr 0.01 with ${labels.join(" and ")} oscillate. Defined: θ of our run of the paper's method turns at least twice by more than 0.1 % of the initial distance.`,
    expected: "≥ 2 turns",
    measure: (results) =>
      judge(
        labels.map((label) => {
          const { values, trajectory } = results.run({ road: "reference", label, lr: 0.01 });
          const solution = results.run({ road: "nonlocal", label, lr: 0.01 });
          const turns = turningPoints(values, { prominence: 3e-3 }).length;
          const off = supGap(values, solution.atSteps.slice(0, values.length));
          // a sweep that overflows leaves no distance
          const distance = Number.isFinite(off)
            ? `up to ${short(off)} from the solution`
            : "values that are not finite";
          return { what: label, value: `${turns} turns, ${distance}, ${trajectory.status}`, holds: turns >= 2 };
        }),
      ),
  };
}

/** Where the paper's method converges, it converges to the solution, up to its Euler step. */
export function referenceAgrees({ id, says }: { id: string; says: string }): HerediaClaim {
  return {
    id,
    needsReference: true,
    text: `(Not in the paper.) ${says} Defined: every run of it converges, to a largest distance at t = k·lr of at most 2 % of the range.`,
    expected: "converged; distance ≤ 2 % of the range",
    measure: (results) =>
      judge(
        results.horizons.flatMap(({ lr }) =>
          results.labels.map((label) => {
            const { values, trajectory } = results.run({ road: "reference", label, lr });
            const { atSteps } = results.run({ road: "nonlocal", label, lr });
            const same = atSteps.slice(0, values.length);
            const share = supGap(values, same) / spread(same);
            const value = `${percent(share)} of the range, ${trajectory.status}`;
            return { what: `${label}, lr ${lr}`, value, holds: trajectory.status === "completed" && share <= 0.02 };
          }),
        ),
      ),
  };
}
