import { checkDomain } from "./check-domain.js";
import { checkField, checkName, isWhole } from "./check-field.js";
import { checkNetwork } from "./check-network.js";
import { checkSource } from "./check-source.js";
import { networkLayout } from "./network-layout.js";
import { shapeSize } from "./shape-size.js";
import type { BoundaryProblem, DataSource, FitTask, ResidualTask, Task } from "./task.js";

const action = "set up the task";
/** Largest number of points. */
const MOST = 10_000_000;
/** Most parameters: θ, m, v and the best θ, in float64, are one checkpoint of less than 2 GB. */
const MOST_PARAMETERS = 50_000_000;
/** Most numbers of all samples together: 2 GB of float32. */
const MOST_NUMBERS = 500_000_000;

/**
 * Checks a task that came as data: each field by itself, and whether network and data fit together.
 *
 * Formulas are only checked to be there: reading them is the business of whoever evaluates them.
 *
 * @throws {RangeError} that names the first field that is wrong.
 * @example
 * const network = { kind: "dense", widths: [5, 100, 1], activation: "relu", initialization: "pytorch" };
 * const data = { source: "sine-sum", dimension: 5, samples: 2000, test: 0 };
 * checkTask({ kind: "fit", network, data, loss: "square" }); // nothing is wrong
 */
export function checkTask(task: Task): void {
  checkName(["fit", "deep-galerkin"], { action, field: "kind", value: task.kind });
  checkNetwork(task.network);
  checkParameters(task.network);
  if (task.kind === "fit") checkFit(task);
  else checkResidual(task);
}

function checkParameters(network: Task["network"]): void {
  const { dimension } = networkLayout(network);
  const must = `one of at most ${MOST_PARAMETERS} parameters`;
  checkField(dimension <= MOST_PARAMETERS, { action, field: "network", must, value: `${dimension} parameters` });
}

/** Refuses more points than fit into a buffer, together with what one of them has. */
function checkRoom(counts: Readonly<Record<string, number>>, each: number): void {
  const must = `at most ${Math.floor(MOST_NUMBERS / each)}, for ${each} numbers each`;
  for (const [field, value] of Object.entries(counts)) {
    checkField(value * each <= MOST_NUMBERS, { action, field, must, value });
  }
}

/** Samples by the names of their fields; all images of a set have room, and how many a table has is not known here. */
function countsOf(data: DataSource): Readonly<Record<string, number>> {
  return data.source === "sine-sum" ? { "data.samples": data.samples, "data.test": data.test } : {};
}

function checkFit({ network, data, loss }: FitTask): void {
  const { inputShape, outputs } = checkSource(data);
  const inputs = shapeSize(inputShape);
  checkName(["square", "cross-entropy"], { action, field: "loss", value: loss });
  const from = `of ${data.source}`;
  if (network.kind === "dense") {
    checkEnds(network.widths, { inputs, outputs, inputsOf: from, outputsOf: from });
  } else {
    const isImage = inputShape.length === 3 && inputShape.every((length, axis) => length === network.image[axis]);
    const must = inputShape.length === 3 ? `${inputShape.join(", ")}, an image ${from}` : "that of data of images";
    checkField(isImage, { action, field: "network.image", must, value: network.image });
    const isFitting = network.outputs === outputs;
    const expected = `${outputs}, the targets ${from}`;
    checkField(isFitting, { action, field: "network.outputs", must: expected, value: network.outputs });
  }
  checkRoom(countsOf(data), Math.max(inputs, outputs));
  // of one output the softmax is 1
  const hasClasses = loss === "square" || (data.source !== "sine-sum" && outputs >= 2);
  checkField(hasClasses, { action, field: "loss", must: "square unless targets are one-hot", value: loss });
}

interface NetworkEnds {
  readonly inputs: number;
  readonly outputs: number;
  readonly inputsOf: string;
  readonly outputsOf: string;
}

function checkEnds(widths: readonly number[], { inputs, outputs, inputsOf, outputsOf }: NetworkEnds): void {
  const first = { field: "network.widths[0]", must: `${inputs}, the inputs ${inputsOf}`, value: widths[0] };
  checkField(widths[0] === inputs, { action, ...first });
  const last = { field: `network.widths[${widths.length - 1}]`, must: `${outputs}, the targets ${outputsOf}` };
  checkField(widths.at(-1) === outputs, { action, ...last, value: widths.at(-1) });
}

function checkResidual({ network, problem, interior, boundary, test }: ResidualTask): void {
  const isDense = (network.kind as string) === "dense";
  checkField(isDense, { action, field: "network.kind", must: "dense in a deep-galerkin task", value: network.kind });
  const dimension = checkProblem(problem);
  const ends = { inputs: dimension, outputs: 1, inputsOf: "of the domain", outputsOf: "of a PDE" };
  checkEnds(network.widths, ends);
  // the second derivative of a network of ReLUs is 0 wherever it exists
  const isSmooth = problem.diffusion === 0 || network.activation !== "relu";
  const must = "twice differentiable where there is diffusion";
  checkField(isSmooth, { action, field: "network.activation", must, value: network.activation });
  for (const [field, [value, least]] of Object.entries({
    interior: [interior, 1],
    boundary: [boundary, 1],
    test: [test, 0],
  } as const)) {
    checkField(isWhole(value, least, MOST), {
      action,
      field,
      must: `a whole number from ${least} to ${MOST}`,
      value,
    });
  }
  checkRoom({ interior, boundary, test }, dimension);
}

/** @returns the dimension of the domain. */
function checkProblem({ domain, diffusion, advection, reaction, source, ...rest }: BoundaryProblem): number {
  const dimension = checkDomain(domain, action);
  for (const [name, value] of Object.entries({ diffusion, reaction })) {
    checkField(Number.isFinite(value), { action, field: `problem.${name}`, must: "a finite number", value });
  }
  const isVector = Array.isArray(advection) && advection.length === dimension && advection.every(Number.isFinite);
  const must = `${dimension} finite numbers, one for each variable`;
  checkField(isVector, { action, field: "problem.advection", must, value: advection });
  const hasOperator = diffusion !== 0 || reaction !== 0 || advection.some((speed) => speed !== 0);
  const some = "other than 0 where advection and reaction are 0";
  checkField(hasOperator, { action, field: "problem.diffusion", must: some, value: diffusion });
  const isFormula = (text: unknown): boolean => typeof text === "string" && text.trim() !== "";
  for (const [name, value] of Object.entries({ source, boundaryValue: rest.boundaryValue })) {
    checkField(isFormula(value), { action, field: `problem.${name}`, must: "a formula of x1, x2, …", value });
  }
  const { solution } = rest;
  const isKnown = solution === null || isFormula(solution);
  checkField(isKnown, { action, field: "problem.solution", must: "null or a formula of x1, x2, …", value: solution });
  return dimension;
}
