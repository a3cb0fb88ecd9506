import { lax, numpy as np } from "@jax-js/jax";
import type { Activation } from "../../src/networks/index.js";
import { activationJet } from "./activation.js";
import { timesTransposed } from "./dense.js";

/** A function u of d variables at n points, with what was asked for of its derivatives. */
export interface Field {
  /** u, [n, 1]. */
  readonly u: np.Array;
  /** ∂u/∂x_k, [n, d]. */
  readonly gradient: np.Array | null;
  /** Δu, [n, 1]. */
  readonly laplacian: np.Array | null;
}

/** What a residual needs beside the values of u. */
export interface Needs {
  readonly gradient: boolean;
  readonly laplacian: boolean;
}

/** A layer's signal [n, width], its derivatives ∂/∂x_k as rows [n, d, width], and its Laplacian; null: not needed. */
interface Jet {
  readonly value: np.Array;
  readonly rows: np.Array | null;
  readonly laplacian: np.Array | null;
}

/** Weight [outputs, inputs] and bias [outputs]. */
interface Layer {
  readonly weight: np.Array;
  readonly bias: np.Array;
}

export interface FieldOptions {
  readonly activation: Activation;
  readonly needs: Needs;
}

/**
 * A dense network of one output at points [n, d] with its gradient and Laplacian, carried forward through the layers: a linear
 * layer acts on value, rows and Laplacian alike, and for a = σ(h)
 *
 * `∂_k a = σ′(h)·∂_k h`, `Δa = σ′(h)·Δh + σ″(h)·Σ_k (∂_k h)²`.
 *
 * That costs d + 2 times a value, where second derivatives one by one would cost d² times one.
 *
 * @see Li et al., arXiv 2307.08214, for the forward Laplacian.
 */
export function fieldOf(parameters: readonly np.Array[], points: np.Array, { activation, needs }: FieldOptions): Field {
  const [first, ...others] = layersOf(parameters);
  const [count, dimension] = points.shape as [number, number];
  const { weight, bias } = first!;
  if (others.length === 0) return linearField(points, first!, needs);
  const hidden = timesTransposed(points, weight.ref).add(bias);
  let jet: Jet | null = null;
  others.forEach((layer, index) => {
    // the last layer is linear: its Laplacian needs no rows
    const kept = { ...needs, gradient: needs.gradient || (needs.laplacian && index < others.length - 1) };
    jet =
      jet === null
        ? behindFirst(hidden, { weight, layer, activation, needs: kept })
        : behindNext(jet, { layer, activation, needs: kept });
  });
  const { value, rows, laplacian } = jet!;
  return { u: value, gradient: rows === null ? null : rows.reshape([count, dimension]), laplacian };
}

function layersOf(parameters: readonly np.Array[]): Layer[] {
  return Array.from({ length: parameters.length / 2 }, (_, layer) => ({
    weight: parameters[2 * layer]!,
    bias: parameters[2 * layer + 1]!,
  }));
}

function linearField(points: np.Array, { weight, bias }: Layer, needs: Needs): Field {
  const [count, dimension] = points.shape as [number, number];
  return {
    u: timesTransposed(points, weight.ref).add(bias),
    gradient: needs.gradient ? np.broadcastTo(weight, [count, dimension]) : null,
    laplacian: needs.laplacian ? np.zeros([count, 1]) : null,
  };
}

interface FirstOptions {
  /** Of the first layer. */
  readonly weight: np.Array;
  /** The second layer. */
  readonly layer: Layer;
  readonly activation: Activation;
  readonly needs: Needs;
}

/**
 * The second layer's jet. In the first layer ∂_k h is column k of its weight V, the same at all points, and Δh = 0: instead of
 * σ′(h) and σ″(h) at every point, the second weight W is multiplied by them, ∂_k = σ′(h)·(W∘V_k)ᵀ and Δ = σ″(h)·(W∘Σ_k V_k²)ᵀ.
 */
function behindFirst(hidden: np.Array, { weight, layer, activation, needs }: FirstOptions): Jet {
  const { value, first, second } = activationJet[activation](hidden);
  const columns = np.transpose(weight);
  const [dimension, width] = columns.shape as [number, number];
  const next = layer.weight;
  const rows = () => timesAll(first, next.ref.mul(columns.ref.reshape([dimension, 1, width])));
  const laplacian = () => timesTransposed(second, next.ref.mul(np.sum(columns.ref.mul(columns.ref), 0)));
  return {
    value: timesTransposed(value, next.ref).add(layer.bias),
    rows: needs.gradient ? rows() : null,
    laplacian: needs.laplacian ? laplacian() : null,
  };
}

/** signal·weight_kᵀ for a signal [n, inputs] and weights [d, outputs, inputs], as [n, d, outputs]. */
function timesAll(signal: np.Array, weights: np.Array): np.Array {
  return lax.dot(signal, weights, { lhsContractingDims: [1], rhsContractingDims: [2] });
}

interface NextOptions {
  readonly layer: Layer;
  readonly activation: Activation;
  readonly needs: Needs;
}

function behindNext(jet: Jet, { layer, activation, needs }: NextOptions): Jet {
  const { value, first, second } = activationJet[activation](jet.value);
  const { weight, bias } = layer;
  const rows = () => timesRows(jet.rows!.ref.mul(np.expandDims(first.ref, 1)), weight.ref);
  const laplacian = () => timesTransposed(bent(jet, first.ref, second), weight.ref);
  return {
    value: timesTransposed(value, weight.ref).add(bias),
    rows: needs.gradient ? rows() : null,
    laplacian: needs.laplacian ? laplacian() : null,
  };
}

/** σ′(h)·Δh + σ″(h)·Σ_k (∂_k h)². */
function bent({ rows, laplacian }: Jet, first: np.Array, second: np.Array): np.Array {
  const squares = np.sum(rows!.ref.mul(rows!.ref), 1);
  return first.mul(laplacian!).add(second.mul(squares));
}

/** The rows of all variables and points in one product. */
function timesRows(rows: np.Array, weight: np.Array): np.Array {
  const [count, dimension, inputs] = rows.shape as [number, number, number];
  return timesTransposed(rows.reshape([count * dimension, inputs]), weight).reshape([count, dimension, -1]);
}
