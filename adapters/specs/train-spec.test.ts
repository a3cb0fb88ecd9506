import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { readSpec } from "./read-spec.js";
import { specOf, trainSpecOf } from "./train-spec.js";

const folder = mkdtempSync(join(tmpdir(), "adaflow-spec-"));

/** The spec that a text is. */
async function specOfText(text: string) {
  const file = join(folder, "spec.yaml");
  writeFileSync(file, text);
  return trainSpecOf(await readSpec(file, "spec.yaml"), { name: "spec.yaml" });
}

const fit = "data: sine-sum\n";
const box = "domain: { kind: box, lower: [0], upper: [1] }";

/** Each line means ten of the line before. */
const manyAliases = [
  "a: &a0 [1]",
  ...Array.from({ length: 6 }, (_, k) => `b${k}: &a${k + 1} [${`*a${k},`.repeat(10)}]`),
].join("\n");

describe("refuses", () => {
  const bad: readonly (readonly [title: string, spec: string, says: string])[] = [
    ["an unknown key", `${fit}stepz: 3`, "stepz must be one of network, data"],
    ["its nearest", `${fit}stepz: 3`, "(nearest: steps): current value is 3"],
    ["an unknown key inside", `${fit}network: { widts: [5, 1] }`, "network.widts must be one of kind, widths, hidden"],
    ["an unknown optimizer", `${fit}optimizer: admw`, "(nearest: adamw, adam): current value is admw"],
    ["an unknown source", "data: sine-som", "data.source must be one of sine-sum"],
    ["an unknown activation", `${fit}network: { activation: rlu }`, "network.activation must be one of relu"],
    ["an unknown network", `${fit}network: { kind: rnn }`, "network.kind must be one of dense, resnet18"],
    [
      "a key of another network",
      `${fit}network: { kind: resnet18, hidden: [1] }`,
      "network.hidden must be one of kind",
    ],
    ["an unknown problem", "problem: poison-box", "poisson-box, poisson-disk (nearest: poisson-box)"],
    ["a name of all objects", `${fit}network: { kind: constructor }`, "network.kind must be one of"],
    ["a text for a number", `${fit}lr: fast`, "lr must be a finite number: current value is fast"],
    ["NaN", `${fit}lr: .nan`, "lr must be a finite number: current value is NaN"],
    ["infinity", `${fit}lr: .inf`, "lr must be a finite number: current value is Infinity"],
    ["half a step", `${fit}steps: 1.5`, "steps must be a whole number: current value is 1.5"],
    ["no step", `${fit}steps: 0`, "steps must be a whole number ≥ 1"],
    ["more steps than can be counted", `${fit}steps: 1e30`, "steps must be"],
    ["a negative seed", `${fit}seed: -1`, "seed must be a whole number ≥ 0"],
    ["a batch of nothing", `${fit}batch: 0`, "batch must be a whole number ≥ 1"],
    ["a learning rate of 0", `${fit}lr: 0`, "lr must be a finite number > 0"],
    ["a factor of 1", `${fit}beta1: 1`, "beta1 must be in [0, 1)"],
    ["a factor and its rate", `${fit}beta1: 0.5\nrate1: 10`, "rate1 must be left out where beta1 is given"],
    ["a rate above 1/lr", `${fit}rate2: 1001`, "rate2 must be > 0 and at most 1/lr = 1000"],
    ["an option that means nothing", `${fit}optimizer: rmsprop\nbeta1: 0.5`, "must be among lr, beta2"],
    ["measurements between rows", `${fit}every: 4\ncurvatureEvery: 6`, "a multiple of every, which is 4"],
    [
      "inputs that do not fit",
      "network: { widths: [4, 1] }\ndata: { source: sine-sum, dimension: 5 }",
      "widths[0] must be 5",
    ],
    ["outputs that do not fit", `${fit}network: { widths: [5, 2] }`, "network.widths[1] must be 1, the targets"],
    ["no width", `${fit}network: { widths: [] }`, "network.widths must be two or more whole numbers"],
    ["widths and hidden", `${fit}network: { widths: [5, 1], hidden: [3] }`, "network.hidden must be left out"],
    ["images of a sum", `${fit}network: { kind: resnet18 }`, "network.kind must be dense where data are no images"],
    ["data and a problem", `${fit}problem: poisson-box`, "data must be left out where a problem is given"],
    ["points without a problem", `${fit}interior: 5`, "interior must be left out where no problem is given"],
    ["neither", "lr: 1", "data must be given, or problem"],
    ["a problem without a boundary", `problem: { ${box}, source: 1 }`, "problem.boundaryValue must be"],
    [
      "a domain without an end",
      "problem: { domain: { kind: box, lower: [0] }, source: 1, boundaryValue: 0 }",
      "domain.upper",
    ],
    [
      "an unknown domain",
      "problem: { domain: { kind: bax }, source: 1, boundaryValue: 0 }",
      "problem.domain.kind must be",
    ],
    [
      "a formula of another variable",
      `problem: { ${box}, source: x3, boundaryValue: 0 }`,
      "problem.source must be a formula of x1 (variables must contain x3): current value is x3",
    ],
    [
      "half a formula",
      `problem: { ${box}, source: 1, boundaryValue: 0, solution: x1 + }`,
      "problem.solution must be a formula of x1 (position 5",
    ],
    ["ReLU for a Laplacian", "problem: poisson-disk\nnetwork: { activation: relu }", "twice differentiable"],
    ["ResNet18 for a PDE", "problem: poisson-disk\nnetwork: { kind: resnet18 }", "network.kind must be dense"],
    [
      "columns of nothing",
      "data: { source: csv, file: a.csv, inputs: [], targets: [b] }",
      "data.inputs must be one or more",
    ],
    ["a CSV without columns", "data: csv", "data.file must be a text: current value is missing"],
    ["cross-entropy of numbers", `${fit}loss: cross-entropy`, "loss must be square"],
    ["a list", "- 1", "it must be a mapping of keys to values"],
    ["a list for a mapping", `${fit}network: [5, 1]`, "network must be a mapping of keys to values"],
    ["nothing", "", "it must hold a spec"],
    ["no YAML", "a: [1", "it must be YAML or JSON"],
    ["an alias of nothing", "data: *no", "it must be YAML or JSON"],
    ["what holds itself", `&a\n${fit}nested: *a`, "nested must be one of network"],
    ["what holds itself as a name", "data: { source: &a { b: *a } }", "data.source must be one of sine-sum"],
    ["what is no text", `${fit}optimizer: { toString: 1 }`, "optimizer must be one of adagrad"],
    ["too many aliases", manyAliases, "aliases can be followed"],
    ["more steps than have room", `${fit}steps: 100000001`, "steps must be at most 100000000"],
    ["more parameters than have room", `${fit}network: { hidden: [9999, 9999] }`, "network must be one of at most"],
    [
      "more samples than have room",
      "data: { source: sine-sum, dimension: 1000, samples: 1000000 }",
      "data.samples must be at most 500000",
    ],
    ["data that are left empty", "data:", "data must be given, or problem: current value is missing"],
    ["a learning rate of PyTorch", `${fit}learning_rate: 1`, "(nearest: lr): current value is 1"],
    ["epochs", `${fit}epochs: 1`, "(nearest: steps)"],
    ["the size of a batch", `${fit}batch_size: 1`, "(nearest: batch)"],
    ["both factors", `${fit}betas: [0.9, 0.99]`, "(nearest: beta1, beta2)"],
    ["a key twice", `${fit}lr: 1\nlr: 2`, "it must be YAML or JSON"],
  ];
  it.each(bad)("%s", async (_title, spec, says) => {
    const error = await specOfText(spec).then(
      () => null,
      (refusal: Error) => refusal,
    );
    expect(error?.message).toContain(says);
    for (const line of error!.message.split("\n"))
      expect(line).toMatch(/^Cannot read spec\.yaml as .* must .*: current value (is|has) .+$/);
  });
});

