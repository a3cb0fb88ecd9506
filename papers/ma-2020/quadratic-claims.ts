import { type Claim, type Finding, judge, percentBy, short } from "../../src/experiments/index.js";
import { observedOrder } from "../../src/trajectory/observed-order.js";
import { algorithms, type FloorRow, type QuadraticData } from "./quadratic-runs.js";

type QuadraticClaim = Claim<QuadraticData>;

/** The seed that is drawn. */
export const drawnSeed = 1;
/** Largest change of the median from one quarter to the next, as a factor. */
const mostFall = 1.1;
const orderTolerance = 0.1;
const timeTolerance = 0.1;

const drawn = ({ rows }: QuadraticData, label: string) =>
  rows.filter((row) => row.seed === drawnSeed && row.label === label);

/** Order of the floor in lr, over some runs. */
export function floorOrder(rows: readonly FloorRow[]): number {
  const order = observedOrder(
    rows.map(({ lr }) => lr),
    rows.map(({ floor }) => floor.level),
  );
  return order?.slope ?? Number.NaN;
}

const drawnStop = ({ stops }: QuadraticData) => stops.find(({ name }) => name.endsWith(` ${drawnSeed}`))!;

const each = (data: QuadraticData, look: (row: FloorRow) => Omit<Finding, "what">): readonly Finding[] =>
  algorithms.flatMap(({ label }) =>
    drawn(data, label).map((row) => ({ what: `${label}, lr ${row.lr}`, ...look(row) })),
  );

export const fastStart: QuadraticClaim = {
  id: "fast",
  text: "Both experience fast initial convergence. Defined: by the time at which signGD’s flow comes to rest the loss has fallen to a hundredth of its start, at every lr.",
  expected: "≤ 0.01 of the start",
  measure: (data) =>
    judge(
      each(data, ({ trajectory: { times, loss } }) => {
        const { time } = drawnStop(data);
        const row = times.findIndex((t) => t >= time);
        const share = loss[row]! / loss[0]!;
        return { value: short(share), holds: share <= 0.01 };
      }),
    ),
};

export const superlinear: QuadraticClaim = {
  id: "superlinear",
  text: "The loss curve decreases very fast, sometimes even super-linearly, at the early stage. Defined: on the way to ten times its floor the loss falls faster than any exponential, ln f having a steeper mean slope over the second half of that time than over the first; sometimes: at one lr or more of each algorithm.",
  expected: "at one lr or more",
  measure: (data) =>
    judge(
      algorithms.map(({ label }): Finding => {
        const own = drawn(data, label);
        const faster = own.filter(({ floor }) => floor.acceleration > 1);
        const slopes = own.map(({ lr, floor }) => `${short(floor.acceleration)} (lr ${lr})`);
        return {
          what: label,
          value: `at ${faster.length} of ${own.length} lr; second slope over first ${slopes.join(", ")}`,
          holds: faster.length > 0,
        };
      }),
      "Where RMSprop’s is below 1, the loss leaves the flow’s before its floor and creeps there",
    ),
};

export const stopsFalling: QuadraticClaim = {
  id: "stops",
  text: "Then the loss stops decreasing. Defined: from the third quarter of the run (T = 20) to the fourth the median of the loss changes by at most a tenth.",
  expected: "by a factor of at most 1.1",
  measure: (data) =>
    judge(
      each(data, ({ floor: { before } }) => {
        return { value: `by a factor of ${before.toFixed(4)}`, holds: before <= mostFall && before >= 1 / mostFall };
      }),
    ),
};

export const floorFalls: QuadraticClaim = {
  id: "floor-falls",
  text: "The floor depends on the learning rate: smaller with a smaller one. Defined: the floor, the median of the loss over the last quarter, falls at every reduction of lr.",
  expected: "falls at each",
  measure: (data) =>
    judge(
      algorithms.flatMap(({ label }) => {
        const own = drawn(data, label);
        return own.slice(1).map(({ lr, floor }, k): Finding => {
          const larger = own[k]!;
          return {
            what: `${label}, lr ${larger.lr} to ${lr}`,
            value: `${short(larger.floor.level)} to ${short(floor.level)}`,
            holds: floor.level < larger.floor.level,
          };
        });
      }),
    ),
};

