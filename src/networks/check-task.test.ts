import { describe, expect, it, test } from "vitest";
import { boundaryProblem } from "./boundary-problems.js";
import { checkTask } from "./check-task.js";
import type { FitTask, ImageSource, ResidualTask, Task } from "./task.js";

const dense = { kind: "dense", widths: [5, 100, 1], activation: "relu", initialization: "pytorch" } as const;
const fit: FitTask = {
  kind: "fit",
  network: dense,
  data: { source: "sine-sum", dimension: 5, samples: 20, test: 0 },
  loss: "square",
};
const images: ImageSource = {
  source: "fashion-mnist",
  classes: [3, 5],
  perClass: 1000,
  testPerClass: 0,
  targets: "binary",
  shape: "cifar",
};
const onImages: FitTask = { ...fit, network: { ...dense, widths: [3072, 256, 1] }, data: images };
const resnet: FitTask = {
  kind: "fit",
  network: { kind: "resnet18", image: [3, 32, 32], outputs: 3, widthFactor: 0.25, initialization: "he" },
  data: { ...images, classes: [0, 1, 2], targets: "one-hot" },
  loss: "cross-entropy",
};
const residual: ResidualTask = {
  kind: "deep-galerkin",
  network: { ...dense, widths: [2, 10, 1], activation: "gelu" },
  problem: boundaryProblem("poisson-disk").problem,
  interior: 10,
  boundary: 10,
  test: 0,
};

describe("checkTask", () => {
  it("takes what is right", () => {
    for (const task of [fit, onImages, resnet, residual]) expect(() => checkTask(task)).not.toThrow();
    const table = { source: "csv", file: "a.csv", inputs: ["x"], targets: ["y", "z"] } as const;
    expect(() => checkTask({ ...fit, network: { ...dense, widths: [1, 2] }, data: table })).not.toThrow();
  });

  const withNetwork = (network: object): Task => ({ ...fit, network: { ...dense, ...network } }) as Task;
  const withData = (data: object): Task => ({ ...onImages, data: { ...images, ...data } }) as Task;
  const withProblem = (problem: object): Task =>
    ({ ...residual, problem: { ...residual.problem, ...problem } }) as Task;

  const large = ({ dimension, samples }: { dimension: number; samples: number }): Task => ({
    ...{ ...fit, network: { ...dense, widths: [dimension, 1] } },
    data: { source: "sine-sum", dimension, samples, test: 0 },
  });

  test.each<[string, Task, string]>([
    ["kind", { ...fit, kind: "fitt" } as unknown as Task, "(nearest: fit"],
    ["network.kind", withNetwork({ kind: "dens" }), "(nearest: dense"],
    ["network.widths", withNetwork({ widths: [5] }), "current value is [5]"],
    ["network.widths", withNetwork({ widths: [5, 0, 1] }), "current value is [5, 0, 1]"],
    ["network.widths", withNetwork({ widths: [5, Number.NaN, 1] }), "NaN"],
    ["network.activation", withNetwork({ activation: "rleu" }), "(nearest: relu"],
    ["network.initialization", withNetwork({ initialization: "hee" }), "(nearest: he"],
    ["network.widths[0]", withNetwork({ widths: [4, 100, 1] }), "5, the inputs of sine-sum: current value is 4"],
    ["network.widths[2]", withNetwork({ widths: [5, 100, 2] }), "1, the targets of sine-sum"],
    ["network.widths[0]", withData({ shape: "own" }), "784, the inputs of fashion-mnist"],
    ["network.widths[2]", withData({ targets: "one-hot" }), "2, the targets of fashion-mnist"],
    ["data.classes", withData({ classes: [3, 10] }), "from 0 to 9: current value is [3, 10]"],
    ["data.classes", withData({ classes: [3, 3] }), "[3, 3]"],
    ["data.classes", withData({ classes: [3] }), "[3]"],
    ["data.targets", withData({ classes: [3, 4, 5] }), "one-hot unless there are two classes"],
    ["data.perClass", withData({ perClass: 0 }), "from 1 to 6000"],
    ["data.perClass", withData({ source: "cifar-10", perClass: 5001 }), "from 1 to 5000"],
    ["data.testPerClass", withData({ testPerClass: -1 }), "from 0 to 1000"],
    ["data.shape", withData({ shape: "cfar" }), "(nearest: cifar"],
    ["data.source", withData({ source: "fashion-mnst" }), "(nearest: fashion-mnist"],
    ["data.dimension", { ...fit, data: { ...fit.data, dimension: 0 } } as Task, "whole number"],
    ["data.samples", { ...fit, data: { ...fit.data, samples: 1.5 } } as Task, "whole number"],
    ["data.samples", large({ dimension: 1000, samples: 500_001 }), "at most 500000, for 1000 numbers each"],
    ["network", withNetwork({ widths: [5, 10_000, 10_000, 1] }), "current value is 100080001 parameters"],
    ["network", { ...resnet, network: { ...resnet.network, widthFactor: 16 } } as Task, "at most 50000000"],
    ["network.kind", withNetwork({ kind: { toString: 1 } }), "current value is [object Object]"],
    ["loss", { ...fit, loss: "cross-entropy" }, "square unless"],
    ["loss", { ...onImages, loss: "cross-entropy" }, "square unless"],
    ["loss", { ...fit, loss: "squares" } as unknown as Task, "(nearest: square"],
    ["network.image", { ...resnet, network: { ...resnet.network, image: [1, 28, 28] } } as Task, "3, 32, 32"],
    ["network.outputs", { ...resnet, network: { ...resnet.network, outputs: 10 } } as Task, "3, the targets"],
    ["network.widthFactor", { ...resnet, network: { ...resnet.network, widthFactor: 0 } } as Task, "in (0, 16]"],
    ["network.widths[0]", withProblem({ domain: { kind: "ball", center: [0], radius: 1 }, advection: [0] }), "1, the"],
    ["network.activation", { ...residual, network: { ...residual.network, activation: "relu" } }, "differentiable"],
    ["network.kind", { ...residual, network: resnet.network } as unknown as Task, "dense in a deep-galerkin task"],
    ["problem.advection", withProblem({ advection: [0] }), "2 finite numbers"],
    ["problem.diffusion", withProblem({ diffusion: 0 }), "other than 0"],
    ["problem.reaction", withProblem({ reaction: Number.NaN }), "finite"],
    ["problem.source", withProblem({ source: " " }), "a formula"],
    ["problem.solution", withProblem({ solution: "" }), "null or a formula"],
    ["domain.radius", withProblem({ domain: { kind: "ball", center: [0, 0], radius: -1 } }), "> 0"],
    ["interior", { ...residual, interior: 0 }, "from 1"],
    ["test", { ...residual, test: -1 }, "from 0"],
  ])("refuses a wrong %s", (field, task, words) => {
    expect(() => checkTask(task)).toThrow(RangeError);
    expect(() => checkTask(task)).toThrow(`as ${field} must be`);
    expect(() => checkTask(task)).toThrow(words);
  });
});