test("says all that is wrong at once", async () => {
  const text = "network: { widts: [5, 1], activation: rlu }\ndata: { source: sine-sum, sampels: 3 }\nlr: a\nsteps: b";
  const error: Error = await specOfText(text).catch((refusal) => refusal);
  for (const field of ["network.widts", "network.activation", "data.sampels", "lr", "steps"]) {
    expect(error.message).toContain(`Cannot read spec.yaml as ${field} must be`);
  }
  expect(error.message.split("\n")).toHaveLength(5);
});

test("says one thing of what is no mapping, and at most twenty of what is one", async () => {
  const linesOf = async (text: string) =>
    String((await specOfText(text).catch((refusal) => refusal)).message).split("\n");
  for (const text of ["- 1", "sine-sum", "3"]) expect(await linesOf(text)).toHaveLength(1);
  const many = Array.from({ length: 50 }, (_, k) => `key${k}: 1\n`).join("");
  expect(await linesOf(`${fit}${many}`)).toHaveLength(20);
});

test("a list of one may be written without brackets, an optimizer in capitals, and an empty part left out", async () => {
  const table = await specOfText(
    "network:\ndata: { source: csv, file: a.csv, inputs: x, targets: y }\noptimizer: AdamW",
  );
  expect(table.setting).toMatchObject({ optimizer: "adamw", task: { data: { inputs: ["x"], targets: ["y"] } } });
  expect(table.setting.task.network).toMatchObject({ widths: [1, 100, 100, 1] });
  const line =
    "data:\nproblem: { domain: { kind: box, lower: 0, upper: 1 }, advection: 1, source: 1, boundaryValue: 0 }";
  const { task } = (await specOfText(line)).setting;
  expect(task).toMatchObject({ problem: { domain: { lower: [0], upper: [1] }, advection: [1] } });
});

