import { type ImageSource, imageSets, type Samples } from "../../src/networks/index.js";
import { dataError } from "./data-error.js";
import type { LabelledImages } from "./labelled-images.js";

/** Which images become samples, and how they look. */
export interface ImageSelection extends Pick<ImageSource, "classes" | "targets" | "shape"> {
  /** Images of each class, the first ones; null: all. */
  readonly count: number | null;
  /** For errors. */
  readonly name: string;
}

/** Pixels as numbers from 0 to 1. */
const brightness = Float32Array.from({ length: 256 }, (_, value) => value / 255);

/**
 * Samples from the first images of each class, in the order in which they stand in the file: classes are mixed.
 *
 * @throws {RangeError} if there are fewer of a class than asked for.
 */
export function selectImages(images: LabelledImages, selection: ImageSelection): Samples {
  const { classes, targets, shape } = selection;
  const chosen = chooseImages(images, selection);
  const inputShape = shape === "cifar" ? imageSets.find(({ name }) => name === "cifar-10")!.shape : images.shape;
  const size = inputShape[0] * inputShape[1] * inputShape[2];
  const inputs = new Float32Array(chosen.length * size);
  const outputs = targets === "binary" ? 1 : classes.length;
  const values = new Float32Array(chosen.length * outputs);
  for (const [sample, image] of chosen.entries()) {
    place(images, { image, shape: inputShape, out: inputs.subarray(sample * size, (sample + 1) * size) });
    const target = classes.indexOf(images.labels[image]!);
    if (targets === "binary") values[sample] = target;
    else values[sample * outputs + target] = 1;
  }
  return { count: chosen.length, inputs, inputShape, targets: values, outputs };
}

function chooseImages({ labels }: LabelledImages, { classes, count, name }: ImageSelection): number[] {
  const left = new Map(classes.map((label) => [label, count ?? Infinity]));
  const chosen: number[] = [];
  labels.forEach((label, image) => {
    const remaining = left.get(label) ?? 0;
    if (!(remaining > 0)) return;
    left.set(label, remaining - 1);
    chosen.push(image);
  });
  for (const label of classes) {
    const number = labels.reduce((sum, other) => sum + Number(other === label), 0);
    const isEnough = number >= (count ?? 1);
    if (!isEnough) throw dataError(name, `have ${count ?? "some"} images of class ${label}`, number);
  }
  return chosen;
}

interface Placing {
  readonly image: number;
  readonly shape: readonly [number, number, number];
  readonly out: Float32Array;
}

/** Writes an image into the middle of a larger one; a single channel into all channels. */
function place({ pixels, shape }: LabelledImages, { image, shape: target, out }: Placing): void {
  const [channels, height, width] = shape;
  const [top, left] = [(target[1] - height) / 2, (target[2] - width) / 2];
  for (let channel = 0; channel < target[0]; channel++) {
    const source = (image * channels + Math.min(channel, channels - 1)) * height * width;
    for (let row = 0; row < height; row++) {
      const from = source + row * width;
      const to = (channel * target[1] + top + row) * target[2] + left;
      for (let column = 0; column < width; column++) out[to + column] = brightness[pixels[from + column]!]!;
    }
  }
}
