import { type Claim, type Finding, judge, type Picture, short } from "../../src/experiments/index.js";
import { shareCurves } from "../../src/lagrangian/index.js";
import { type FigureLine, type FigurePanel, panelFigure, type ReportTable } from "../../src/report/index.js";
import { supGap } from "../../src/trajectory/measure.js";
import { defineStudy } from "./define-study.js";
import { type IdealPath, idealPaths } from "./ideal-paths.js";
import { type ReciprocityRow, reciprocityRows } from "./reciprocity.js";

interface Variational {
  readonly rows: readonly ReciprocityRow[];
  readonly paths: readonly IdealPath[];
}

type VariationalClaim = Claim<Variational>;

const notReciprocal: VariationalClaim = {
  id: "not-reciprocal",
  text: "The causal force derives from no action of its own: reciprocity is an ideal. Defined: at every lag s > α the defect d(s) is exactly 1, whatever α and β. It follows from causality and cannot fail: the curves show how it comes to 1 below α.",
  expected: "d(s) = 1 for s > α",
  measure: ({ rows }) =>
    judge(
      rows.map(({ label, lags, defect }): Finding => {
        const beyond = defect.filter((_, k) => lags[k]! > 1 + 1e-9);
        const least = Math.min(...beyond);
        return { what: label, value: `least d = ${least}`, holds: least === 1 };
      }),
    ),
};

const shareOfMemory: VariationalClaim = {
  id: "share",
  text: "Ours, with a threshold of ours: the share of the force that no reciprocal partner can balance is nearly all of it at the usual momentum factors. Defined: along the run, at its end, the non-reciprocal share of v is at least 0.9 for β2 ≥ 0.99, and that of m at least 0.9 for β1 ≥ 0.99.",
  expected: "share ≥ 0.9",
  measure: ({ rows }) =>
    judge(
      rows.flatMap(({ label, beta1, beta2, share }): Finding[] => [
        ...(beta1 >= 0.99 ? [{ what: `m, ${label}`, value: share.m.toFixed(3), holds: share.m >= 0.9 }] : []),
        ...(beta2 >= 0.99 ? [{ what: `v, ${label}`, value: share.v.toFixed(3), holds: share.v >= 0.9 }] : []),
      ]),
    ),
};

const stationaryPaths: VariationalClaim = {
  id: "stationary-paths",
  text: "Ours: the ideal action has stationary paths between fixed ends, and Adam's causal trajectory is not one of them. Defined: Newton's method converges to a relative residual of 1e-10 at every length (for Adam up to 10α: 15α takes 12 s, and the module goes no farther), and the causal trajectory's is above 0.01.",
  expected: "converged, causal > 0.01",
  measure: ({ paths }) =>
    judge(
      paths.map(({ force, length, status, residual, causalResidual }): Finding => {
        const isSolved = status === "completed";
        const isOther = force !== "Adam" || causalResidual > 0.01;
        const causal = force === "Adam" ? `, causal ${short(causalResidual)}` : "";
        return { what: `${force}, ${length}α`, value: `${short(residual)}${causal}`, holds: isSolved && isOther };
      }),
    ),
};

export const figure11 = defineStudy<Variational>({
  figure: 11,
  title: "The variational side: reciprocity and the ideal action",
  seconds: 8,
  compute: async ({ scale }) => ({
    rows: reciprocityRows(),
    paths: idealPaths(scale === "quick" ? [2, 5] : [1, 2, 5, 10]),
  }),
  draw: ({ rows, paths }) => [drawReciprocity(rows), drawPaths(paths)],
  tabulate: ({ rows, paths }) => [shareTable(rows), pathTable(paths)],
  claims: [notReciprocal, shareOfMemory, stationaryPaths],
});

function drawReciprocity(rows: readonly ReciprocityRow[]): Picture {
  const defect: FigurePanel = {
    title: "reciprocity defect by lag",
    xTitle: "lag s/α",
    yTitle: "d(s)",
    lines: rows.map(({ label, lags, defect: y }): FigureLine => ({ label, kind: "fitted", x: lags, y })),
  };
  const share: FigurePanel = {
    title: "non-reciprocal share of a constant gradient",
    xTitle: "β",
    yTitle: "share",
    lines: shareCurves().map((line) => ({ ...line, kind: "fitted" as const })),
  };
  return {
    name: "figure-11",
    spec: panelFigure([defect, share], { title: "Figure 11. Reciprocity of the causal force", kindLegend: false }),
    csv: linesCsv([defect, share]),
    alt: "Reciprocity defect against lag for five settings, and non-reciprocal share against the momentum factor for both kernels",
    caption:
      "Left: along runs of the inertial model (c = 1.5, θ0 = −1.5, u0 = 1), six moments taken together; beyond one α a causal memory has no partner and d is exactly 1. Right: ∫|K||g| over the lags without a partner over the same at all lags, shifted.",
  };
}

function drawPaths(paths: readonly IdealPath[]): Picture {
  const own = paths.filter(({ force }) => force === "Adam").slice(-3);
  const panels = own.map(({ length, times, theta, causal }): FigurePanel => {
    return {
      title: `T = ${length}α`,
      xTitle: "time t",
      yTitle: "θ",
      lines: [
        { label: "stationary path of the ideal action", kind: "fitted", x: times, y: theta },
        { label: "Adam’s causal trajectory", kind: "fitted", x: times, y: causal },
      ],
    };
  });
  return {
    name: "figure-11-paths",
    spec: panelFigure(panels, {
      title: "Stationary paths between the ends of a trajectory",
      kindLegend: false,
      columns: 2,
    }),
    csv: linesCsv(panels),
    alt: "Stationary paths of the ideal action beside the causal trajectory with the same ends, for three lengths",
    caption:
      "β = (0.9, 0.99), α = 0.05, c = 1.5. The weight e^(2t/α) makes the end count and the beginning not: long paths leave their start in a layer that costs nothing.",
  };
}

function linesCsv(panels: readonly FigurePanel[]): string {
  const rows = panels.flatMap(({ title, lines }) =>
    lines.flatMap(({ label, x, y }) => Array.from(x, (value, k) => `"${title}","${label}",${value},${y[k]}`)),
  );
  return `panel,line,x,y\n${rows.join("\n")}\n`;
}

function shareTable(rows: readonly ReciprocityRow[]): ReportTable {
  return {
    name: "figure-11-shares",
    title: "Non-reciprocal share",
    note: "Along the run at t = 3, and of a constant gradient with an infinite past, in closed form.",
    columns: ["α", "β1", "β2", "m", "m, constant g", "v", "v, constant g"],
    rows: rows.map(({ lr, beta1, beta2, share, steady }) => [lr, beta1, beta2, share.m, steady.m, share.v, steady.v]),
  };
}

function pathTable(paths: readonly IdealPath[]): ReportTable {
  return {
    name: "figure-11-table",
    title: "Stationary paths of the ideal action",
    note: "Adam on the paper’s objective, c = 1.5; linear memory: F = −m on θ²/2, where the equation is linear, between the ends of an inertial run on it. By Newton’s method between the ends of the causal trajectory; condition is that of its last Jacobian. Residuals are relative to the largest term of the equation.",
    columns: ["force", "T/α", "status", "Newton steps", "residual", "condition", "causal residual", "sup |Δθ|"],
    rows: paths.map((path) => [
      path.force,
      path.length,
      path.status,
      path.iterations,
      path.residual,
      path.condition,
      path.causalResidual,
      path.force === "Adam" ? supGap(path.theta, path.causal) : Number.NaN,
    ]),
  };
}
