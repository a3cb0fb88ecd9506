import { initialState, type LabState } from "./lab-state.js";

/** A state worth a look, and what to look at. */
export interface Preset {
  readonly name: string;
  /** One sentence: what is to be seen. */
  readonly words: string;
  readonly patch: Partial<LabState>;
}

/** What a run depends on, as at the start: nothing of what was there before remains. */
function fresh(): Partial<LabState> {
  const { optimizer, lr, beta1, beta2, epsilon, steps, momentum, weightDecay, norm, velocity0 } = initialState;
  const { kernel1, kernel2, biasCorrection, roads, axis } = initialState;
  const factors = { lr, beta1, beta2, epsilon, momentum, weightDecay, norm };
  return { view: "trajectory", optimizer, ...factors, steps, velocity0, kernel1, kernel2, biasCorrection, roads, axis };
}

const preset = (name: string, words: string, own: Partial<LabState>): Preset => {
  return { name, words, patch: { ...fresh(), ...own } };
};

/** Ten parameters, directions of very different curvature. */
const randomQuadratic: Partial<LabState> = {
  objective: "randomQuadratic(10, 1)",
  theta0: new Array<number>(10).fill(1),
};

/** States to teach with. What each sentence says is checked by numbers in the test beside this file. */
export const presets: readonly Preset[] = [
  preset(
    "Adam overshoots: momentum on a double well",
    "θ runs past the minimum at 1 by more than a tenth and swings back; set β₁ to 0 and it hardly does.",
    { objective: "doubleWell", theta0: [0.1], lr: 0.1, beta1: 0.9, beta2: 0.99, steps: 100 },
  ),
  preset(
    "Small learning rate: two roads, one curve",
    "Algorithm and equation cannot be told apart at α = 0.01; at α = 0.1, with 100 steps, the gap is several times as wide.",
    { objective: "quadratic", theta0: [1], lr: 0.01, beta1: 0.9, beta2: 0.99, steps: 1000 },
  ),
  preset(
    "β₂ = 0: sign descent oscillates",
    "Every step of the algorithm is α long, so that it ends jumping to and fro about 4; its equation comes to rest there.",
    { objective: "quadratic", theta0: [1.05], optimizer: "rmsprop", lr: 0.1, beta2: 0, steps: 60 },
  ),
  preset(
    "RMSProp’s 2-cycle",
    "However long it runs, θ ends on the cycle ±α/2 about the minimum: the loss has a floor that only a smaller α lowers.",
    {
      objective: "power(2)",
      theta0: [1],
      optimizer: "rmsprop",
      lr: 0.01,
      beta2: 0.9,
      steps: 2000,
      roads: ["discrete"],
    },
  ),
  preset(
    "AdaGrad slows down",
    "v only grows, so the steps shrink: AdaGrad needs over 1000 steps for what RMSProp does in fewer than 100.",
    { objective: "quadratic", theta0: [1], optimizer: "adagrad", lr: 0.1, steps: 1500 },
  ),
  preset(
    "Rosenbrock’s valley",
    "Within 200 of 5000 steps Adam is down in the curved valley, and it spends most of the others creeping along it to (1, 1).",
    { objective: "rosenbrock", theta0: [-1.2, 1], lr: 0.01, steps: 5000 },
  ),
  preset(
    "The learning rate decides the minimum",
    "At α = 0.05 algorithm and equation jump the barrier and end at 1; at α = 0.01 both stay in the local minimum at −0.85.",
    {
      objective: "rosenbrock1d(4)",
      theta0: [-1.5],
      lr: 0.05,
      beta1: 0.99,
      beta2: 0.999,
      velocity0: 1,
      steps: 1000,
      roads: ["discrete", "inertial"],
    },
  ),
  preset(
    "A spike and its warning",
    "The preconditioned curvature crosses 2/α more than 50 steps before the loss is at the top of its spike.",
    {
      view: "anatomy",
      subject: "objective",
      // the first one is not undone before the next
      spike: 2,
      objective: "power(2)",
      theta0: [1],
      lr: 1e-3,
      beta1: 0.9,
      beta2: 0.99,
      steps: 4000,
    },
  ),
  preset(
    "a ≫ b: the loss keeps swinging",
    "With β₁ = 0.999 above β₂ = 0.9 the loss still swings to a quarter of its start after 3000 steps; with 0.99 for both it is below a millionth of it.",
    { ...randomQuadratic, lr: 0.01, beta1: 0.999, beta2: 0.9, steps: 3000, roads: ["discrete"] },
  ),
  preset(
    "Divergence for a ≫ b, on a quartic",
    "Momentum over no memory of squares: θ is thrown out of a bottom that is flat, and the loss ends a million times higher than it began.",
    { objective: "power(4)", theta0: [1], lr: 0.01, beta1: 0.99, beta2: 0, steps: 3000, roads: ["discrete"] },
  ),
  preset(
    "A heavy-tailed memory",
    "A memory that fades like 1/√age forgets late: at the end v is still above a third of its highest, where RMSProp’s with β₂ = 0.99 is below a thousandth, and θ is slower.",
    {
      view: "memory",
      objective: "quadratic",
      theta0: [1],
      optimizer: "general",
      lr: 0.01,
      beta2: 0.99,
      kernel2: "power:0.5",
      steps: 1000,
      roads: ["nonlocal"],
    },
  ),
  preset(
    "The flow behind small steps",
    "With the rates a = b = 10 kept, the algorithm tends to a flow without memory: halve α, double the steps, and the gap halves.",
    {
      objective: "power(2)",
      theta0: [1],
      lr: 0.01,
      beta1: 0.9,
      beta2: 0.9,
      steps: 200,
      roads: ["discrete", "flow"],
      axis: "time",
    },
  ),
];
