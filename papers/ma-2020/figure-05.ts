import type { Picture } from "../../src/experiments/index.js";
import {
  type FigureLine,
  type FigurePanel,
  orderLabel,
  panelFigure,
  type ReportTable,
  thin,
} from "../../src/report/index.js";
import { defineStudy } from "./define-study.js";
import {
  drawnSeed,
  fastStart,
  floorFalls,
  floorIsSquare,
  floorOrder,
  looseBound,
  reachedWithFlow,
  stopsFalling,
  stopsInTime,
  superlinear,
} from "./quadratic-claims.js";
import { algorithms, drawnRates, type QuadraticData, quadraticRuns, quadraticShown } from "./quadratic-runs.js";
import { quadratic } from "./setup.js";

/** Drawn up to here: all floors but RMSprop’s at the largest lr are reached. */
const drawnUntil = 5;

export const figure05 = defineStudy<QuadraticData>({
  figure: 5,
  title: "signGD and RMSprop on a quadratic",
  seconds: 8,
  shown: quadraticShown,
  compute: quadraticRuns,
  draw: (data) => [drawLosses(data), drawFloors(data)],
  tabulate: (data) => [floorTable(data), stopTable(data)],
  claims: [fastStart, superlinear, stopsFalling, floorFalls, floorIsSquare, reachedWithFlow, stopsInTime, looseBound],
});

function drawLosses({ rows }: QuadraticData): Picture {
  const panels = algorithms.map(({ label }): FigurePanel => {
    const own = rows.filter((row) => row.seed === drawnSeed && row.label === label && drawnRates.includes(row.lr));
    return {
      title: label,
      xTitle: "time t = lr·k",
      yTitle: "f(x_k)",
      yScale: "log",
      lines: own.map(({ lr, trajectory: { times, loss } }): FigureLine => {
        const count = times.filter((t) => t <= drawnUntil).length;
        return { label: `lr ${lr}`, kind: "fitted", ...thin(times.subarray(0, count), loss.subarray(0, count)) };
      }),
    };
  });
  const csv = panels.flatMap(({ title, lines }) =>
    lines.flatMap(({ label, x, y }) => Array.from(x, (t, k) => `"${title}",${label.slice(3)},${t},${y[k]}`)),
  );
  return {
    name: "figure-05",
    spec: panelFigure(panels, { title: "Figure 5. signGD and RMSprop on a quadratic", kindLegend: false }),
    csv: `algorithm,lr,t,loss\n${csv.join("\n")}\n`,
    alt: "Loss over time, logarithmic, for signGD and RMSprop at several learning rates: a fall that grows steeper, then a level floor, lower for smaller learning rates",
    caption: `${quadratic.formula} (the paper gives neither learning rates nor the start), ε = 1e-8. Long series are drawn by the least and the greatest value of each of 250 equal ranges.`,
  };
}

function drawFloors({ rows }: QuadraticData): Picture {
  const seeds = [...new Set(rows.map(({ seed }) => seed))];
  const panels = algorithms.map(({ label }): FigurePanel => {
    const lines = seeds.map((seed): FigureLine => {
      const own = rows.filter((row) => row.seed === seed && row.label === label);
      return {
        label: `U of seed ${seed}`,
        kind: "discrete",
        x: Float64Array.from(own, ({ lr }) => lr),
        y: Float64Array.from(own, ({ floor }) => floor.level),
      };
    });
    const drawn = rows.filter((row) => row.seed === drawnSeed && row.label === label);
    return {
      title: orderLabel(label, floorOrder(drawn)),
      xTitle: "learning rate lr",
      yTitle: "floor of f",
      xScale: "log",
      yScale: "log",
      lines,
    };
  });
  const csv = rows.map(({ seed, label, lr, floor }) => `${seed},"${label}",${lr},${floor.level}`);
  return {
    name: "figure-05-floor",
    spec: panelFigure(panels, {
      title: `Figure 5: the floor against lr (order: seed ${drawnSeed})`,
      kindLegend: false,
    }),
    csv: `seed,algorithm,lr,floor\n${csv.join("\n")}\n`,
    alt: "The floor of the loss against the learning rate, both logarithmic, for several random quadratics",
    caption: "Median of the loss over the last quarter of runs to T = 20, for several U.",
  };
}

function floorTable({ rows }: QuadraticData): ReportTable {
  return {
    name: "figure-05-table",
    title: "Floors of the loss",
    note: "Floor: median of the loss over the last quarter of [0, 20]. Before: median over the quarter before as a share of it. Reached: first time at ten times the floor. Acceleration: mean slope of ln f over the second half of the way there, over that of the first; 1 for an exponential.",
    columns: ["U of seed", "algorithm", "lr", "floor", "floor/lr²", "before", "reached", "acceleration"],
    rows: rows.map(({ seed, label, lr, floor: { level, before, reached, acceleration } }) => [
      seed,
      label,
      lr,
      level,
      level / lr ** 2,
      before,
      reached,
      acceleration,
    ]),
  };
}

function stopTable({ stops, parabolas }: QuadraticData): ReportTable {
  return {
    name: "figure-05-stops",
    title: "When signGD’s flow stops, and Proposition 4",
    note: "μ as in the paper: ‖∇f‖² ≥ μΦ. T = 2√(Φ(0)/μ). Printed: the paper’s x0·ε^(−1/2) for εx². The flow is solved exactly, in the sense of Filippov.",
    columns: ["f", "Φ(0)", "μ", "stops at", "T", "T/stop", "printed"],
    rows: [
      ...stops.map((stop) => [...cellsOf(stop), ""]),
      ...parabolas.map((stop) => [...cellsOf(stop), stop.printed]),
    ],
  };
}

function cellsOf({ name, gap, mu, time, bound }: QuadraticData["stops"][number]): readonly (string | number)[] {
  return [name, gap, mu, time, bound, bound / time];
}
