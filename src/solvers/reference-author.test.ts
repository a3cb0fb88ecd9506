import { describe, expect, test } from "vitest";
import { inertialModel, type Model, nonlocalModel } from "../models/index.js";
import { rosenbrock1dObjective } from "../objectives/index.js";
import type { Trajectory } from "../trajectory/trajectory.js";
import { solveReference } from "./reference.js";

const lr = 0.01;
const momenta = { lr, beta1: 0.5, beta2: 0.2 };
const objective = rosenbrock1dObjective(1.5);

/** The numerics behind H2's published series, for 270 epochs. */
function solveAsAuthor(model: Model, initial: readonly number[]): Trajectory {
  const step = lr / 5;
  return solveReference(model, {
    initial,
    start: lr,
    step,
    until: lr + 1345 * step,
    tolerance: 1e-5,
    mixingStep: 0.4999 / 999,
    lookAhead: "hold-all",
    firstStep: "plain",
    firstGuess: "memoryless",
  });
}

/** Largest distances from rows of a published series, whose first number is the row. */
function distances(rows: readonly (readonly number[])[], columns: readonly (Float64Array | undefined)[]): number[] {
  return columns.map((column, c) => Math.max(...rows.map((row) => Math.abs(column![row[0]!]! - row[c + 1]!))));
}

// Rows of the series in github.com/carlosherediapimienta/nonlocal-adam (MIT licence) behind the figures of arXiv 2602.09101:
// c = 1.5, θ0 = −1.5, lr 0.01, β = (0.5, 0.2); [row, θ, θ′ (second order), m, v]. The last rows read what lies past the end.
const firstOrder = [
  [1, -1.5, -1.546725801323663, 39.06012627526402],
  [10, -1.488169663916768, -10.138065629104995, 204.7424862920372],
  [200, -1.1061802572679962, -6.082688865415802, 35.271131096261165],
  [700, -0.09469959263809494, -1.5524977078491522, 2.497732742916189],
  [1200, 0.9054985643005489, -1.3781124597654955, 1.7134710381529845],
  [1340, 1.0022042360480548, 0.00013049414644835086, 0.0005509703014665449],
  [1345, 1.000243269396762, 0.008282433481650184, 0.0005139228766499694],
];
const secondOrder = [
  [1, -1.498, 0.8170273176586237, -0.28428415521388484, 7.364927629163472],
  [10, -1.484725518146007, 0.8092010426830563, -9.49710180254556, 209.84445903029285],
  [200, -1.1001670805407027, 1.024942776809196, -5.966055015819145, 33.89107106512629],
  [700, -0.08908138823008221, 0.9827494490598908, -1.5731935619621071, 2.5631574094298153],
  [1200, 0.9124597859286606, 1.066929230691828, -1.3128994239735576, 1.5264795061817034],
  [1340, 0.9991100766851538, 0.2184697234303829, -0.0007401644931791268, 0.00025958356574843033],
  [1345, 1.0015397630188465, 0.2603971928150957, -0.003589759116045004, 0.00018498451912327135],
];

// all but rounding agrees: it is amplified by about 1e4 where v is near 0, behind the minimum
const ROUNDING = 1e-9;

describe("the published series of H2", () => {
  test("first order", { timeout: 60_000 }, () => {
    const { theta, m, v, times, status } = solveAsAuthor(
      nonlocalModel(objective, { ...momenta, optimizer: "adam", shifted: false }),
      [-1.5],
    );
    expect([status, times.length]).toEqual(["completed", 1346]);
    for (const distance of distances(firstOrder, [theta, m, v])) expect(distance).toBeLessThan(ROUNDING);
  });

  test("second order", { timeout: 60_000 }, () => {
    const { theta, velocity, acceleration, m, v, times, status } = solveAsAuthor(
      inertialModel(objective, momenta),
      [-1.5, 1],
    );
    expect([status, times.length]).toEqual(["completed", 1346]);
    for (const distance of distances(secondOrder, [theta, velocity, m, v])) expect(distance).toBeLessThan(ROUNDING);
    // θ″ of rows 1, 10 and 200; later ones are published from one more sweep, which differs by up to the tolerance × 2/lr
    const accelerations = [
      [1, -44.17105020740468],
      [10, 10.5030582311334],
      [200, 0.02603561570357904],
    ];
    expect(distances(accelerations, [acceleration])[0]).toBeLessThan(ROUNDING);
  });
});
