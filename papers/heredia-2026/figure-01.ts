import type { Picture } from "../../src/experiments/index.js";
import { type ShiftedOrbits, shiftedOrbits } from "../../src/lagrangian/index.js";
import { inertialModel } from "../../src/models/index.js";
import { createObjective } from "../../src/objectives/index.js";
import { type FigureLine, panelFigure } from "../../src/report/index.js";
import { solve } from "../../src/solvers/index.js";
import { defineStudy } from "./define-study.js";
import { objective, settingOf, standard, start } from "./setup.js";

const moments = [0.5, 1.5, 3];
const lr = 0.05;
const { beta1 = 0, beta2 = 0 } = standard;
const c = 1.5;
const velocity0 = 1;
const until = 5;

export const figure01 = defineStudy<ShiftedOrbits>({
  figure: 1,
  title: "The translation operator",
  seconds: 0.3,
  shown: [settingOf({ road: "inertial", c, lr, steps: Math.round(until / lr), velocity0 })],
  async compute() {
    const model = inertialModel(createObjective(objective, [c]), { lr, beta1, beta2 });
    return shiftedOrbits(solve(model, { initial: [start, velocity0], until }), { moments });
  },
  draw: (orbits) => [drawOrbits(orbits)],
  claims: [],
});

function drawOrbits({ trajectory, origins, orbits }: ShiftedOrbits): Picture {
  const own: FigureLine = { ...trajectory, kind: "continuous", color: "#555555" };
  const dots = origins.map((line): FigureLine => ({ ...line, kind: "measured" }));
  const seen = orbits.map((line): FigureLine => ({ ...line, kind: "fitted" }));
  const origin = origins.map(({ label, y }): FigureLine => ({ label, kind: "measured", x: Float64Array.of(0), y }));
  const panels = [
    { title: "a trajectory, and three moments on it", xTitle: "time t", yTitle: "θ(t)", lines: [own, ...dots] },
    {
      title: "its orbit, as each moment sees it",
      xTitle: "τ",
      yTitle: "T_t θ(τ) = θ(t + τ)",
      lines: [...seen, ...origin],
    },
  ];
  const rows = [trajectory, ...orbits].flatMap(({ label, x, y }) =>
    Array.from(x, (tau, k) => `${label.replace("t = ", "")},${tau},${y[k]}`),
  );
  return {
    name: "figure-01",
    spec: panelFigure(panels, {
      title: "Figure 1. The translation operator T_t",
      colorLegend: true,
      kindLegend: false,
    }),
    csv: `orbit,time,theta\n${rows.join("\n")}\n`,
    alt: "A trajectory with three moments marked, and the same curve shifted so that each of these moments is at zero",
    caption:
      "The inertial model, c = 1.5, θ0 = −1.5, u0 = 1, β = (0.99, 0.999), lr 0.05. Left of τ = 0 is the past of the moment, right of it its future. A causal force at t depends on the curve left of 0 (shifted: up to τ = lr), a nonlocal Lagrangian on all of it.",
  };
}
