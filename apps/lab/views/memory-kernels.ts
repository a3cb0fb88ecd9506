import { type Kernel, kernelMass } from "../../../src/kernels/index.js";
import { inertialModel, type NonlocalModelOptions, nonlocalModel } from "../../../src/models/index.js";
import { bisect } from "../../../src/numeric/bisect.js";
import { gaussLegendre } from "../../../src/numeric/gauss-legendre.js";
import { quadraticObjective } from "../../../src/objectives/index.js";
import { designedKernels, type RunState } from "../jobs/road-runs.js";

/** How one moment weighs the past. */
export interface MomentKernel {
  readonly moment: "m" | "v";
  /** What it remembers. */
  readonly symbol: "g" | "g²" | "‖g‖²";
  readonly kernel: Kernel;
  /** That of the equation with inertia, where the algorithm has one. */
  readonly inertial: Kernel | null;
  /** The algorithm's own factor: it weighs the gradient of j steps ago by `(1 − β)βʲ`; AdaGrad, "sum", by 1. */
  readonly factor: number | "sum" | null;
}

/** Optimizers whose moments are those of another one's equation. */
const asIf: Readonly<Record<string, NonlocalModelOptions["optimizer"]>> = {
  adam: "adam",
  adamw: "adam",
  rmsprop: "rmsprop",
  adagrad: "adagrad",
  general: "general",
};

/**
 * The kernels of a run as the models of the library have them, the numerator's first; none where nothing is remembered.
 *
 * @throws {RangeError} if a designed kernel's text spells none.
 */
export function momentKernels(run: RunState): readonly MomentKernel[] {
  const { lr, beta1, beta2 } = run;
  const optimizer = asIf[run.optimizer];
  if (optimizer === undefined) return [];
  // kernels do not depend on the objective
  const objective = quadraticObjective();
  const own = optimizer === "general" ? designedKernels(run) : {};
  const terms = nonlocalModel(objective, { optimizer, lr, beta1, beta2, ...own }).memory;
  const inertial = optimizer === "adam" ? inertialModel(objective, { lr, beta1, beta2 }).memory : [];
  return terms.map(({ name, kernel }) => ({
    moment: name as "m" | "v",
    symbol: name === "m" ? "g" : run.norm ? "‖g‖²" : "g²",
    kernel,
    inertial: inertial.find((term) => term.name === name)?.kernel ?? null,
    factor: optimizer === "general" ? null : optimizer === "adagrad" ? "sum" : name === "m" ? beta1 : beta2,
  }));
}

/** The weight that the algorithm gives a gradient of j steps ago. */
export function discreteWeight(factor: number | "sum", j: number): number {
  return factor === "sum" ? 1 : (1 - factor) * factor ** j;
}

/** The weight that the algorithm has given in all after k steps. */
export function discreteSeen(factor: number | "sum", k: number): number {
  if (k === 0) return 0;
  return factor === "sum" ? k : -Math.expm1(k * Math.log(factor));
}

/** How old is what a kernel weighs; ages in units of time. */
export interface KernelAges {
  /** Half the weight lies on what is younger. */
  readonly halfLife: number;
  /** `∫ age·K / ∫ K`. */
  readonly meanAge: number;
  /** The ages that both are taken over: all, as far as numbers tell, or where nothing is ever forgotten a run. */
  readonly until: number;
  /** Whether the weight of all ages is finite. */
  readonly forgets: boolean;
}

/** Doublings of a run after which a kernel that still gathers weight is said never to forget. */
const mostDoublings = 16;
/** Weight that does not count beside the rest; above the rounding of a mass. */
const negligible = 1e-11;

/** Half-life and mean age of a kernel; of one that never forgets those within a run of length `until`. */
export function kernelAges(kernel: Kernel, { until }: { readonly until: number }): KernelAges {
  let far = until;
  let mass = kernelMass(kernel, far);
  let forgets = false;
  for (let k = 0; k < mostDoublings && !forgets; k++) {
    const next = kernelMass(kernel, 2 * far);
    forgets = Math.abs(next - mass) <= negligible * next;
    [far, mass] = [2 * far, next];
  }
  if (!forgets) [far, mass] = [until, kernelMass(kernel, until)];
  return {
    halfLife: ageHolding(kernel, { share: 0.5, until: far }),
    meanAge: firstMoment(kernel, far) / mass,
    until: far,
    forgets,
  };
}

/** The age up to which a share of the weight of all ages up to `until` lies. */
export function ageHolding(kernel: Kernel, { share, until }: { readonly share: number; readonly until: number }) {
  const wanted = share * kernelMass(kernel, until);
  return bisect((age) => kernelMass(kernel, age) <= wanted, { inside: 0, outside: until });
}

const octaves = 70;

/** `∫₀^far age·K`, octave by octave: what is younger than `far·2^−70` adds nothing. */
function firstMoment({ weight }: Kernel, far: number): number {
  const { nodes, weights } = gaussLegendre(16);
  let sum = 0;
  for (let octave = 0; octave < octaves; octave++) {
    const width = far * 2 ** -(octave + 1);
    for (let i = 0; i < nodes.length; i++) {
      const age = width * (1 + nodes[i]!);
      sum += width * weights[i]! * age * weight(age);
    }
  }
  return sum;
}
