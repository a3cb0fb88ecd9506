import { createRandom } from "../numeric/index.js";
import { checkSource } from "./check-source.js";
import type { SampleSets, Samples } from "./samples.js";
import { streams } from "./streams.js";
import type { SineSumSource } from "./task.js";

/**
 * Samples of `f*(x) = Σ_k sin(2πx_k)` at points drawn uniformly from the unit cube.
 *
 * Points are rounded to float32 before f* is evaluated. Those to train and those to test come from two random streams; more
 * of them begin with the same ones.
 *
 * @param seed whole number from 0 to 2⁵³ − 1.
 * @throws {RangeError} if a field of `source` or `seed` is out of its range.
 * @see arXiv 2009.06125, section 2 (the regression of figures 2 and 3).
 * @example
 * sampleSineSum({ source: "sine-sum", dimension: 5, samples: 3, test: 0 }, { seed: 1 }).train.inputs.length; // 15
 */
export function sampleSineSum(source: SineSumSource, { seed }: { readonly seed: number }): SampleSets {
  checkSource(source);
  const { dimension, samples, test } = source;
  const draw = (count: number, stream: number) => drawSamples(dimension, { count, seed, stream });
  return {
    train: draw(samples, streams.trainSamples),
    test: test === 0 ? null : draw(test, streams.testSamples),
  };
}

interface Drawing {
  readonly count: number;
  readonly seed: number;
  readonly stream: number;
}

function drawSamples(dimension: number, { count, seed, stream }: Drawing): Samples {
  const random = createRandom(seed, stream);
  const inputs = Float32Array.from({ length: count * dimension }, random.uniform);
  const targets = Float32Array.from({ length: count }, (_, sample) => {
    let sum = 0;
    for (let k = 0; k < dimension; k++) sum += Math.sin(2 * Math.PI * inputs[sample * dimension + k]!);
    return sum;
  });
  return { count, inputs, inputShape: [dimension], targets, outputs: 1 };
}
