import { type Claim, type Finding, judge, percent, short } from "../../src/experiments/index.js";
import type { FloorFit } from "../../src/trajectory/floor-fit.js";
import { observedOrder } from "../../src/trajectory/observed-order.js";
import type { Trajectory } from "../../src/trajectory/trajectory.js";

export const floorModels = [
  { road: "discrete", name: "discrete" },
  { road: "nonlocal", name: "first order" },
  { road: "inertial", name: "second order" },
] as const;

/** A run, and what was fitted to its Φ. */
export interface FloorRow {
  readonly model: (typeof floorModels)[number]["name"];
  readonly lr: number;
  readonly steps: number;
  /** max{lr, (lr/(1 − β1))², lr/(1 − β2)}. */
  readonly rho: number;
  readonly trajectory: Trajectory;
  readonly fit: FloorFit;
  /** B at the end of a run of {@link longer} times as many steps; made of the algorithm only, else NaN. */
  readonly laterFloor: number;
}

/** How much longer runs are that show whether a floor stays. */
export const longer = 4;

export interface FloorData {
  /** Runs that were completed. */
  readonly rows: readonly FloorRow[];
}

type FloorClaim = Claim<FloorData>;

const mostViolations = 0.05;
const leastStraightness = 0.9;
const leastLevel = 0.5;
const mostGrowth = 2;

const bound = "Φ ≤ A e^(−ω(t − 1)) + B, fitted to every second sample of the running maximum of Φ over 0.1";

const each = (rows: readonly FloorRow[], look: (row: FloorRow) => Omit<Finding, "what">): readonly Finding[] =>
  rows.map((row) => ({ what: `${row.model}, lr ${row.lr}`, ...look(row) }));

export const decays: FloorClaim = {
  id: "decay",
  text: `Φ decays exponentially to a neighbourhood. Defined: in ${bound}, ω > 0, and at most 5 % of the other samples from t = 1 on are above the bound. It can hardly fail where Φ falls at all: A is chosen for the bound to hold.`,
  expected: "ω > 0, ≤ 5 % above",
  measure: ({ rows }) =>
    judge(
      each(rows, ({ fit: { rate, violations, checked } }) => {
        const share = violations / checked;
        return {
          value: `ω = ${short(rate)}, ${violations} of ${checked} above`,
          holds: rate > 0 && share <= mostViolations,
        };
      }),
    ),
};

export const isStraight: FloorClaim = {
  id: "exponential",
  text: "The decay is exponential in its course. Defined: a straight line explains at least 90 % of the variance of ln(running maximum − B) over [1, T − 1.7].",
  expected: "r² ≥ 0.9",
  measure: ({ rows }) =>
    judge(each(rows, ({ fit: { r2 } }) => ({ value: `r² = ${r2.toFixed(3)}`, holds: r2 >= leastStraightness }))),
};

export const floorReached: FloorClaim = {
  id: "reached",
  text: "The floor is reached on the horizon. Defined: over the last 1.7 the running maximum of Φ stays above half of B, its largest value there; where it does not, B is a passing value.",
  expected: "least of it ≥ 50 % of B",
  measure: ({ rows }) =>
    judge(
      each(rows, ({ lr, steps, fit: { level } }) => {
        return { value: `${percent(level)} at T = ${short(lr * steps)}`, holds: level >= leastLevel };
      }),
      laterNote(rows),
    ),
};

/** Whether B stays where it is on longer runs. */
function laterNote(rows: readonly FloorRow[]): string {
  const quotients = rows
    .filter(({ laterFloor }) => Number.isFinite(laterFloor))
    .map(({ lr, laterFloor, fit }) => `${short(laterFloor)} for ${short(fit.floor)} at lr ${lr}`);
  return `With ${longer} times as many steps the algorithm has B = ${quotients.join(", ")}`;
}

export const floorOrder: FloorClaim = {
  id: "floor",
  text: "The floor is O(ρ), ρ = max{lr, (lr/(1 − β1))², lr/(1 − β2)}. Defined: B/ρ does not grow as lr shrinks: at each learning rate it is at most twice the largest B/ρ at the larger ones, so that a constant found there still serves.",
  expected: "at most twice",
  measure: ({ rows }) => {
    const findings = floorModels.flatMap(({ name }): Finding[] => {
      const own = rows.filter(({ model }) => model === name).sort((a, b) => b.lr - a.lr);
      const quotients = own.map(({ fit, rho }) => fit.floor / rho);
      return own.slice(1).map(({ lr }, k) => {
        const before = Math.max(...quotients.slice(0, k + 1));
        const growth = quotients[k + 1]! / before;
        return {
          what: `${name}, lr ${lr}`,
          value: `B/ρ = ${short(quotients[k + 1]!)} against ${short(before)}, ${short(growth)} times`,
          holds: growth <= mostGrowth,
        };
      });
    });
    return judge(findings, `${orderNote(rows)}. ${sizeNote(rows)}`);
  },
};

function orderNote(rows: readonly FloorRow[]): string {
  const orders = floorModels.map(({ name }) => {
    const own = rows.filter(({ model }) => model === name);
    const order = observedOrder(
      own.map(({ rho }) => rho),
      own.map(({ fit }) => fit.floor),
    );
    return `${order === null ? "not defined" : order.slope.toFixed(2)} (${name})`;
  });
  const most = rows.reduce((largest, { fit, rho }) => Math.max(largest, fit.floor / rho), 0);
  const passing = rows.filter(({ fit }) => fit.level < leastLevel).length;
  return `Fitted order of B in ρ: ${orders.join(", ")}. B ≤ ${short(most)}·ρ everywhere; ${passing} of these ${rows.length} B are passing values, read where Φ still falls or swings, and runs at smaller lr end earlier`;
}

/** What a bound by ρ can say here. */
function sizeNote(rows: readonly FloorRow[]): string {
  const rhos = rows.map(({ rho }) => rho);
  const start = rows[0]?.trajectory.loss[0] ?? Number.NaN;
  return `ρ is from ${short(Math.min(...rhos))} to ${short(Math.max(...rhos))} here, and Φ(0) = ${short(start)}: with a constant of 1 a floor of ρ is above half of the start wherever ρ > ${short(start / 2)}`;
}
