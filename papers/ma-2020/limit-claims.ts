import { type Claim, type Finding, judge, percent, short } from "../../src/experiments/index.js";
import { observedOrder } from "../../src/trajectory/observed-order.js";
import { type LimitData, type LimitRow, limitCases, limitFlows, limitProblems } from "./limit-runs.js";
import { type MemoryRow, memoryCases, memoryProblems } from "./memory-runs.js";

/** What figure 2 looks at. */
export interface FlowData extends LimitData {
  readonly memory: readonly MemoryRow[];
}

type FlowClaim = Claim<FlowData>;

/** So many of the smallest learning rates show a limit. */
const last = 4;
const leastOrder = 0.5;
/** So many of the smallest tell an order: there the ratio has settled on all problems but Rosenbrock. */
const settled = 3;
const orderTolerance = 0.1;
const earlyTolerance = 0.05;

/** Order of a quantity over the `count` smallest learning rates. */
export function lastOrder<Row extends { readonly lr: number }>(
  rows: readonly Row[],
  { count, pick }: { readonly count: number; pick(row: Row): number },
): number {
  const own = [...rows].sort((a, b) => b.lr - a.lr).slice(-count);
  return (
    observedOrder(
      own.map(({ lr }) => lr),
      own.map(pick),
    )?.slope ?? Number.NaN
  );
}

/** Rows of a flow, a problem and a case, the largest learning rate first. */
export function limitRowsOf(rows: readonly LimitRow[], own: Pick<LimitRow, "problem" | "label" | "flow">) {
  return rows.filter((row) => row.problem === own.problem && row.label === own.label && row.flow === own.flow);
}

/** Problems that were run down to the smallest learning rate of all. */
function runToTheEnd(rows: readonly LimitRow[]): readonly string[] {
  const least = Math.min(...rows.map(({ lr }) => lr));
  return limitProblems
    .map(({ name }) => name)
    .filter((name) => rows.some(({ problem, lr }) => problem === name && lr === least));
}

export const approachesEarly: FlowClaim = {
  id: "early",
  text: "The loss against time lr·k approaches that of signGD in the early phase, as lr falls at fixed factors. Defined: while signGD’s exact flow falls to a tenth of its excess loss, sup |f(X) − f(x)| as a share of the excess at the start falls at every reduction of lr, and is at most 5 % at the smallest.",
  expected: "falls, to ≤ 5 %",
  measure: ({ rows }) =>
    judge(
      runToTheEnd(rows).flatMap((problem) =>
        limitCases.map(({ label }): Finding => {
          const shares = limitRowsOf(rows, { problem, label, flow: limitFlows[1].name });
          const falls = shares.slice(1).every(({ early }, k) => early < shares[k]!.early);
          const smallest = shares.at(-1)!;
          return {
            what: `${problem}, ${label}`,
            value: `${shares.map(({ early }) => percent(early)).join(", ")} from lr ${shares[0]!.lr} to ${smallest.lr}`,
            holds: falls && smallest.early <= earlyTolerance,
          };
        }),
      ),
      "A memory lasts lr/(1 − α), the time 1000·lr for α = 0.999: only where that is short does Adam go like signGD",
    ),
};

/** Proposition 1 beside one of the two flows. */
export function tendsToSign(which: 0 | 1): FlowClaim {
  const { name } = limitFlows[which];
  const about =
    which === 0
      ? "the smooth signGD flow x' = −∇f/(|∇f| + ε)"
      : "the exact signGD flow, which the smooth one is close to as ε is small";
  return {
    id: `proposition-1-${which === 0 ? "smooth" : "exact"}`,
    text: `Proposition 1: with fixed factors sup ‖X − x‖ over [0, T] tends to 0 with lr, x being ${about}. Defined (${name}, T = 3): it falls at each of the last three reductions of lr, with a least-squares order of at least ½ over the four smallest lr; the paper gives no rate.`,
    expected: "falls, order ≥ ½",
    measure: ({ rows }) =>
      judge(
        runToTheEnd(rows).flatMap((problem) =>
          limitCases.map(({ label }): Finding => {
            const own = limitRowsOf(rows, { problem, label, flow: name }).slice(-last);
            const order = lastOrder(own, { count: last, pick: ({ gap }) => gap });
            const falls = own.slice(1).every(({ gap }, k) => gap < own[k]!.gap);
            return {
              what: `${problem}, ${label}`,
              value: `${own.map(({ gap }) => short(gap)).join(", ")}, order ${order.toFixed(2)}`,
              holds: falls && order >= leastOrder,
            };
          }),
        ),
      ),
  };
}

/** Proposition 2 for one of the algorithms. */
export function tendsToFlow(optimizer: "rmsprop" | "adam"): FlowClaim {
  const [name, order] = optimizer === "rmsprop" ? ["RMSprop, from v0 = 0,", 0.5] : ["Adam", 1];
  return {
    id: `proposition-2-${optimizer}`,
    text: `Proposition 2: with the rates fixed sup ‖X − x‖ over [0, T] tends to 0 with lr, for ${name} and its flow; the order is ${order} (theory of this project; the paper gives none). Defined: X constant between updates, T = 2, least-squares order over the three smallest lr within 0.1.`,
    expected: `${order} ± ${orderTolerance}`,
    measure: ({ memory }) =>
      judge(
        memoryProblems.flatMap(({ name: problem }) =>
          memoryCases
            .filter((item) => item.optimizer === optimizer)
            .map(({ label }): Finding => {
              const own = memory.filter((row) => row.problem === problem && row.label === label);
              const slope = lastOrder(own, { count: settled, pick: ({ steps }) => steps });
              return {
                what: `${problem}, ${label}`,
                value: slope.toFixed(2),
                holds: Math.abs(slope - order) <= orderTolerance,
              };
            }),
        ),
        optimizer === "rmsprop" ? firstStepNote(memory) : "",
      ),
  };
}

/** sup over √(lr/a): 2 if the first step decides. */
function firstStepNote(memory: readonly MemoryRow[]): string {
  const quotients = memoryCases
    .filter(({ optimizer }) => optimizer === "rmsprop")
    .map(({ label, rate2 }) => {
      const own = memory.filter((row) => row.problem === memoryProblems[0]!.name && row.label === label).at(-1)!;
      return short(own.steps / Math.sqrt(own.lr / rate2));
    });
  return `On ${memoryProblems[0]!.name} the distance over √(lr/a) is ${quotients.join(" and ")} at the smallest lr: the flow moves by 2√(lr/a) while the first iterate stays`;
}
