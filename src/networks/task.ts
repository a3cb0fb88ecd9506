import type { DenseNetwork, Network } from "./network.js";

/** What a network is to do, as plain data: together with a seed it determines data, loss and first parameters. */
export type Task = FitTask | ResidualTask;

/** Fits a network to samples. */
export interface FitTask {
  readonly kind: "fit";
  readonly network: Network;
  readonly data: DataSource;
  /** square: mean of (output − target)² over samples and outputs; cross-entropy: mean over samples of −ln softmax at the class. */
  readonly loss: "square" | "cross-entropy";
}

/** Where samples come from. */
export type DataSource = SineSumSource | ImageSource | TableSource;

/** f*(x) = Σ sin 2πx_k at points drawn uniformly from the unit cube. */
export interface SineSumSource {
  readonly source: "sine-sum";
  readonly dimension: number;
  readonly samples: number;
  /** Samples for the test loss, drawn like the others; 0: none. */
  readonly test: number;
}

/** Images by class; pixels are divided by 255. */
export interface ImageSource {
  readonly source: "fashion-mnist" | "cifar-10";
  /** Classes that are kept, in the order of their targets. */
  readonly classes: readonly number[];
  /** Samples of each class, the first ones of the data set; null: all. */
  readonly perClass: number | null;
  /** Test samples of each class; 0: none, null: all. */
  readonly testPerClass: number | null;
  /** binary: one number, 0 or 1, of two classes; one-hot: as many numbers as classes. */
  readonly targets: "binary" | "one-hot";
  /** cifar: Fashion-MNIST in the shape of CIFAR-10, two zero rows and columns around it and the same picture in all three channels. */
  readonly shape: "own" | "cifar";
}

/** Samples of a CSV file with a header. */
export interface TableSource {
  readonly source: "csv";
  readonly file: string;
  readonly inputs: readonly string[];
  readonly targets: readonly string[];
}

/** Solves a linear PDE by the Deep Galerkin method: mean square of the residual inside plus that of the boundary values. */
export interface ResidualTask {
  readonly kind: "deep-galerkin";
  readonly network: DenseNetwork;
  readonly problem: BoundaryProblem;
  /** Points drawn uniformly inside, on the boundary, and inside for the test error. */
  readonly interior: number;
  readonly boundary: number;
  readonly test: number;
}

/** `−diffusion·Δu + advection·∇u + reaction·u = source` inside, `u = boundaryValue` on the boundary; formulas of x1, x2, … */
export interface BoundaryProblem {
  readonly domain: Domain;
  readonly diffusion: number;
  /** One number for each variable. */
  readonly advection: readonly number[];
  readonly reaction: number;
  readonly source: string;
  readonly boundaryValue: string;
  /** The solution, where it is known: without it there is no test error. */
  readonly solution: string | null;
}

/** Where a PDE is to hold. */
export type Domain =
  | { readonly kind: "box"; readonly lower: readonly number[]; readonly upper: readonly number[] }
  | { readonly kind: "ball"; readonly center: readonly number[]; readonly radius: number };
