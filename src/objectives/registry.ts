import { findByName } from "../numeric/nearest.js";
import { bealeObjective } from "./beale.js";
import { coshObjective } from "./cosh.js";
import { doubleWellObjective } from "./double-well.js";
import { himmelblauObjective } from "./himmelblau.js";
import { illConditionedObjective } from "./ill-conditioned.js";
import { logisticObjective } from "./logistic.js";
import type { Objective } from "./objective.js";
import { powerObjective } from "./power.js";
import { quadraticObjective } from "./quadratic.js";
import { randomQuadraticObjective } from "./random-quadratic.js";
import { rastriginObjective } from "./rastrigin.js";
import { rosenbrockObjective } from "./rosenbrock.js";
import { rosenbrock1dObjective } from "./rosenbrock-1d.js";
import { sphereObjective } from "./sphere.js";

/** One named objective. */
export interface ObjectiveEntry {
  readonly name: string;
  /** Parameters with their defaults, such as `"(n = 10, seed = 1)"`; empty if there are none. */
  readonly parameters: string;
  /** Largest number of parameters that `create` takes. */
  readonly maximumArguments: number;
  readonly description: string;
  readonly formula: string;
  create(...args: number[]): Objective;
  /** Argument lists to show and to test. */
  readonly examples: readonly (readonly number[])[];
  /** A customary starting point. */
  start(objective: Objective): number[];
}

const ones = (objective: Objective): number[] => new Array<number>(objective.dimension).fill(1);

/** All named objectives, in reading order. */
export const objectives: readonly ObjectiveEntry[] = [
  {
    name: "quadratic",
    parameters: "",
    maximumArguments: 0,
    description: "parabola, the convex example of arXiv 2411.09734",
    formula: "(x-4)^2",
    create: () => quadraticObjective(),
    examples: [[]],
    start: ones,
  },
  {
    name: "doubleWell",
    parameters: "",
    maximumArguments: 0,
    description: "two minima, the nonconvex example of arXiv 2411.09734",
    formula: "(x^2-1)^2/4",
    create: () => doubleWellObjective(),
    examples: [[]],
    start: () => [0.1],
  },
  {
    name: "rosenbrock1d",
    parameters: "(c = 1.5)",
    maximumArguments: 1,
    description: "the example of arXiv 2602.09101; two minima for c > 2",
    formula: "(1-x)^2+c*(x^2-1)^2",
    create: (c) => rosenbrock1dObjective(c),
    examples: [[], [0], [0.25], [4]],
    start: () => [-1.5],
  },
  {
    name: "rosenbrock",
    parameters: "",
    maximumArguments: 0,
    description: "curved valley in two dimensions",
    formula: "100*(y-x^2)^2+(1-x)^2",
    create: () => rosenbrockObjective(),
    examples: [[]],
    start: () => [-1.2, 1],
  },
  {
    name: "randomQuadratic",
    parameters: "(n = 10, seed = 1)",
    maximumArguments: 2,
    description: "random convex quadratic of arXiv 2009.06125, U of independent N(0, 1) entries",
    formula: "½ xᵀUUᵀx",
    create: (n, seed) => randomQuadraticObjective(n, seed),
    examples: [[], [3, 7]],
    start: ones,
  },
  {
    name: "power",
    parameters: "(k = 4)",
    maximumArguments: 1,
    description: "degenerate minimum, even k",
    formula: "x^k/k",
    create: (k) => powerObjective(k),
    examples: [[], [2], [6]],
    start: ones,
  },
  {
    name: "rastrigin",
    parameters: "(n = 2)",
    maximumArguments: 1,
    description: "parabola under a grid of local minima",
    formula: "10n + Σ(xᵢ² − 10 cos 2πxᵢ)",
    create: (n) => rastriginObjective(n),
    examples: [[], [1]],
    start: (objective) => new Array<number>(objective.dimension).fill(0.6),
  },
  {
    name: "beale",
    parameters: "",
    maximumArguments: 0,
    description: "flat valleys with steep walls in two dimensions",
    formula: "(1.5-x+x*y)^2+(2.25-x+x*y^2)^2+(2.625-x+x*y^3)^2",
    create: () => bealeObjective(),
    examples: [[]],
    start: () => [1, 1],
  },
  {
    name: "himmelblau",
    parameters: "",
    maximumArguments: 0,
    description: "four equal minima in two dimensions",
    formula: "(x^2+y-11)^2+(x+y^2-7)^2",
    create: () => himmelblauObjective(),
    examples: [[]],
    start: () => [0, 0],
  },
  {
    name: "logistic",
    parameters: "(regularisation = 0.1)",
    maximumArguments: 1,
    description: "logistic regression with an L2 term on 40 synthetic points, three parameters",
    formula: "mean ln(1 + e^(−yᵢ⟨w, xᵢ⟩)) + ½λ‖w‖²",
    create: (regularisation) => logisticObjective(regularisation),
    examples: [[], [0.01]],
    start: () => [0, 0, 0],
  },
  {
    name: "cosh",
    parameters: "",
    maximumArguments: 0,
    description: "strongly convex, exponentially steep far out",
    formula: "cosh(x)",
    create: () => coshObjective(),
    examples: [[]],
    start: ones,
  },
  {
    name: "sphere",
    parameters: "(n = 2)",
    maximumArguments: 1,
    description: "sum of squares",
    formula: "Σ xᵢ²",
    create: (n) => sphereObjective(n),
    examples: [[], [5]],
    start: ones,
  },
  {
    name: "illConditioned",
    parameters: "(n = 2, condition = 100)",
    maximumArguments: 2,
    description: "quadratic of given condition number",
    formula: "½ Σ κ^(i/(n−1)) xᵢ²",
    create: (n, condition) => illConditionedObjective(n, condition),
    examples: [[], [4, 1000]],
    start: ones,
  },
];

/**
 * The objective of a name and its parameters.
 *
 * @param name name of an entry of `objectives`.
 * @param args parameters in the order of the entry; missing ones take their defaults.
 * @throws {RangeError} if the name is unknown (the sentence names the nearest ones), if there are too many parameters or
 *   if one is out of its range.
 * @example
 * createObjective("rosenbrock1d", [4]).dimension; // 1
 */
export function createObjective(name: string, args: readonly number[] = []): Objective {
  const entry = findByName(objectives, name, { action: "create an objective", what: "name" });
  if (args.length > entry.maximumArguments) {
    const form = `${name}${entry.parameters}`;
    throw new RangeError(
      `Cannot create an objective as parameters must be those of ${form}: current value is ${name}(${args.join(", ")})`,
    );
  }
  return entry.create(...args);
}
