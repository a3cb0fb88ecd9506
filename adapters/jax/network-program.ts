import type { numpy as np } from "@jax-js/jax";
import {
  type FitTask,
  type Network,
  networkLayout,
  type SampleSets,
  type Samples,
  shapeSize,
} from "../../src/networks/index.js";
import { accuracyFor } from "./accuracy.js";
import { dense } from "./dense.js";
import { losses } from "./loss.js";
import { cutSamples, measureInPieces, sampleBlocks } from "./pieces.js";
import type { Measure, Program } from "./program.js";
import { residualNetwork } from "./residual-network.js";

/** What a network is fitted to, and how. */
export interface NetworkProgramOptions {
  readonly sets: SampleSets;
  /** square: mean of (output − target)² over samples and outputs; cross-entropy: mean over samples of −Σ target·ln softmax. */
  readonly loss: FitTask["loss"];
  /** Samples that a network with batch norms is tested on at once; a whole number ≥ 1, default 1000. */
  readonly batch?: number;
}

/** What float32 may do to each of the shares that add up to 1. */
const SHARE_ROUNDING = 1e-6;

/** The outputs, [n, outputs], at inputs [n, …]. */
type Forward = (parameters: np.Array[], inputs: np.Array) => np.Array;

/**
 * The loss of a network on samples. If there are samples to test: "test loss" and, where targets are classes, "accuracy".
 *
 * Inputs of a dense network are flattened. Batch norms use the statistics of the samples at hand: there are no running
 * averages, so that a network is tested in pieces of `batch` samples, each with its own statistics.
 *
 * @throws {RangeError} if samples and network do not fit together, or cross-entropy is asked for where targets are no shares of
 *   two classes or more.
 */
export function networkProgram(network: Network, { sets, loss, batch = 1000 }: NetworkProgramOptions): Program {
  const { train, test } = sets;
  const { blocks } = networkLayout(network);
  for (const samples of test === null ? [train] : [train, test]) checkSamples(samples, network);
  check(Number.isInteger(batch) && batch >= 1, "batch", "a whole number ≥ 1", batch);
  if (loss === "cross-entropy") for (const samples of test === null ? [train] : [train, test]) checkShares(samples);
  const forward = forwardOf(network);
  const lossAt: Program["loss"] = (parameters, [inputs, targets]) =>
    losses[loss](forward(parameters, inputs!), targets!);
  const most = network.kind === "dense" ? Number.POSITIVE_INFINITY : batch;
  return {
    parameters: blocks.map(({ shape }) => shape),
    data: sampleBlocks(train),
    samples: train.count,
    loss: lossAt,
    measures: test === null ? [] : testMeasures(test, { forward, loss, most }),
  };
}

function forwardOf(network: Network): Forward {
  if (network.kind === "resnet18") return residualNetwork;
  return (parameters, inputs) => dense(parameters, inputs, network.activation);
}

interface Testing {
  readonly forward: Forward;
  readonly loss: FitTask["loss"];
  readonly most: number;
}

function testMeasures(samples: Samples, { forward, loss, most }: Testing): Measure[] {
  const accuracy = accuracyFor(samples);
  const means = { "test loss": losses[loss], ...(accuracy === null ? {} : { accuracy }) };
  const pieces = cutSamples(samples, Math.min(most, samples.count));
  return Object.entries(means).map(([name, mean]) =>
    measureInPieces(name, {
      pieces,
      mean: (parameters, inputs, targets) => mean(forward(parameters, inputs), targets),
    }),
  );
}

function checkSamples({ count, inputs, inputShape, targets, outputs }: Samples, network: Network): void {
  const width = shapeSize(inputShape);
  check(Number.isInteger(count) && count >= 1, "number of samples", "a whole number ≥ 1", count);
  check(inputs.length === count * width, "inputs", `${count} × ${width} numbers`, inputs.length);
  check(targets.length === count * outputs, "targets", `${count} × ${outputs} numbers`, targets.length);
  const isDense = network.kind === "dense";
  const [expected, found] = isDense ? [network.widths[0], width] : [network.image.join(", "), inputShape.join(", ")];
  check(found === expected, "inputs of a sample", `${expected}, those of the network`, found);
  const given = isDense ? network.widths.at(-1)! : network.outputs;
  check(outputs === given, "targets of a sample", `${given}, the outputs of the network`, outputs);
}

/** Without shares of classes as targets cross-entropy has no lower bound. */
function checkShares({ targets, outputs }: Samples): void {
  check(outputs >= 2, "outputs with cross-entropy", "2 or more", outputs);
  for (let start = 0; start < targets.length; start += outputs) {
    const row = targets.subarray(start, start + outputs);
    const sum = row.reduce((total, share) => total + share, 0);
    const isShare = row.every((share) => share >= 0) && Math.abs(sum - 1) < SHARE_ROUNDING * outputs;
    check(isShare, "targets with cross-entropy", "shares of classes: ≥ 0, and 1 in all", row.join(", "));
  }
}

function check(condition: boolean, ...[name, must, value]: [name: string, must: string, value: string | number]): void {
  if (!condition) throw new RangeError(`Cannot fit a network as ${name} must be ${must}: current value is ${value}`);
}
