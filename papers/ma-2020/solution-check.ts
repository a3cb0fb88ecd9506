import { boundaryProblem, sampleBoundary, sampleInterior } from "../../src/networks/index.js";
import { expressionObjective } from "../../src/objectives/expression/index.js";

/** How well a formula solves −Δu = f with u = g on the boundary. */
export interface SolutionCheck {
  readonly label: string;
  readonly formula: string;
  /** Whether the paper prints it. */
  readonly isPrinted: boolean;
  /** Largest |Δu + f| at points inside, and largest |u − g| at points of the boundary. */
  readonly residual: number;
  readonly boundary: number;
  /** Least and largest −Δu, and what f is there. */
  readonly minusLaplacian: readonly [least: number, largest: number];
  readonly source: number;
}

/** Points inside, and on the boundary. */
export const checkedPoints = 200;

/** The solutions as the paper prints them, and those that are trained for where they differ. */
export function checkSolutions(): readonly SolutionCheck[] {
  const printed = "(x1^2 + x2^2 - 1)/4";
  const { solution } = boundaryProblem("poisson-disk").problem;
  return [
    checkSolution("poisson-box", { label: "(i)", formula: "x1*x2 + x3*x4", isPrinted: true }),
    checkSolution("poisson-disk", { label: "(ii)", formula: printed, isPrinted: true }),
    checkSolution("poisson-disk", { label: "(ii), used here", formula: solution!, isPrinted: false }),
  ];
}

type Candidate = Pick<SolutionCheck, "label" | "formula" | "isPrinted">;

/** Evaluates a formula with its exact second derivatives at points drawn inside and on the boundary. */
export function checkSolution(name: string, candidate: Candidate): SolutionCheck {
  const { domain, source, boundaryValue, advection } = boundaryProblem(name).problem;
  const dimension = advection.length;
  const variables = advection.map((_, k) => `x${k + 1}`);
  const [u, f, g] = [candidate.formula, source, boundaryValue].map((text) => expressionObjective(text, { variables }));
  const hessian = new Float64Array(dimension * dimension);
  const inside = rowsOf(sampleInterior(domain, { count: checkedPoints, seed: 1 }), dimension);
  const laplacians = inside.map((point) => {
    u!.hessian!(point, hessian);
    return point.reduce((sum, _, k) => sum + hessian[k * (dimension + 1)]!, 0);
  });
  const onBoundary = rowsOf(sampleBoundary(domain, { count: checkedPoints, seed: 1 }), dimension);
  return {
    ...candidate,
    residual: Math.max(...inside.map((point, i) => Math.abs(laplacians[i]! + f!.value(point)))),
    boundary: Math.max(...onBoundary.map((point) => Math.abs(u!.value(point) - g!.value(point)))),
    minusLaplacian: [-Math.max(...laplacians), -Math.min(...laplacians)],
    source: f!.value(inside[0]!),
  };
}

function rowsOf(values: Float64Array, dimension: number): readonly Float64Array[] {
  return Array.from({ length: values.length / dimension }, (_, row) =>
    values.slice(row * dimension, (row + 1) * dimension),
  );
}
