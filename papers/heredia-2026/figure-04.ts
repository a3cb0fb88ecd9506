import { type Claim, judge, type Picture, percent, short } from "../../src/experiments/index.js";
import { type FigureLine, type FigurePanel, panelFigure, thin } from "../../src/report/index.js";
import { supNorm } from "../../src/trajectory/measure.js";
import type { Trajectory } from "../../src/trajectory/trajectory.js";
import { defineStudy } from "./define-study.js";
import { formula, settingOf } from "./setup.js";

const lr = 1e-3;
const steps = 4000;
const theta0 = 2;
const epsilon = 1e-8;
const own = { c: 4, lr, steps, theta0 };
const velocity0 = 1;
const inertialRun = settingOf({ ...own, road: "inertial", velocity0, perStep: 5 });
const discreteRun = settingOf({ ...own, road: "discrete" });

interface Dynamics {
  readonly inertial: Trajectory;
  readonly discrete: Trajectory;
}

type DynamicsClaim = Claim<Dynamics>;

const converges: DynamicsClaim = {
  id: "converges",
  text: "The trajectory converges toward the minimiser at θ = 1. Defined: at the end it is within 1 % of the initial distance, and so is the algorithm.",
  expected: "|θ(T) − 1| ≤ 1 % of |θ0 − 1|",
  measure: ({ inertial, discrete }) =>
    judge(
      Object.entries({ inertial, discrete }).map(([what, { theta }]) => {
        const left = Math.abs(theta.at(-1)! - 1) / Math.abs(theta0 - 1);
        return { what, value: `${percent(left)} left`, holds: left <= 0.01 };
      }),
    ),
};

const relaxes: DynamicsClaim = {
  id: "relaxes",
  text: "An early inertial transient is followed by dissipative relaxation. Defined: of five equal parts of the run, each has a smaller largest kinetic energy than the one before, and at the end it is at most 1 % of its largest value.",
  expected: "falling from part to part, ≤ 1 % at the end",
  measure: ({ inertial }) => {
    const energy = kineticEnergy(inertial);
    const length = Math.ceil(energy.length / 5);
    const parts = [0, 1, 2, 3, 4].map((k) => supNorm(energy.subarray(k * length, (k + 1) * length)));
    const left = energy.at(-1)! / supNorm(energy);
    return judge([
      {
        what: "largest in each part",
        value: parts.map(short).join(", "),
        holds: parts.every((part, k) => k === 0 || part < parts[k - 1]!),
      },
      { what: "at the end", value: percent(left), holds: left <= 0.01 },
    ]);
  },
};

export const figure04 = defineStudy<Dynamics>({
  figure: 4,
  title: "The complete dynamics for c = 4",
  seconds: 1,
  shown: [discreteRun, inertialRun],
  async compute({ run }) {
    const [inertial, discrete] = await Promise.all([run(inertialRun), run(discreteRun)]);
    return { inertial, discrete };
  },
  draw: (data) => [drawDynamics(data)],
  claims: [converges, relaxes],
});

const kineticEnergy = ({ velocity }: Trajectory) => velocity!.map((u) => 0.5 * u * u);

/** |m|/(√max(v, 0) + ε), the scale of an update. */
const gainOf = ({ m, v }: Trajectory) =>
  m!.map((value, k) => Math.abs(value) / (Math.sqrt(Math.max(v![k]!, 0)) + epsilon));

function drawDynamics({ inertial, discrete }: Dynamics): Picture {
  const curve = (times: Float64Array, values: Float64Array, kind: FigureLine["kind"]): FigureLine => {
    return { label: kind === "discrete" ? "discrete Adam" : "inertial model", kind, ...thin(times, values) };
  };
  const panel = (title: string, yTitle: string, own: Float64Array, other?: Float64Array): FigurePanel => ({
    title,
    xTitle: "time t",
    yTitle,
    lines: [curve(inertial.times, own, "continuous"), ...(other ? [curve(discrete.times, other, "discrete")] : [])],
  });
  const { theta, velocity, acceleration, m, v } = inertial;
  const panels = [
    panel("position", "θ", theta, discrete.theta),
    panel("velocity", "θ′", velocity!),
    accelerationPanel(inertial),
    panel("first moment", "m", m!, discrete.m),
    panel("second moment", "v", v!, discrete.v),
    panel("update scale |m|/(√v + ε)", "|m|/(√v + ε)", gainOf(inertial), gainOf(discrete)),
    phasePortrait(inertial),
    panel("kinetic energy", "½|θ′|²", kineticEnergy(inertial)),
  ];
  const rows = Array.from(inertial.times, (t, k) =>
    [t, theta[k], velocity![k], acceleration![k], m![k], v![k], k % 5 === 0 ? discrete.theta[k / 5] : ""].join(","),
  );
  return {
    name: "figure-04",
    spec: panelFigure(panels, { title: "Figure 4. The complete dynamics for c = 4", columns: 2, colorLegend: false }),
    csv: `t,theta,velocity,acceleration,m,v,theta_discrete\n${rows.join("\n")}\n`,
    alt: "Position, velocity, acceleration, moments, update scale, phase portrait and kinetic energy of the inertial model over time",
    caption: `${formula(4)}, θ0 = 2, u0 = 1, lr ${lr}, β = (0.99, 0.999). m and v are the raw memories at t; the algorithm has no velocity.`,
  };
}

/** θ″ of the beginning: after that it cannot be seen beside its start, u0/lr. */
function accelerationPanel({ times, acceleration }: Trajectory): FigurePanel {
  const rows = times.filter((t) => t <= 20 * lr).length;
  const [x, y] = [times.subarray(0, rows), acceleration!.subarray(0, rows)];
  return {
    title: "acceleration, first 20 steps",
    xTitle: "time t",
    yTitle: "θ″",
    lines: [{ label: "inertial model", kind: "continuous", x, y }],
  };
}

/** A path in the plane: every tenth point, and all of the first hundred. */
function phasePortrait({ theta, velocity }: Trajectory): FigurePanel {
  const kept = Array.from(theta.keys()).filter((k) => k < 100 || k % 10 === 0);
  return {
    title: "phase portrait",
    xTitle: "θ",
    yTitle: "θ′",
    lines: [
      {
        label: "inertial model",
        kind: "continuous",
        isPath: true,
        x: Float64Array.from(kept, (k) => theta[k]!),
        y: Float64Array.from(kept, (k) => velocity![k]!),
      },
    ],
  };
}
