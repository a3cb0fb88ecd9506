import type { Picture } from "../../src/experiments/index.js";
import { type FigureLine, type FigurePanel, panelFigure, type ReportTable } from "../../src/report/index.js";
import { defineStudy } from "./define-study.js";
import { closerThanFirst, lossErrorOrder, publishedTable, slopeOf, slopesAgree } from "./error-claims.js";
import { type ErrorRow, type FinalError, finalErrors } from "./final-errors.js";
import { formula, velocities } from "./setup.js";

/** What a row's model is called. */
const nameOf = (velocity0: number | null): string =>
  velocity0 === null ? "first order" : `second order, u0 = ${velocity0}`;

export const figure03 = defineStudy<readonly ErrorRow[]>({
  figure: 3,
  title: "Final-time errors against discrete Adam",
  seconds: 12,
  compute: finalErrors,
  draw: (rows) => [drawErrors(rows)],
  tabulate: (rows) => [errorTable(rows)],
  hasReference: (rows) => rows.some(({ author }) => author !== null),
  claims: [
    ...velocities.map(closerThanFirst),
    slopesAgree("ours"),
    slopesAgree("author"),
    lossErrorOrder,
    publishedTable,
  ],
});

function drawErrors(rows: readonly ErrorRow[]): Picture {
  const spec = panelFigure([errorPanel(rows, "theta"), errorPanel(rows, "loss")], {
    title: "Figure 3. Errors at T = K·lr against discrete Adam",
    subtitle: "dots: the equations, solved to 1e-10; dotted: the author’s published numbers",
    kindLegend: false,
  });
  const lines = rows.map(({ lr, velocity0, ours, published }) =>
    [lr, nameOf(velocity0), ours.theta, ours.loss, published.theta, published.loss].join(","),
  );
  return {
    name: "figure-03",
    spec,
    csv: `lr,model,error_theta,error_loss,published_theta,published_loss\n${lines.join("\n")}\n`,
    alt: "Final-time errors of θ and of the loss against the learning rate, for the first-order model and four initial velocities of the second-order model",
    caption: `${formula(1.5)}, θ0 = −1.5, β = (0.99, 0.999). E_T = |θ_K − θ(T)| and E_f,T = |f(θ_K) − f(θ(T))| at the author’s T = K·lr (10, less where his runs end before), with true times.`,
  };
}

function errorPanel(rows: readonly ErrorRow[], quantity: keyof FinalError): FigurePanel {
  const line = (velocity0: number | null, kind: "measured" | "fitted" | "reference"): FigureLine => {
    const own = rows.filter((row) => row.velocity0 === velocity0);
    return {
      label: nameOf(velocity0),
      kind,
      x: Float64Array.from(own, ({ lr }) => lr),
      y: Float64Array.from(own, ({ ours, published }) => (kind === "reference" ? published : ours)[quantity]),
    };
  };
  const models = [null, ...velocities];
  return {
    title: quantity === "theta" ? "E_T = |θ_K − θ(T)|" : "E_f,T = |f(θ_K) − f(θ(T))|",
    xTitle: "learning rate lr",
    yTitle: quantity === "theta" ? "E_T" : "E_f,T",
    xScale: "log",
    yScale: "log",
    lines: (["measured", "fitted", "reference"] as const).flatMap((kind) => models.map((u) => line(u, kind))),
  };
}

function errorTable(rows: readonly ErrorRow[]): ReportTable {
  const body = [null, ...velocities].flatMap((velocity0) => {
    const own = rows.filter((row) => row.velocity0 === velocity0);
    const numbers = own.map((row): (string | number)[] => [
      nameOf(velocity0),
      row.lr,
      row.published.theta,
      row.author?.asPublished.theta ?? Number.NaN,
      row.author?.trueTimes.theta ?? Number.NaN,
      row.ours.theta,
      row.unshifted?.theta ?? Number.NaN,
      (row.unshifted ?? row.ours).theta - row.published.theta,
      row.author?.numericalError ?? Number.NaN,
      row.published.loss,
      row.author?.asPublished.loss ?? Number.NaN,
      row.ours.loss,
    ]);
    const slope = (pick: (row: ErrorRow) => number) => slopeOf(own, pick);
    return [
      ...numbers,
      [
        nameOf(velocity0),
        "slope",
        slope(({ published }) => published.theta),
        slope(({ author }) => author?.asPublished.theta ?? Number.NaN),
        slope(({ author }) => author?.trueTimes.theta ?? Number.NaN),
        slope(({ ours }) => ours.theta),
        slope(({ unshifted }) => unshifted?.theta ?? Number.NaN),
        "",
        "",
        slope(({ published }) => published.loss),
        slope(({ author }) => author?.asPublished.loss ?? Number.NaN),
        slope(({ ours }) => ours.loss),
      ],
    ];
  });
  return {
    name: "figure-03-table",
    title: "E_T and E_f,T",
    note: "Published: the author’s table. Rerun: his numerics by our reference solver, with his matching of times (his continuous clock restarts at 0, one lr late) and with true times. Exact: the equations solved to 1e-10; the first-order equation with memories at t + lr, and at t as in his code. Part of numerics: what is left of the published number when the equation he solves is solved exactly, with its sign. Series off by: sup |Δθ| between his series and that equation. The author’s rows are filled as far as his runs were made.",
    columns: [
      "model",
      "lr",
      "published",
      "rerun",
      "rerun, true times",
      "exact",
      "exact, unshifted",
      "part of numerics",
      "series off by",
      "E_f published",
      "E_f rerun",
      "E_f exact",
    ],
    rows: body,
  };
}
