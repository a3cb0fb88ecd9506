import type { ImageSource } from "./task.js";

/** What is known of a set of images before it is read. */
export interface ImageSet {
  readonly name: ImageSource["source"];
  /** Names of its classes; class c is the c-th, from 0. */
  readonly classes: readonly string[];
  /** Channels, height and width of an image. */
  readonly shape: readonly [number, number, number];
  /** Images of each class, to train and to test. */
  readonly perClass: number;
  readonly testPerClass: number;
}

/** The sets of images that a task can name. */
export const imageSets: readonly ImageSet[] = [
  {
    name: "fashion-mnist",
    classes: ["T-shirt/top", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"],
    shape: [1, 28, 28],
    perClass: 6000,
    testPerClass: 1000,
  },
  {
    name: "cifar-10",
    classes: ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"],
    shape: [3, 32, 32],
    perClass: 5000,
    testPerClass: 1000,
  },
];
