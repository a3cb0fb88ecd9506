import type { Picture } from "../../src/experiments/index.js";
import { type FigureLine, type FigurePanel, panelFigure, type ReportTable } from "../../src/report/index.js";
import { defineStudy } from "./define-study.js";
import { closerThanFirst, lossErrorOrder, publishedTable, slopeOf, slopesAgree } from "./error-claims.js";
import { C, type ErrorRow, errorTime, type FinalError, finalErrors } from "./final-errors.js";
import { publishedHorizons } from "./published.js";
import { allRoads, formula, velocities, velocityText } from "./setup.js";

/** What a row's model is called. */
const nameOf = (velocity0: number | null): string =>
  velocity0 === null ? "first order" : `second order, ${velocityText(velocity0)}`;

export const figure03 = defineStudy<readonly ErrorRow[]>({
  figure: 3,
  title: "Final-time errors against discrete Adam",
  seconds: 12,
  shown: publishedHorizons.flatMap((horizon) => {
    const { lr } = horizon;
    return allRoads({ c: C, lr, steps: errorTime(horizon).step }, velocities);
  }),
  compute: finalErrors,
  draw: (rows) => [drawErrors(rows)],
  tabulate: (rows) => [errorTable(rows)],
  hasReference: (rows) => rows.some(({ author }) => author !== null),
  obstacle({ id }, rows) {
    const early = rows.find(({ ours }) => !Number.isFinite(ours.theta));
    if (early) return `the run ${nameOf(early.velocity0)}, lr ${early.lr} ended early`;
    return id === "slopes-author" && rows.some(({ author }) => author === null)
      ? "needs the author's runs at all five lr: run again with --reference-from 0.0005"
      : null;
  },
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

/** The columns of the table, each a number of a row; the slope row fits those of errors. */
const columns: readonly { readonly name: string; readonly isError: boolean; pick(row: ErrorRow): number }[] = [
  { name: "published", isError: true, pick: ({ published }) => published.theta },
  { name: "rerun", isError: true, pick: ({ author }) => author?.asPublished.theta ?? Number.NaN },
  { name: "rerun, true times", isError: true, pick: ({ author }) => author?.trueTimes.theta ?? Number.NaN },
  { name: "his equation", isError: true, pick: ({ authorEquation }) => authorEquation.theta },
  { name: "part of his numerics", isError: false, pick: (row) => row.published.theta - row.authorEquation.theta },
  { name: "the paper’s equation", isError: true, pick: ({ ours }) => ours.theta },
  { name: "unshifted", isError: true, pick: ({ unshifted }) => unshifted?.theta ?? Number.NaN },
  { name: "series off his", isError: false, pick: ({ author }) => author?.fromOwnEquation ?? Number.NaN },
  { name: "series off the paper’s", isError: false, pick: ({ author }) => author?.fromPaper ?? Number.NaN },
  { name: "E_f published", isError: true, pick: ({ published }) => published.loss },
  { name: "E_f rerun", isError: true, pick: ({ author }) => author?.asPublished.loss ?? Number.NaN },
  { name: "E_f of the equation", isError: true, pick: ({ ours }) => ours.loss },
];

function errorTable(rows: readonly ErrorRow[]): ReportTable {
  const body = [null, ...velocities].flatMap((velocity0): (string | number)[][] => {
    const own = rows.filter((row) => row.velocity0 === velocity0);
    const numbers = own.map((row) => [nameOf(velocity0), row.lr, ...columns.map(({ pick }) => pick(row))]);
    const slopes = columns.map(({ isError, pick }) => (isError ? slopeOf(own, pick) : Number.NaN));
    return [...numbers, [nameOf(velocity0), "slope", ...slopes]];
  });
  return {
    name: "figure-03-table",
    title: "E_T and E_f,T",
    note: "Published: the author’s table. Rerun: his numerics by our reference solver, with his matching of times (his clock restarts at 0, one lr late) and with true times. His equation: what his numerics approximate, begun at t = lr without memory (first order: memories at t), solved to 1e-10, with his matching of times. Part of his numerics: the published number less that one, with its sign. The paper’s equation: begun at t = 0, memories at t + lr, true times; unshifted: memories at t. Series off: sup |Δθ| between his series and these two equations. Columns of his runs are filled as far as they were made.",
    columns: ["model", "lr", ...columns.map(({ name }) => name)],
    rows: body,
  };
}
