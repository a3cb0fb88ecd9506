import { type Claim, type Finding, judge, percent, short } from "../../src/experiments/index.js";
import { type SpeedData, type SpeedRow, speedProblems, veryStart } from "./speed-runs.js";

type SpeedClaim = Claim<SpeedData>;

const names = { adam: "Adam", rmsprop: "RMSprop" } as const;
const roads = { discrete: "algorithm", flow: "flow" } as const;
const roadNames = ["discrete", "flow"] as const;
/** Largest difference of what counts as equal. */
const equal = 0.05;

function rowsOf({ rows }: SpeedData, own: Pick<SpeedRow, "problem" | "optimizer" | "road">): readonly SpeedRow[] {
  return rows.filter((row) => row.problem === own.problem && row.optimizer === own.optimizer && row.road === own.road);
}

function each(
  data: SpeedData,
  optimizer: SpeedRow["optimizer"],
  look: (rows: readonly SpeedRow[]) => Omit<Finding, "what">,
): readonly Finding[] {
  return speedProblems.flatMap(({ name: problem }) =>
    roadNames.map((road) => ({
      what: `${problem}, ${roads[road]}`,
      ...look(rowsOf(data, { problem, optimizer, road })),
    })),
  );
}

/** Times of the algorithm, problem by problem, in the order of the rates. */
function firstTimes(data: SpeedData, optimizer: SpeedRow["optimizer"], which: 0 | 2): string {
  return speedProblems
    .map(({ name: problem }) => {
      const rows = rowsOf(data, { problem, optimizer, road: "discrete" });
      const times = rows.map(({ times: all }) => (Number.isFinite(all[which]) ? short(all[which]) : "never"));
      return `${times.join(", ")} (${problem})`;
    })
    .join("; ");
}

/** Larger rates are faster early. */
export function fasterEarly(optimizer: SpeedRow["optimizer"]): SpeedClaim {
  return {
    id: `faster-${optimizer}`,
    text: `At the early stage (after a very short period from initialisation) ${names[optimizer]} with larger a and b converges faster. Defined: the time at which a tenth of the excess loss is left is the shorter the larger the rates, of the algorithm and of the flow.`,
    expected: "shorter for larger rates",
    measure: (data) =>
      judge(
        each(data, optimizer, (rows) => {
          const tenths = rows.map(({ times }) => times[1]);
          return {
            value: `${tenths.map(short).join(", ")} for ${rows.map(({ label }) => label).join(", ")}`,
            holds: tenths.slice(1).every((time, k) => time < tenths[k]!),
          };
        }),
        `The algorithm has half of it left at ${firstTimes(data, optimizer, 0)}, a hundredth at ${firstTimes(data, optimizer, 2)}`,
      ),
  };
}

/** All rates start alike. */
export function equalStart(optimizer: SpeedRow["optimizer"]): SpeedClaim {
  const text =
    optimizer === "adam"
      ? "This difference in speed does not manifest at the very beginning (the paper says it of Adam)"
      : "RMSprop, too, starts alike for all rates (the paper’s figure 3 has both algorithms; its Proposition 3 is about Adam)";
  return {
    id: `start-${optimizer}`,
    text: `${text}. Defined: at t = ${veryStart}, ten steps, the falls of the loss with the smallest and the largest rate differ by at most 5 % of the larger.`,
    expected: "within 5 %",
    measure: (data) =>
      judge(
        each(data, optimizer, (rows) => {
          const falls = rows.map(({ fallen }) => fallen);
          const difference = 1 - Math.min(...falls) / Math.max(...falls);
          return {
            value: `${falls.map(percent).join(", ")}: ${percent(difference)} apart`,
            holds: difference <= equal,
          };
        }),
        optimizer === "rmsprop"
          ? "From v0 = 0 RMSprop starts with x' ≈ −sign(g)/√(at), since v ≈ at·g² has no correction: it moves by 2√(t/a), the more the smaller a"
          : "",
      ),
  };
}

export const signBound: SpeedClaim = {
  id: "proposition-3",
  text: "Proposition 3: along Adam’s flow with ε = 0, ‖x' + sign ∇f(x)‖ < (54M³L√d/c⁴)τ for τ < c³/(32M²L√d), whatever a and b. Defined: at 64 times up to that horizon, with c, M, L of the start.",
  expected: "value over bound < 1",
  measure: ({ starts }) =>
    judge(
      starts.map(({ problem, rate1, rate2, worst, horizon }): Finding => {
        return {
          what: `${problem}, a = ${rate2}, b = ${rate1}, up to τ = ${short(horizon)}`,
          value: short(worst),
          holds: worst < 1,
        };
      }),
      `The worst is ${short(Math.max(...starts.map(({ worst }) => worst)))} of the bound: m̂ and √v̂ lag behind g alike, so that the defect is of order τ², not τ`,
    ),
};
