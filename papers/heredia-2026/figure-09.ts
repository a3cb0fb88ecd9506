import {
  type Case,
  type Claim,
  type Finding,
  judge,
  type Laboratory,
  type Picture,
  type RunSetting,
  short,
} from "../../src/experiments/index.js";
import { type FigureLine, gapFigure, orderLabel, type ReportTable } from "../../src/report/index.js";
import { supGap } from "../../src/trajectory/measure.js";
import { observedOrder } from "../../src/trajectory/observed-order.js";
import { defineStudy } from "./define-study.js";
import { caseOf, formula, perturbation, settingOf } from "./setup.js";

/** The interval [δ, T] and how densely it is looked at, unit time. */
const from = 0.5;
const until = 4;
const points = 351;
/**
 * In the last one (α/(1 − β1))² is what counts from lr 0.0033 on; in the others it is α/(1 − β2). β1 > β2 makes θ swing about
 * the minimum with a period of some α at small lr, where the equation is hard to solve and the case says nothing new.
 */
const cases = [caseOf(0.9, 0.99), caseOf(0.9, 0.999), caseOf(0.99, 0.999), caseOf(0.99, 0.97)];
const leastOfLast = 5e-4;
const rates = [1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 0.01];
/** Small runs only. */
const quickRates = [1e-3, 2e-3, 5e-3, 0.01];

/** One pair of runs of the two models. */
export interface RefinementRow {
  readonly label: string;
  readonly lr: number;
  /** max{α, (α/(1 − β1))², α/(1 − β2)}. */
  readonly rho: number;
  /** sup over [δ, T] of the distance between the models. */
  readonly gap: number;
}

type RefinementClaim = Claim<readonly RefinementRow[]>;

/** Over ρ < 1, the only values for which O(ρ) says something. */
const smallRho = (rows: readonly RefinementRow[], label: string) =>
  rows.filter((row) => row.label === label && row.rho < 1 - 1e-9);

const shrinks: RefinementClaim = {
  id: "order",
  text: `As α → 0 the second-order model reduces to the first-order one away from t = 0, with a perturbation governed by ρ = max{α, (α/(1−β1))², α/(1−β2)}. Defined: sup |θ₂ − θ₁| over [${from}, ${until}] shrinks with ρ at an observed order of at least 0.8, over the runs with ρ < 1.`,
  expected: "order in ρ ≥ 0.8",
  measure: (rows) =>
    judge(
      cases.map(({ label }): Finding => {
        const own = smallRho(rows, label);
        const order = orderOf(own);
        const constant = Math.max(...own.map(({ gap, rho }) => gap / rho));
        const value =
          order === null
            ? `${own.length} run with ρ < 1: no order`
            : `order ${order.slope.toFixed(2)} over ${own.length} lr, sup ≤ ${short(constant)}·ρ`;
        return { what: label, value, holds: order !== null && order.slope >= 0.8 };
      }),
    ),
};

export const figure09 = defineStudy<readonly RefinementRow[]>({
  figure: 9,
  title: "α-refinement: from the second to the first order",
  seconds: 6,
  shown: cases.flatMap((item) => ratesOf(item, rates).flatMap((lr) => pairAt(lr, item))),
  compute: measureGaps,
  draw: (rows) => [drawGaps(rows)],
  tabulate: (rows) => [gapTable(rows)],
  claims: [shrinks],
});

async function measureGaps({ scale, run }: Laboratory): Promise<readonly RefinementRow[]> {
  const at = Array.from({ length: points }, (_, k) => from + ((until - from) * k) / (points - 1));
  const lrs = scale === "quick" ? quickRates : rates;
  return Promise.all(
    cases.flatMap((item) =>
      ratesOf(item, lrs).map(async (lr): Promise<RefinementRow> => {
        const [first, second] = await Promise.all(pairAt(lr, item).map((setting) => run({ ...setting, at })));
        return { label: item.label, lr, rho: perturbation(lr, item), gap: supGap(first!.theta, second!.theta) };
      }),
    ),
  );
}

function ratesOf(item: Case, lrs: readonly number[]): readonly number[] {
  return item === cases.at(-1) ? lrs.filter((lr) => lr >= leastOfLast) : lrs;
}

/** Both models. */
function pairAt(lr: number, item: Case): readonly RunSetting[] {
  const own = { c: 1.5, lr, steps: Math.round(until / lr), case: item };
  return [settingOf({ ...own, road: "nonlocal" }), settingOf({ ...own, road: "inertial", velocity0: 1 })];
}

function orderOf(rows: readonly RefinementRow[]): { slope: number } | null {
  return observedOrder(
    rows.map(({ rho }) => rho),
    rows.map(({ gap }) => gap),
  );
}

function drawGaps(rows: readonly RefinementRow[]): Picture {
  const lines = cases.map(({ label }): FigureLine => {
    const own = smallRho(rows, label);
    return {
      label: orderLabel(label, orderOf(own)?.slope ?? Number.NaN),
      kind: "measured",
      x: Float64Array.from(own, ({ rho }) => rho),
      y: Float64Array.from(own, ({ gap }) => gap),
    };
  });
  const text = rows.map(({ label, lr, rho, gap }) => `"${label}",${lr},${rho},${gap}`);
  return {
    name: "figure-09",
    spec: gapFigure(lines, {
      title: "Figure 9. Distance between the second- and the first-order model",
      xTitle: "ρ = max{α, (α/(1−β1))², α/(1−β2)}",
      yTitle: `sup |θ₂ − θ₁| over [${from}, ${until}]`,
    }),
    csv: `case,lr,rho,gap\n${text.join("\n")}\n`,
    alt: "Distance between the two models against ρ, both axes logarithmic, for four pairs of momentum factors",
    caption: `${formula(1.5)}, θ0 = −1.5, u0 = 1, lr up to 0.01. Drawn and fitted: ρ < 1; the table has the others.`,
  };
}

function gapTable(rows: readonly RefinementRow[]): ReportTable {
  return {
    name: "figure-09-table",
    title: "Distance of second to first order against ρ",
    note: "C is the distance over ρ: where it stays, the distance is O(ρ).",
    columns: ["β", "lr", "ρ", "sup |θ₂ − θ₁|", "C"],
    rows: rows.map(({ label, lr, rho, gap }) => [label, lr, rho, gap, gap / rho]),
  };
}