test("defaults follow the data: widths, targets, loss, activation", async () => {
  const sum = await specOfText(`${fit}`);
  expect(sum).toMatchObject({ engine: "auto", setting: { optimizer: "adam", steps: 1000, seed: 1, batch: null } });
  expect(sum.setting.task).toMatchObject({ network: { widths: [5, 100, 100, 1], activation: "relu" }, loss: "square" });
  expect(sum.setting.options).toMatchObject({ lr: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 });
  const images = await specOfText("data: fashion-mnist\nnetwork: { hidden: [30] }");
  expect(images.setting.task).toMatchObject({ network: { widths: [784, 30, 10] }, loss: "cross-entropy" });
  const two = await specOfText("data: { source: fashion-mnist, classes: [0, 9] }\nnetwork: { widths: [784, 8, 1] }");
  expect(two.setting.task).toMatchObject({ data: { targets: "binary" }, loss: "square" });
  const residual = await specOfText("data: { source: fashion-mnist, shape: cifar }\nnetwork: { kind: resnet18 }");
  expect(residual.setting.task).toMatchObject({ network: { image: [3, 32, 32], outputs: 10, widthFactor: 1 } });
  const disk = await specOfText("problem: poisson-disk");
  expect(disk.setting.task).toMatchObject({
    network: { widths: [2, 100, 100, 1], activation: "tanh" },
    interior: 2000,
  });
  const sgd = await specOfText(`${fit}optimizer: sgd`);
  expect(sgd.setting).toMatchObject({ curvatureEvery: 0, options: { momentum: 0, nesterov: false } });
});

test("a rate means the factor 1 − rate·lr", async () => {
  const { setting } = await specOfText(`${fit}lr: 0.25\nrate1: 2\nrate2: 4`);
  expect(setting.options).toMatchObject({ beta1: 0.5, beta2: 0 });
});

test.each([
  [`${fit}lr: 1e-2\nsteps: 12345\nbatch: 10`],
  ["data: { source: cifar-10, classes: [3, 5], perClass: 7 }\nnetwork: { kind: resnet18, widthFactor: 0.25 }"],
  ["data: { source: csv, file: a.csv, inputs: [a, b], targets: [c] }\noptimizer: adamw\nrate2: 3"],
  [`problem: { ${box}, source: sin(x1), boundaryValue: 1, diffusion: 0.5 }\noptimizer: gd`],
])("a setting written as a spec is read as the same setting: %s", async (text) => {
  const { setting } = await specOfText(text);
  const spec = JSON.parse(JSON.stringify(specOf(setting, "wasm")));
  expect(trainSpecOf(spec, { name: "settings.json" })).toEqual({ setting, engine: "wasm" });
});

test("overrides go before the file, defaults after it", () => {
  const read = (value: object) =>
    trainSpecOf({ data: "sine-sum", ...value }, { name: "s", overrides: { seed: 3 }, defaults: { lr: 0.5, seed: 4 } });
  expect(read({ lr: 0.1, seed: 2 }).setting).toMatchObject({ seed: 3, options: { lr: 0.1 } });
  expect(read({}).setting.options.lr).toBe(0.5);
});
