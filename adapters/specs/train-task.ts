import {
  type BoundaryProblem,
  boundaryProblems,
  checkSource,
  checkTask,
  type DataSource,
  type DenseNetwork,
  type Domain,
  imageSets,
  type Network,
  type SourceShape,
  shapeSize,
  type Task,
} from "../../src/networks/index.js";
import { expressionObjective } from "../../src/objectives/expression/index.js";
import type { SpecProblems } from "./train-spec-problems.js";
import {
  type DenseValues,
  type NetworkValues,
  type SourceValues,
  type SpecValues,
  specSchemas,
} from "./train-spec-schema.js";

/** Units of the hidden layers where nothing is said of them. */
const usualHidden = [100, 100];
/** Samples to fit and to test with, points inside, on the boundary and to test with, where nothing is said of them. */
const usual = { samples: 2000, test: 500, testPerClass: 100, points: 2000, testPoints: 1000, dimension: 5 };

/**
 * The task of a spec, with its defaults.
 *
 * @throws {RangeError} all that is wrong with `network`, `data` and `problem`.
 */
export function taskOf(spec: SpecValues, problems: SpecProblems): Task {
  const network = problems.checkOne(specSchemas.networks, spec.network ?? {}, {
    ...{ path: "network", key: "kind", fallback: "dense" },
  });
  if (network && "hidden" in network && network.hidden && network.widths) {
    problems.add("network.hidden", "left out where widths are given", network.hidden);
  }
  const resolve = spec.problem === undefined ? fitOf(spec, problems) : residualOf(spec, problems);
  problems.conclude();
  const task = resolve(network!);
  checkTask(task);
  return task;
}

type Resolve = (network: NetworkValues) => Task;

/** Says that keys are for the other kind of task. */
function refuse(spec: SpecValues, problems: SpecProblems, other: { keys: readonly (keyof SpecValues)[]; why: string }) {
  for (const key of other.keys) if (spec[key] !== undefined) problems.add(key, other.why, spec[key]);
}

function fitOf(spec: SpecValues, problems: SpecProblems): Resolve {
  if (spec.data === undefined) problems.add("data", "given, or problem", "missing");
  else refuse(spec, problems, { keys: ["interior", "boundary", "test"], why: "left out where no problem is given" });
  const given = typeof spec.data === "string" ? { source: spec.data } : (spec.data ?? { source: "sine-sum" });
  const values = problems.checkOne(specSchemas.sources, given, { path: "data", key: "source" });
  return (network) => {
    const widths = "widths" in network ? network.widths : undefined;
    const data = sourceOf(values!, widths);
    const shape = checkSource(data);
    if (network.kind === "resnet18" && shape.inputShape.length !== 3) {
      problems.add("network.kind", "dense where data are no images", network.kind);
      problems.conclude();
    }
    const isOneHot = "targets" in data && data.targets === "one-hot";
    return {
      kind: "fit",
      network: networkOf(network, shape),
      data,
      loss: spec.loss ?? (isOneHot ? "cross-entropy" : "square"),
    };
  };
}

/** Samples with their defaults; widths that are given say how many inputs and outputs are meant. */
function sourceOf(values: SourceValues, widths: readonly number[] | undefined): DataSource {
  if (values.source === "csv") return values;
  if (values.source === "sine-sum") {
    const { dimension = widths?.[0] ?? usual.dimension, samples = usual.samples, test = usual.test } = values;
    return { source: "sine-sum", dimension, samples, test };
  }
  const { source, perClass = null, testPerClass = usual.testPerClass, shape = "own" } = values;
  const all = imageSets.find(({ name }) => name === source)!.classes;
  const { classes = Array.from(all.keys()) } = values;
  const isBinary = classes.length === 2 && widths?.at(-1) === 1;
  const { targets = isBinary ? "binary" : "one-hot" } = values;
  return { source, classes, perClass, testPerClass, targets, shape };
}

function networkOf(values: NetworkValues, { inputShape, outputs }: SourceShape): Network {
  const { initialization = "pytorch" } = values;
  if (values.kind !== "resnet18") {
    const inputs = shapeSize(inputShape);
    return denseOf(values, { inputs, outputs, activation: "relu" });
  }
  const image = values.image ?? (inputShape as [number, number, number]);
  const { widthFactor = 1 } = values;
  return { kind: "resnet18", image, outputs: values.outputs ?? outputs, widthFactor, initialization };
}

interface DenseEnds extends Pick<DenseNetwork, "activation"> {
  readonly inputs: number;
  readonly outputs: number;
}

function denseOf(values: DenseValues, { inputs, outputs, ...usually }: DenseEnds): DenseNetwork {
  const { hidden = usualHidden, activation = usually.activation, initialization = "pytorch" } = values;
  return { kind: "dense", widths: values.widths ?? [inputs, ...hidden, outputs], activation, initialization };
}

function residualOf(spec: SpecValues, problems: SpecProblems): Resolve {
  refuse(spec, problems, { keys: ["data", "loss"], why: "left out where a problem is given" });
  const problem =
    typeof spec.problem === "string" ? namedProblem(spec.problem, problems) : problemOf(spec.problem, problems);
  return (values) => {
    const dimension = problem!.advection.length;
    // checkTask says that the network must be dense
    const network =
      values.kind === "resnet18"
        ? (networkOf(values, { inputShape: [1, 1, 1], outputs: 1 }) as unknown as DenseNetwork)
        : denseOf(values, { inputs: dimension, outputs: 1, activation: "tanh" });
    const { interior = usual.points, boundary = usual.points } = spec;
    const test = spec.test ?? (problem!.solution === null ? 0 : usual.testPoints);
    return { kind: "deep-galerkin", network, problem: problem!, interior, boundary, test };
  };
}

function namedProblem(name: string, problems: SpecProblems): BoundaryProblem | undefined {
  const found = boundaryProblems.find((entry) => entry.name === name);
  if (found === undefined)
    problems.addName(
      "problem",
      boundaryProblems.map((entry) => entry.name),
      name,
    );
  return found?.problem;
}

function problemOf(given: unknown, problems: SpecProblems): BoundaryProblem | undefined {
  const values = problems.check(specSchemas.problem, given, "problem");
  if (values === undefined) return undefined;
  const domain: Domain | undefined = problems.checkOne(specSchemas.domains, values.domain, {
    ...{ path: "problem.domain", key: "kind" },
  });
  if (domain === undefined) return undefined;
  const dimension = (domain.kind === "box" ? domain.lower : domain.center).length;
  const { diffusion = 1, advection = new Array<number>(dimension).fill(0), reaction = 0, solution = null } = values;
  const { source, boundaryValue } = values;
  checkFormulas({ source, boundaryValue, solution }, { dimension, problems });
  return { domain, diffusion, advection, reaction, source, boundaryValue, solution };
}

/** Adds what is wrong with the formulas of a problem. */
function checkFormulas(
  formulas: Readonly<Record<string, string | null>>,
  { dimension, problems }: { readonly dimension: number; readonly problems: SpecProblems },
): void {
  const variables = Array.from({ length: dimension }, (_, k) => `x${k + 1}`);
  for (const [name, text] of Object.entries(formulas)) {
    if (text === null) continue;
    try {
      expressionObjective(text, { variables });
    } catch (error) {
      const why = String((error as Error).message).replace(/^Cannot .*? as |: current value is .*$/gs, "");
      problems.add(`problem.${name}`, `a formula of ${variables.join(", ")} (${why})`, text);
    }
  }
}
