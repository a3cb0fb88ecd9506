import type { Laboratory, Picture } from "../../src/experiments/index.js";
import { type FigureLine, type FigurePanel, panelFigure, type ReportTable, thin } from "../../src/report/index.js";
import { defineStudy } from "./define-study.js";
import { approachesEarly, type FlowData, lastOrder, limitRowsOf, tendsToFlow, tendsToSign } from "./limit-claims.js";
import { type LossCurve, limitCases, limitFlows, limitProblems, limitRuns, limitsShown, until } from "./limit-runs.js";
import { memoryCases, memoryProblems, memoryRuns, memoryShown, memoryUntil } from "./memory-runs.js";
import { panelCsv } from "./panel-csv.js";

/** Learning rates that are drawn beside signGD. */
const drawnRates = [0.01, 1e-3, 1e-4];

export const figure02 = defineStudy<FlowData>({
  figure: 2,
  title: "Adam and RMSprop at small learning rates: the flows",
  seconds: 45,
  shown: [...limitsShown(drawnRates), ...memoryShown],
  async compute(laboratory: Laboratory) {
    const [limits, memory] = await Promise.all([limitRuns(laboratory), memoryRuns(laboratory)]);
    return { ...limits, memory };
  },
  draw: (data) => [drawLosses(data), drawLimits(data), drawMemory(data)],
  tabulate: (data) => [limitTable(data), memoryTable(data)],
  claims: [approachesEarly, tendsToSign(0), tendsToSign(1), tendsToFlow("rmsprop"), tendsToFlow("adam")],
});

function drawLosses({ curves }: FlowData): Picture {
  const drawn = limitProblems.slice(0, 2);
  const panels = drawn.flatMap((problem) =>
    limitCases.map(({ label }): FigurePanel => {
      const own = curves.filter(
        (curve) =>
          curve.problem === problem &&
          (curve.label === "signGD" || (curve.label === label && drawnRates.includes(curve.lr))),
      );
      return {
        title: `${problem.name}: ${label}`,
        xTitle: "time t = lr·k",
        yTitle: "f − f*",
        yScale: "log",
        lines: own.map(lossLine),
      };
    }),
  );
  return {
    name: "figure-02",
    spec: panelFigure(panels, {
      title: "Figure 2. signGD, Adam and RMSprop, the loss against time",
      subtitle: "analytic problems in place of the paper’s network",
      kindLegend: false,
    }),
    csv: panelCsv(panels, "panel,line,t,excess"),
    alt: "Loss above its minimum over time, logarithmic, for signGD and for Adam and RMSprop at three learning rates, on two problems",
    caption: `${drawn.map(({ formula }) => formula).join("; ")}. ε = 1e-8. Long series are drawn by the least and the greatest value of each of 250 equal ranges. On analytic problems; the paper’s network is in the figure above.`,
  };
}

function lossLine({ label, lr, times, excess }: LossCurve): FigureLine {
  const name = label === "signGD" ? `signGD, lr ${lr}` : `lr ${lr}`;
  return { label: name, kind: "fitted", ...thin(times, excess) };
}

function drawLimits({ rows }: FlowData): Picture {
  const panels = limitFlows.map(
    ({ name: flow }): FigurePanel => ({
      title: flow,
      xTitle: "learning rate lr",
      yTitle: "sup ‖X − x‖",
      xScale: "log",
      yScale: "log",
      lines: limitProblems.flatMap(({ name: problem }) =>
        limitCases.map(({ label }): FigureLine => {
          const own = limitRowsOf(rows, { problem, label, flow });
          return {
            label: `${problem}, ${label.split(",")[0]}`,
            kind: "discrete",
            x: Float64Array.from(own, ({ lr }) => lr),
            y: Float64Array.from(own, ({ gap }) => gap),
          };
        }),
      ),
    }),
  );
  const csv = rows.map(({ problem, label, flow, lr, gap, early }) =>
    [`"${problem}"`, `"${label}"`, `"${flow}"`, lr, gap, Number.isFinite(early) ? early : ""].join(","),
  );
  return {
    name: "figure-02-limit",
    spec: panelFigure(panels, { title: "Figure 2: Proposition 1, distance from the signGD flow", kindLegend: false }),
    csv: `problem,algorithm,flow,lr,gap,early\n${csv.join("\n")}\n`,
    alt: "Largest distance of Adam and RMSprop with fixed factors from signGD’s flow against the learning rate, both logarithmic",
    caption: `Factors as in the paper (Adam 0.9, 0.999; RMSprop 0.99), T = ${until}. The distance is taken at common times, 1e-4 apart or each step.`,
  };
}

function drawMemory({ memory }: FlowData): Picture {
  const panels = memoryProblems.map(
    ({ name: problem }): FigurePanel => ({
      title: problem,
      xTitle: "learning rate lr",
      yTitle: "sup ‖X − x‖",
      xScale: "log",
      yScale: "log",
      lines: memoryCases.map(({ label }): FigureLine => {
        const own = memory.filter((row) => row.problem === problem && row.label === label);
        return {
          label,
          kind: "discrete",
          x: Float64Array.from(own, ({ lr }) => lr),
          y: Float64Array.from(own, ({ steps }) => steps),
        };
      }),
    }),
  );
  const csv = memory.map(({ problem, label, lr, steps, nodes }) => `"${problem}","${label}",${lr},${steps},${nodes}`);
  return {
    name: "figure-02-memory",
    spec: panelFigure(panels, {
      title: "Figure 2: Proposition 2, distance from the flows with the same rates",
      kindLegend: false,
    }),
    csv: `problem,case,lr,steps,nodes\n${csv.join("\n")}\n`,
    alt: "Largest distance of RMSprop and Adam with fixed rates from their flows against the learning rate, both logarithmic, on four problems",
    caption: `RMSprop from v0 = 0, T = ${memoryUntil}, ε = 1e-8. X is constant between updates.`,
  };
}

function limitTable({ rows }: FlowData): ReportTable {
  return {
    name: "figure-02-limit-table",
    title: "Proposition 1: distance from signGD’s flow",
    note: "sup ‖X − x‖ over [0, 3]; the same ε on both sides for the smooth flow. Early: sup |f(X) − f(x)| while the exact flow falls to a tenth of its excess loss, as a share of that at the start.",
    columns: ["problem", "algorithm", "flow", "lr", "sup ‖X − x‖", "early"],
    rows: rows.map(({ problem, label, flow, lr, gap, early }) => [
      problem,
      label,
      flow,
      lr,
      gap,
      Number.isFinite(early) ? early : "",
    ]),
  };
}

function memoryTable({ memory }: FlowData): ReportTable {
  return {
    name: "figure-02-memory-table",
    title: "Proposition 2: distance from the flow with the same rates",
    note: "Steps: X constant between updates, held against both ends of each. Nodes: at t = k·lr only. Order: least squares over the three smallest lr.",
    columns: ["problem", "algorithm", ...new Set(memory.map(({ lr }) => `lr ${lr}`)), "order", "order, nodes"],
    rows: memoryProblems.flatMap(({ name: problem }) =>
      memoryCases.map(({ label }) => {
        const own = memory.filter((row) => row.problem === problem && row.label === label);
        const order = (pick: (row: FlowData["memory"][number]) => number) => lastOrder(own, { count: 3, pick });
        return [
          problem,
          label,
          ...own.map(({ steps }) => steps),
          orderText(order(({ steps }) => steps)),
          orderText(order(({ nodes }) => nodes)),
        ];
      }),
    ),
  };
}

const orderText = (order: number): string => order.toFixed(2);
