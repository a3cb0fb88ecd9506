import { judge, short } from "../../src/experiments/index.js";
import { spread, supNorm, turningPoints } from "../../src/trajectory/measure.js";
import { type CasesClaimOptions, examine, type HerediaClaim, type RateClaimOptions } from "./claim.js";

/** θ or m turns again and again, each time by less. */
export function dampedOscillation({ id, says, lr, labels }: CasesClaimOptions): HerediaClaim {
  return {
    id,
    lrs: [lr],
    text: `${says} Defined: the curve turns at least twice by more than 1 % of its largest deviation from its limit (θ*, or 0 for m), and after the first turn each extreme lies closer to the limit than the one before.`,
    expected: "≥ 2 turns, each closer to the limit",
    measure: (results) =>
      judge(
        examine(results, { lrs: [lr], labels }, ({ run, target }) => {
          const limit = results.quantity === "theta" ? target : 0;
          const away = run.values.map((value) => Math.abs(value - limit));
          const turns = turningPoints(run.values, { prominence: 0.01 * supNorm(away) });
          const sizes = turns.map((index) => away[index]!);
          const isDamped = sizes.every((size, index) => index === 0 || size < sizes[index - 1]!);
          return {
            value: `extremes at distance ${sizes.map(short).join(", ") || "none"}`,
            holds: turns.length >= 2 && isDamped,
          };
        }),
      ),
  };
}

/** No visible turn. */
export function smooth({ id, says, lr, turns }: RateClaimOptions & { readonly turns: number }): HerediaClaim {
  return {
    id,
    lrs: [lr],
    text: `${says} Defined: the curve has exactly ${turns} turn${turns === 1 ? "" : "s"} by more than 1 % of its range.`,
    expected: `${turns} turn${turns === 1 ? "" : "s"}`,
    measure: (results) =>
      judge(
        examine(results, { lrs: [lr] }, ({ run }) => {
          const found = turningPoints(run.values, { prominence: 0.01 * spread(run.values) }).length;
          return { value: `${found} turns`, holds: found === turns };
        }),
      ),
  };
}
