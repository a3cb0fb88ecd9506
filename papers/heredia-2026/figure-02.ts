import { judge, short } from "../../src/experiments/index.js";
import { bisect } from "../../src/numeric/index.js";
import { createObjective } from "../../src/objectives/index.js";
import { panelFigure } from "../../src/report/index.js";
import { defineStudy } from "./define-study.js";
import { objective } from "./setup.js";

interface LossCurve {
  readonly c: number;
  readonly x: Float64Array;
  readonly loss: Float64Array;
  /** Local minimisers below 0, by the sign of f′ on a fine grid and bisection. */
  readonly minimisersBelow0: readonly number[];
}

const weights = [0, 0.5, 1.5, 2, 4];
const [from, to] = [-1.6, 1.6];

export const figure02 = defineStudy<readonly LossCurve[]>({
  figure: 2,
  title: "The loss for several c",
  seconds: 0.1,
  compute: async () => weights.map(lossCurve),
  draw: (curves) => [
    {
      name: "figure-02",
      spec: panelFigure(
        [
          {
            title: "f(θ) = (1 − θ)² + c(θ² − 1)²",
            xTitle: "θ",
            yTitle: "f(θ)",
            lines: curves.map(({ c, x, loss }) => ({ label: `c = ${c}`, kind: "continuous" as const, x, y: loss })),
          },
        ],
        { title: "Figure 2. The loss for several c" },
      ),
      csv: `c,theta,loss\n${curves.flatMap(({ c, x, loss }) => Array.from(x, (theta, k) => `${c},${theta},${loss[k]}\n`)).join("")}`,
      alt: "The loss over θ for five weights c of the double well",
      caption: "The global minimiser is 1 for every c; from c = 2 on there is a second stationary point below 0.",
    },
  ],
  claims: [
    {
      id: "local-minimiser",
      text: "At c = 4 there is a local minimiser at θ ≈ −0.853. Defined: f has exactly one local minimiser below 0, within 0.001 of it.",
      expected: "−0.853 within 0.001",
      measure: (curves) => {
        const found = curves.find(({ c }) => c === 4)!.minimisersBelow0;
        const value = found.length === 0 ? "none" : found.map((x) => x.toFixed(6)).join(", ");
        return judge([{ what: "", value, holds: found.length === 1 && Math.abs(found[0]! + 0.853) < 0.001 }]);
      },
    },
    {
      id: "no-minimiser",
      text: "At c = 1.5 there is no local minimiser below 0.",
      expected: "none",
      measure: (curves) => {
        const found = curves.find(({ c }) => c === 1.5)!.minimisersBelow0;
        return judge([
          { what: "", value: found.length === 0 ? "none" : found.map(short).join(", "), holds: found.length === 0 },
        ]);
      },
    },
  ],
});

function lossCurve(c: number): LossCurve {
  const f = createObjective(objective, [c]);
  const x = Float64Array.from({ length: 321 }, (_, k) => from + ((to - from) * k) / 320);
  const slope = (theta: number): number => {
    const gradient = new Float64Array(1);
    f.gradient(Float64Array.of(theta), gradient);
    return gradient[0]!;
  };
  const minimisersBelow0: number[] = [];
  for (let k = 0; k + 1 < x.length && x[k + 1]! <= 0; k++) {
    if (slope(x[k]!) < 0 && slope(x[k + 1]!) >= 0)
      minimisersBelow0.push(bisect((t) => slope(t) < 0, { inside: x[k]!, outside: x[k + 1]! }));
  }
  return { c, x, loss: x.map((theta) => f.value(Float64Array.of(theta))), minimisersBelow0 };
}
