import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { DenseNetwork, Network } from "../../src/networks/index.js";
import { createOptimizer, run } from "../../src/optimizers/index.js";
import { totalSize } from "./blocks.js";
import { networkProgram } from "./network-program.js";
import type { Program } from "./program.js";
import { residualProgram } from "./residual-program.js";
import { wasmObjective } from "./wasm-objective.js";

/** What test/golden/networks.py writes. */
interface Stored {
  readonly cases: readonly StoredCase[];
  readonly adam: readonly StoredAdam[];
}

interface StoredAdam {
  readonly widths: readonly number[];
  readonly activation: DenseNetwork["activation"];
  readonly loss: "square" | "cross-entropy";
  readonly samples: number;
  readonly lr: number;
  readonly losses: readonly number[];
}

interface StoredResults {
  readonly value: number;
  readonly every: number;
  readonly gradient: readonly number[];
  readonly gradientNorm: number;
  readonly product: readonly number[];
  readonly productNorm: number;
}

type Fitted = { readonly samples: number; readonly loss: "square" | "cross-entropy" };
type StoredDense = Fitted & { readonly kind: "dense" } & Omit<DenseNetwork, "initialization">;
interface StoredResidual extends Fitted {
  readonly kind: "resnet18";
  readonly image: readonly [number, number, number];
  readonly outputs: number;
  readonly widthFactor: number;
}
interface StoredGalerkin extends Omit<DenseNetwork, "kind" | "initialization"> {
  readonly kind: "galerkin";
  readonly interior: number;
  readonly boundary: number;
  readonly diffusion: number;
  readonly advection: readonly number[];
  readonly reaction: number;
}
type StoredCase = StoredResults & (StoredDense | StoredResidual | StoredGalerkin);

const path = new URL("../../test/golden/networks.json", import.meta.url);
const stored = JSON.parse(readFileSync(path, "utf8")) as Stored;
const initialization = "pytorch" as const;

/** sin(frequency·k² + phase), rounded to float32: the recipe's numbers. */
function wave(count: number, frequency: number, phase: number): Float32Array {
  return Float32Array.from({ length: count }, (_, k) => Math.sin(frequency * (k * k) + phase));
}

/** The recipe's parameters: blocks of one axis are biases and shifts, but for scales, which follow a convolution. */
function parametersOf({ parameters }: Program): Float64Array {
  const theta = new Float64Array(totalSize(parameters));
  let k = 0;
  parameters.forEach((shape, block) => {
    const size = totalSize([shape]);
    const fanIn = shape.slice(1).reduce((product, length) => product * length, 1);
    const isScale = shape.length === 1 && parameters[block - 1]!.length === 4;
    for (const end = k + size; k < end; k++) {
      const sine = Math.sin(0.5 * (k * k) + 1);
      const bare = isScale ? 1 + sine / 5 : sine / 5;
      theta[k] = Math.fround(shape.length > 1 ? (2 / Math.sqrt(fanIn)) * sine : bare);
    }
  });
  return theta;
}

function samplesOf(inputShape: readonly number[], outputs: number, { samples: count, loss }: Fitted) {
  const inputs = wave(count * totalSize([inputShape]), 1.7, 0.3);
  const oneHot = Float32Array.from({ length: count * outputs }, (_, i) =>
    i % outputs === (7 * Math.floor(i / outputs) + 3) % outputs ? 1 : 0,
  );
  const targets = loss === "square" ? wave(count * outputs, 2.3, 0.9) : oneHot;
  return { train: { count, inputs, inputShape, targets, outputs }, test: null };
}

function programOf(stored: StoredDense | StoredResidual | StoredGalerkin): Program {
  if (stored.kind === "galerkin") {
    const { widths, activation, interior, boundary, ...problem } = stored;
    const dimension = widths[0]!;
    const samples = {
      dimension,
      interior: { count: interior, points: wave(interior * dimension, 1.3, 0.4), values: wave(interior, 0.8, 0.1) },
      boundary: { count: boundary, points: wave(boundary * dimension, 0.7, 0.4), values: wave(boundary, 1.1, 0.2) },
      test: null,
    };
    return residualProgram({ kind: "dense", widths, activation, initialization }, { problem, samples });
  }
  const network: Network = { ...stored, initialization };
  const sets =
    stored.kind === "dense"
      ? samplesOf([stored.widths[0]!], stored.widths.at(-1)!, stored)
      : samplesOf(stored.image, stored.outputs, stored);
  return networkProgram(network, { sets, loss: stored.loss });
}

const nameOf = (stored: StoredCase) =>
  `${stored.kind} ${stored.kind === "resnet18" ? stored.image : `${stored.widths} ${stored.activation}`} ${"loss" in stored ? stored.loss : `${stored.diffusion} ${stored.advection}`}`;

/** Largest difference at the stored places, against the norm of the whole. */
function distance(found: Float64Array, expected: readonly number[], { every, norm }: { every: number; norm: number }) {
  return Math.max(...expected.map((value, i) => Math.abs(found[i * every]! - value))) / norm;
}

// unit roundoff of float32 is 6e-8; kernels for e^x, ln, erf and sin add as much again, sums of some tens of terms and a few layers a few
// times that, second derivatives and the eighteen layers of a ResNet with their norms some more
const tolerances = { dense: 1e-6, galerkin: 2e-6, resnet18: 2e-6 };

describe("networks on wasm agree with PyTorch in double precision", () => {
  it.each(stored.cases.map((one) => [nameOf(one), one] as const))("%s", (_, one) => {
    const program = programOf(one);
    const theta = parametersOf(program);
    const objective = wasmObjective(program);
    const { synchronous } = objective;
    const tolerance = tolerances[one.kind];
    const [gradient, product] = [new Float64Array(theta.length), new Float64Array(theta.length)];
    const value = synchronous.valueAndGradient!(theta, gradient);
    synchronous.hessianVector!(theta, Float64Array.from(wave(theta.length, 0.9, 0.2)), product);
    objective.dispose();
    expect(Math.abs(value - one.value) / one.value).toBeLessThan(tolerance);
    expect(distance(gradient, one.gradient, { every: one.every, norm: one.gradientNorm })).toBeLessThan(tolerance);
    expect(Math.abs(Math.hypot(...gradient) / one.gradientNorm - 1)).toBeLessThan(tolerance);
    expect(distance(product, one.product, { every: one.every, norm: one.productNorm })).toBeLessThan(tolerance);
    expect(Math.abs(Math.hypot(...product) / one.productNorm - 1)).toBeLessThan(tolerance);
  });
});

describe("Adam on networks", () => {
  it.each(stored.adam)("$activation: the losses of 100 steps agree with PyTorch in float32", (one) => {
    const program = programOf({ kind: "dense", ...one });
    const objective = wasmObjective(program);
    const optimizer = createOptimizer("adam", { lr: one.lr });
    const trajectory = run(objective.synchronous, optimizer, { theta0: parametersOf(program), steps: 100 });
    objective.dispose();
    const off = one.losses.map((loss, step) => Math.abs(trajectory.loss[step]! - loss) / loss);
    // what two float32 programs may differ by after 100 steps
    expect(Math.max(...off)).toBeLessThan(1e-4);
  });
});