export const floorIsSquare: QuadraticClaim = {
  id: "floor-order",
  text: "How it depends (this project): the iterates end in a set of size lr, so that on a quadratic the floor is of order 2 in lr. Defined: the least-squares slope of log floor over log lr is within 0.1 of 2, for the drawn problem.",
  expected: "2 ± 0.1",
  measure: (data) =>
    judge(
      algorithms.map(({ label }): Finding => {
        const order = floorOrder(drawn(data, label));
        return { what: label, value: order.toFixed(2), holds: Math.abs(order - 2) <= orderTolerance };
      }),
      `Of other U: ${algorithms.map(({ label }) => otherOrders(data, label)).join("; ")}. signGD stays on the grid x0 + lr·ℤ¹⁰, where it stops at the first cycle that it meets; in units of lr the same cycles are there at every lr. floor/lr² is ${signFloors(data)} from the largest lr to the smallest: once it is the same cycle at each lr, the order is 2`,
    ),
};

function signFloors(data: QuadraticData): string {
  return drawn(data, algorithms[0].label)
    .map(({ lr, floor }) => Math.round(floor.level / lr ** 2))
    .join(", ");
}

function otherOrders({ rows }: QuadraticData, label: string): string {
  const seeds = [...new Set(rows.map(({ seed }) => seed))].filter((seed) => seed !== drawnSeed);
  const orders = seeds.map((seed) => floorOrder(rows.filter((row) => row.seed === seed && row.label === label)));
  return `${label} ${orders.map((order) => order.toFixed(2)).join(", ")}`;
}

export const reachedWithFlow: QuadraticClaim = {
  id: "reached",
  text: "The floor is reached when signGD’s flow stops, in finite time. Defined: at the smallest lr the loss is at ten times its floor within 10 % of the time at which the flow comes to rest.",
  expected: "within 10 %",
  measure: (data) => {
    const stop = drawnStop(data);
    return judge(
      algorithms.map(({ label }): Finding => {
        const last = drawn(data, label).at(-1)!;
        const off = last.floor.reached / stop.time - 1;
        return {
          what: `${label}, lr ${last.lr}`,
          value: `t = ${short(last.floor.reached)} against ${short(stop.time)}, ${percentBy(off, ["later", "earlier"])}`,
          holds: Math.abs(off) <= timeTolerance,
        };
      }),
      `At lr 0.01 it is t = ${algorithms.map(({ label }) => short(drawn(data, label)[0]!.floor.reached)).join(" and ")}`,
    );
  },
};

export const stopsInTime: QuadraticClaim = {
  id: "proposition-4",
  text: "Proposition 4: with ‖∇f‖² ≥ μΦ signGD’s flow has Φ(t) ≤ max(0, √Φ(0) − ½√μ t)² and stops by T = 2√(Φ(0)/μ). Defined: along the exact flow √Φ is at most 1e-9 above the bound, and it comes to rest by T, for each quadratic and each ε of the table.",
  expected: "√Φ ≤ bound + 1e-9, rest by T",
  measure: ({ stops, parabolas }) =>
    judge(
      [...stops, ...parabolas].map(({ name, time, bound, excess }): Finding => {
        return {
          what: name,
          value: `at ${short(time)}, T = ${short(bound)}`,
          holds: excess <= 1e-9 && time <= bound * (1 + 1e-9),
        };
      }),
      `On the quadratics T is ${stops.map(({ time, bound }) => short(bound / time)).join(", ")} times as late`,
    ),
};

export const looseBound: QuadraticClaim = {
  id: "loose",
  text: "On f(x) = εx² the prediction T is exact when ε = 1 but becomes very loose when ε ≪ 1 or ε ≫ 1: T = x0·ε^(−1/2). Defined: T by the proposition’s formula, 2√(Φ(0)/μ) with Φ(0) = εx0² and μ = 4ε, over the time at which the flow stops is ε^(−1/2) to 1 %.",
  expected: "T over time = ε^(−1/2)",
  measure: ({ parabolas }) =>
    judge(
      parabolas.map(({ name, time, bound, printed }): Finding => {
        const ratio = bound / time;
        return {
          what: name,
          value: `${short(ratio)} against ${short(printed)}`,
          holds: Math.abs(ratio / printed - 1) <= 0.01,
        };
      }),
      "The paper puts x0² for f(x0) = εx0²: by its own formula T is the stopping time for every ε, and along the flow the bound on Φ is an equality. What makes T late is several dimensions with different curvatures",
    ),
};
