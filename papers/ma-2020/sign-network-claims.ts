import { type Claim, type Finding, judge, percent, short } from "../../src/experiments/index.js";
import { limitCases } from "./limit-runs.js";
import type { SignData } from "./sign-network-runs.js";

/** As in the part without networks. */
const earlyTolerance = 0.05;

/** One algorithm with fixed factors beside signGD. */
function approaches(item: (typeof limitCases)[number]): Claim<SignData> {
  return {
    id: `early-network-${item.optimizer}`,
    text: `On the network, too, the loss of ${item.label} against time lr·k approaches that of signGD in the early phase, as lr falls at fixed factors. Defined: while signGD falls to a tenth of its loss at the start, sup |f(X) − f(x)| as a share of that loss falls at every reduction of lr, and is at most 5 % at the smallest; f(X) as drawn, linear between steps.`,
    expected: "falls, to ≤ 5 %",
    measure: (data) =>
      judge(
        data.size.seeds.map((seed) => earlyFinding(data, seed, item.label)),
        `${item.optimizer === "adam" ? "A memory lasts lr/(1 − α), the time 1000·lr for α = 0.999" : "From v0 = 0 the first steps are up to 1/√(1 − α) = 10 times as long as signGD’s, which under a constant gradient puts RMSprop 2 ln 2·lr/(1 − α) = 139·lr ahead in time, for good"}; the early phase ends at t = ${[...data.earlyUntil.values()].map((end) => (Number.isFinite(end) ? short(end) : "never")).join(" and ")}`,
      ),
  };
}

function earlyFinding({ rows }: SignData, seed: number, label: string): Finding {
  const own = rows.filter((row) => row.seed === seed && row.label === label);
  const smallest = own.at(-1)!;
  const what = `seed ${seed}`;
  if (own.some(({ early }) => Number.isNaN(early))) {
    return { what, value: "signGD did not fall to a tenth", holds: false };
  }
  return {
    what,
    value: `${own.map(({ early }) => gapText(early)).join(", ")} from lr ${own[0]!.lr} to ${smallest.lr}`,
    holds: own.slice(1).every(({ early }, k) => early < own[k]!.early) && smallest.early <= earlyTolerance,
  };
}

/** A share, which is not finite where the run ended before. */
export const gapText = (early: number): string => (Number.isFinite(early) ? percent(early) : "not finite");

export const signNetworkClaims: readonly Claim<SignData>[] = limitCases.map(approaches);
