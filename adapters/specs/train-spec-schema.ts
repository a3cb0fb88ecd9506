import { z } from "zod";
import { activations, initializations } from "../../src/networks/index.js";
import { optimizers } from "../../src/optimizers/index.js";

/** What a spec says of itself, before defaults: types and names are checked here, ranges where they are used. */
const count = z.int();
const number = z.number();
/** A list, or its only element alone. */
const listOf = <Element extends z.ZodType>(element: Element) =>
  z.preprocess((value) => (element.safeParse(value).success ? [value] : value), z.array(element));
const texts = listOf(z.string());
const numbers = listOf(number);
const counts = listOf(count);

const names = <const Names extends readonly [string, ...string[]]>(given: Names) => z.enum(given);
const namesOf = (entries: readonly { readonly name: string }[]) =>
  z.enum(entries.map(({ name }) => name) as [string, ...string[]]);

/** The name of an optimizer, as users write it: Adam, AdamW, SGD. */
const optimizerName = z.preprocess(
  (value) => optimizers.find(({ name }) => typeof value === "string" && name === value.toLowerCase())?.name ?? value,
  namesOf(optimizers),
);

const networks = {
  dense: z.strictObject({
    kind: z.literal("dense").optional(),
    widths: counts.optional(),
    hidden: counts.optional(),
    activation: z.enum(activations).optional(),
    initialization: z.enum(initializations).optional(),
  }),
  resnet18: z.strictObject({
    kind: z.literal("resnet18"),
    widthFactor: number.optional(),
    initialization: z.enum(initializations).optional(),
    image: z.tuple([count, count, count]).optional(),
    outputs: count.optional(),
  }),
};

const images = (source: "fashion-mnist" | "cifar-10") =>
  z.strictObject({
    source: z.literal(source),
    classes: counts.optional(),
    perClass: count.nullable().optional(),
    testPerClass: count.nullable().optional(),
    targets: names(["binary", "one-hot"]).optional(),
    shape: names(["own", "cifar"]).optional(),
  });

const sources = {
  "sine-sum": z.strictObject({
    source: z.literal("sine-sum"),
    dimension: count.optional(),
    samples: count.optional(),
    test: count.optional(),
  }),
  "fashion-mnist": images("fashion-mnist"),
  "cifar-10": images("cifar-10"),
  csv: z.strictObject({ source: z.literal("csv"), file: z.string(), inputs: texts, targets: texts }),
};

const domains = {
  box: z.strictObject({ kind: z.literal("box"), lower: numbers, upper: numbers }),
  ball: z.strictObject({ kind: z.literal("ball"), center: numbers, radius: number }),
};

/** Formulas may be written as numbers: `source: 1`. */
const formula = z.union([z.string(), number.transform(String)]);

const problem = z.strictObject({
  domain: z.unknown(),
  diffusion: number.optional(),
  advection: numbers.optional(),
  reaction: number.optional(),
  source: formula,
  boundaryValue: formula,
  solution: formula.nullable().optional(),
});

/** The whole spec; `network`, `data` and `problem` have schemas of their own. */
const spec = z.strictObject({
  network: z.unknown().optional(),
  data: z.unknown().optional(),
  loss: names(["square", "cross-entropy"]).optional(),
  problem: z.unknown().optional(),
  interior: count.optional(),
  boundary: count.optional(),
  test: count.optional(),
  optimizer: optimizerName.optional(),
  lr: number.optional(),
  beta1: number.optional(),
  beta2: number.optional(),
  rate1: number.optional(),
  rate2: number.optional(),
  epsilon: number.optional(),
  weightDecay: number.optional(),
  lrDecay: number.optional(),
  momentum: number.optional(),
  nesterov: z.boolean().optional(),
  norm: z.boolean().optional(),
  steps: count.min(1).optional(),
  seed: count.min(0).optional(),
  batch: count.min(1).nullable().optional(),
  every: count.min(1).optional(),
  curvatureEvery: count.min(0).optional(),
  measureEvery: count.min(0).optional(),
  engine: names(["auto", "native", "wasm"]).optional(),
});

export type SpecValues = z.infer<typeof spec>;
export type DenseValues = z.infer<typeof networks.dense>;
export type NetworkValues = z.infer<(typeof networks)[keyof typeof networks]>;
export type SourceValues = z.infer<(typeof sources)[keyof typeof sources]>;
export type ProblemValues = z.infer<typeof problem>;
export type DomainValues = z.infer<(typeof domains)[keyof typeof domains]>;

/** Schemas of a spec and of the objects in it, these by the key that says which of several they are. */
export const specSchemas = { spec, networks, sources, domains, problem } as const;
