import { factorOfRate } from "../../../src/optimizers/index.js";
import { initialState, type LabState } from "./lab-state.js";
import type { PaperPreset } from "./paper-presets.js";
import { protocolOf } from "./protocol.js";

type StandIn = Omit<PaperPreset, "words"> & { readonly words?: string };

/** A ten-dimensional quadratic, as in figures 5 and 7 of the paper. */
const quadratic: Partial<LabState> = {
  objective: "randomQuadratic(10, 1)",
  theta0: new Array<number>(10).fill(1),
  lr: 1e-3,
  epsilon: 1e-8,
  weightDecay: 0,
  norm: false,
  roads: ["discrete"],
};

/** A regression as on the right of figure 1, so small that its spikes come soon. */
const sines: StandIn = {
  name: "a small network on sums of sines",
  words:
    "sums of sines in 2 dimensions, network 2-16-16-1 with tanh on 64 points, seed 1; Adam, α = 0.01, β₁ = 0.9, β₂ = 0.99, ε = 1e-8; 1000 steps",
  patch: {
    optimizer: "adam",
    lr: 0.01,
    beta1: 0.9,
    beta2: 0.99,
    epsilon: 1e-8,
    steps: 1000,
    weightDecay: 0,
    norm: false,
  },
  openings: [
    {
      view: "anatomy",
      patch: { subject: "network", dimension: 2, hidden: [16, 16], samples: 64, activation: "tanh", seed: 1, spike: 0 },
    },
  ],
};

const rmspropOnQuadratic = quadraticRun("RMSProp on a quadratic", { optimizer: "rmsprop", beta2: 0.99, steps: 10_000 });

const standIns: Readonly<Record<string, readonly StandIn[]>> = {
  "ma-2020 1": [sines, adamOnQuadratic({ a: 1, b: 100 })],
  "ma-2020 4": [rmspropOnQuadratic],
  "ma-2020 8": [
    {
      name: "the map of the rates on a quadratic, ten times as fast",
      patch: { ...quadratic, optimizer: "adam", lr: 0.01, beta1: 0.9, beta2: 0.999, steps: 3000 },
      openings: [
        {
          view: "map",
          patch: { plane: "rate", xRange: [0.1, 100], yRange: [0.1, 100], cells: 40, mapSteps: 3000, mapCell: [] },
        },
      ],
    },
  ],
  "ma-2020 9": [adamOnQuadratic({ a: 1, b: 100 }), adamOnQuadratic({ a: 10, b: 10 })],
  "ma-2020 10": [
    adamOnQuadratic({ a: 1, b: 100 }),
    adamOnQuadratic({ a: 10, b: 10 }),
    adamOnQuadratic({ a: 100, b: 1 }),
  ],
};

/** Settings that show on something small what a figure shows on networks that are not trained in the page. */
export function paperStandIns(paper: string, figure: number): readonly PaperPreset[] {
  return (standIns[`${paper} ${figure}`] ?? []).map((standIn) => {
    const state = { ...initialState, ...standIn.patch };
    return { words: protocolOf(state, { theta0: state.theta0 }), ...standIn };
  });
}

function adamOnQuadratic({ a, b }: { readonly a: number; readonly b: number }): StandIn {
  const factors = { beta1: factorOfRate(b, 1e-3), beta2: factorOfRate(a, 1e-3) };
  return quadraticRun(`Adam on a quadratic, a = ${a}, b = ${b}`, { optimizer: "adam", ...factors, steps: 30_000 });
}

function quadraticRun(name: string, own: Partial<LabState>): StandIn {
  return {
    name,
    patch: { ...quadratic, ...own },
    openings: [
      { view: "anatomy", patch: { subject: "objective", spike: 0 } },
      { view: "trajectory", patch: {} },
    ],
  };
}
