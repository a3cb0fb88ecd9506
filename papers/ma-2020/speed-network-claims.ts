import { type Claim, type Finding, judge, percent, short } from "../../src/experiments/index.js";
import type { Level, SpeedNetworkData, SpeedNetworkRow } from "./speed-network-runs.js";
import { veryStart } from "./speed-runs.js";

type SpeedClaim = Claim<SpeedNetworkData>;
type OptimizerName = SpeedNetworkRow["optimizer"];

const names = { adam: "Adam", rmsprop: "RMSprop" } as const;
/** Largest difference of what counts as equal, as in the part without networks. */
const equal = 0.05;

function each(
  { rows, size }: SpeedNetworkData,
  optimizer: OptimizerName,
  look: (rows: readonly SpeedNetworkRow[]) => Omit<Finding, "what">,
): readonly Finding[] {
  return size.seeds.map((seed) => ({
    what: `seed ${seed}`,
    ...look(rows.filter((row) => row.seed === seed && row.optimizer === optimizer)),
  }));
}

export const timeText = (time: number): string => (Number.isFinite(time) ? short(time) : "never");
const shareText = (share: number): string => (Number.isFinite(share) ? percent(share) : "not finite");

/** Larger rates are faster early. */
function faster(optimizer: OptimizerName, level: Exclude<Level, "half">): SpeedClaim {
  const which =
    level === "tenth"
      ? "a tenth of the loss at the start is left (as in the part without networks)"
      : "a hundredth of the loss at the start is left, since a tenth may be reached within the very short period";
  return {
    id: `faster-network-${optimizer}-${level}`,
    text: `On the network, too, ${names[optimizer]} with larger a and b converges faster at the early stage, after a very short period from initialisation. Defined: the time at which ${which} is the shorter the larger the rates.`,
    expected: "shorter for larger rates",
    measure: (data) =>
      judge(
        each(data, optimizer, (rows) => {
          const times = rows.map((row) => row.times[level]);
          return {
            value: `${times.map(timeText).join(", ")} for ${rows.map(({ label }) => label).join(", ")}`,
            holds: times.slice(1).every((time, k) => time < times[k]!),
          };
        }),
      ),
  };
}

/** All rates start alike. */
function equalStart(optimizer: OptimizerName): SpeedClaim {
  return {
    id: `start-network-${optimizer}`,
    text: `On the network, too, the difference in speed does not manifest at the very beginning${optimizer === "adam" ? "" : " (the paper says it of Adam; its figure has both)"}. Defined: at t = ${veryStart}, ten steps, the falls of the loss with the smallest and the largest rate differ by at most 5 % of the larger.`,
    expected: "within 5 %",
    measure: (data) =>
      judge(
        each(data, optimizer, (rows) => {
          const falls = rows.map(({ fallen }) => fallen);
          const [first, last] = [falls[0]!, falls.at(-1)!];
          const difference = Math.abs(first - last) / Math.max(Math.abs(first), Math.abs(last));
          return {
            value: `${falls.map(shareText).join(", ")}: ${shareText(difference)} apart`,
            holds: difference <= equal,
          };
        }),
        each(data, optimizer, (rows) => {
          const step = partingStep(rows[0]!.loss, rows.at(-1)!.loss);
          return {
            value:
              step < 0 ? "they stay within 5 % of the loss at the start" : `more than 5 % of it from step ${step} on`,
            holds: true,
          };
        })
          .map(({ what, value }) => `${what}: ${value}`)
          .join("; ")
          .replace(/^/, "The losses with the smallest and the largest rate, against that at the start, are apart, "),
      ),
  };
}

/** The first step at which two losses differ by more than 5 % of that at the start; −1 if there is none. */
export function partingStep(one: Float64Array, other: Float64Array): number {
  return one.findIndex((value, k) => Math.abs(value - (other[k] ?? Infinity)) > equal * one[0]!);
}

export const speedNetworkClaims: readonly SpeedClaim[] = [
  faster("adam", "tenth"),
  faster("adam", "hundredth"),
  faster("rmsprop", "tenth"),
  faster("rmsprop", "hundredth"),
  equalStart("adam"),
  equalStart("rmsprop"),
];
