import type { PositivityViolation } from "../../src/certificates/moment-positivity.js";
import type { Picture } from "../../src/experiments/index.js";
import { linearSpline } from "../../src/numeric/index.js";
import { type FigureLine, type FigurePanel, panelFigure, thin } from "../../src/report/index.js";
import type { PositivityData, PositivityRun } from "./positivity-claims.js";
import { authorSteps, bound, c, delay, loss, lr, rho, steps } from "./positivity-setup.js";
import { formula } from "./setup.js";

/** The end of the run, where v is small, begins at this share of it. */
const lateShare = 0.9;

export function drawMoments({ runs, author }: PositivityData): Picture {
  const all = author === null ? runs : [...runs, author];
  const inertial = runs.filter(({ hasInertia }) => hasInertia);
  const panels: readonly FigurePanel[] = [
    { title: "second moment", xTitle: "time t", yTitle: "v(t)", lines: all.map((run) => momentLine(run, 0)) },
    {
      title: "its end",
      xTitle: "time t",
      yTitle: "v(t)",
      lines: all.map((run) => momentLine(run, lateShare * lr * steps)),
    },
    quotientPanel("min g² / max g² over [0, t]", {
      runs: inertial,
      quotientOf: extremeQuotient,
      violation: inertial[0]!.conditions.uniform.violation,
    }),
    quotientPanel("g²(t) / g²(t − π·lr/ρ)", {
      runs: inertial,
      quotientOf: delayedQuotient,
      violation: inertial[0]!.conditions.delayed.violation,
    }),
  ];
  const lines = all.flatMap(({ name, trajectory: { times, v } }) =>
    Array.from(times, (t, k) => [`"${name}"`, t, v![k]].join(",")),
  );
  return {
    name: "figure-07",
    spec: panelFigure(panels, {
      title: `Figure 7. The second moment for β = (0.5, 0.2), lr ${lr}`,
      kindLabels: { fitted: "bound, first violated" },
    }),
    csv: `run,t,v\n${lines.join("\n")}\n`,
    alt: "The second moment over time for the second-order model with two initial velocities, the first-order model and the algorithm, and the two quotients that must stay above a bound for it to be positive",
    caption: `${formula(c)}, θ0 = −1.5, ρ = √(1 − 2β2) = ${rho.toFixed(4)}. Below: what the two conditions for v ≥ 0 hold against e^(−π/ρ) = ${bound.toFixed(4)} (grey; upright: where u0 = 1 is first below it). A run that crosses the minimum has a quotient of 0 there; less than ${leastDrawn} is drawn as that. Ours end at t = ${lr * steps}, the author’s at ${lr * authorSteps}: from about 2.66 on rounding decides about v, and there is no solution to be told from others.`,
  };
}

const kinds = { discrete: "discrete", "author’s run, u0 = 1": "reference" } as const;

function momentLine({ name, trajectory: { times, v } }: PositivityRun, from: number): FigureLine {
  const first = times.findIndex((time) => time >= from);
  const kind = (kinds as Partial<Record<string, FigureLine["kind"]>>)[name] ?? "continuous";
  const start = first < 0 ? times.length : first;
  return { label: name, kind, ...thin(times.subarray(start), v!.subarray(start)) };
}

interface QuotientInput {
  readonly runs: readonly PositivityRun[];
  quotientOf(run: PositivityRun): { readonly x: Float64Array; readonly y: Float64Array };
  /** Of the first run: those of the others are hardly elsewhere. */
  readonly violation: PositivityViolation | null;
}

/** What is below this is drawn there. */
const leastDrawn = 1e-6;

function quotientPanel(title: string, { runs, quotientOf, violation }: QuotientInput): FigurePanel {
  const curves = runs.map((run): FigureLine => {
    const { x, y } = quotientOf(run);
    const drawn = y.map((value) => Math.max(value, leastDrawn));
    return { label: run.name, kind: "continuous", ...thin(x, drawn) };
  });
  const most = Math.max(...curves.flatMap(({ y }) => Array.from(y)));
  const mark = (x: Float64Array, y: Float64Array): FigureLine => {
    return { label: "bound", kind: "fitted", x, y, color: "#444444" };
  };
  return {
    title,
    xTitle: "time t",
    yTitle: "quotient",
    yScale: "log",
    lines: [
      ...curves,
      mark(Float64Array.of(0, lr * steps), Float64Array.of(bound, bound)),
      ...(violation === null
        ? []
        : [
            {
              ...mark(Float64Array.of(violation.time, violation.time), Float64Array.of(leastDrawn, most)),
              isPath: true,
            },
          ]),
    ],
  };
}

/** g² along the rows. */
function squares({ times, theta }: PositivityRun["trajectory"]): Float64Array {
  const gradient = new Float64Array(1);
  return times.map((_, k) => {
    loss.gradient(theta.subarray(k, k + 1), gradient);
    return gradient[0]! ** 2;
  });
}

function extremeQuotient({ trajectory }: PositivityRun) {
  let [least, most] = [Infinity, 0];
  const y = squares(trajectory).map((square) => {
    least = Math.min(least, square);
    most = Math.max(most, square);
    return least / most;
  });
  return { x: trajectory.times, y };
}

function delayedQuotient({ trajectory }: PositivityRun) {
  const { times } = trajectory;
  const square = linearSpline(times, squares(trajectory));
  const before = new Float64Array(1);
  const from = times.findIndex((time) => time >= delay);
  const x = from < 0 ? new Float64Array(0) : times.slice(from);
  const values = squares(trajectory).subarray(times.length - x.length);
  const y = x.map((time, k) => {
    square.evaluate(time - delay, before);
    return values[k]! / before[0]!;
  });
  return { x, y };
}
