import { lax, numpy as np } from "@jax-js/jax";
import type { Activation } from "../../src/networks/index.js";

/** Beyond it float32 holds tanh and the logistic function at their limits, and products in their derivatives would overflow. */
const SATURATED = 40;

/**
 * σ(h), elementwise.
 *
 * relu: max(0, h), with derivative 0 at 0; gelu: h·Φ(h) with Φ the normal distribution function, by erf; sine: sin h. NaN
 * stays NaN in all of them. tanh is 2/(1 + e^(−2h)) − 1: exact to 6e-8, not relative to small h.
 */
export const activate: Readonly<Record<Activation, (h: np.Array) => np.Array>> = {
  relu: (h) => np.maximum(0, h),
  tanh: (h) => logistic(h.mul(2)).mul(2).sub(1),
  gelu: (h) => normalDistribution(h.ref).mul(h),
  sigmoid: logistic,
  sine: (h) => np.sin(h),
};

/** 1/(1 + e^(−h)). The native engine knows this way of writing it, and has operators for it and for tanh. */
function logistic(h: np.Array): np.Array {
  return np.reciprocal(np.exp(np.negative(np.maximum(h, -SATURATED))).add(1));
}

/** Φ(h) = (1 + erf(h/√2))/2. */
function normalDistribution(h: np.Array): np.Array {
  return lax.erf(h.mul(Math.SQRT1_2)).add(1).mul(0.5);
}

/** σ(h), σ′(h) and σ″(h), elementwise. */
export interface ActivationJet {
  readonly value: np.Array;
  readonly first: np.Array;
  readonly second: np.Array;
}

/** Activations with their first two derivatives in closed form, by the value where that is shorter. */
export const activationJet: Readonly<Record<Activation, (h: np.Array) => ActivationJet>> = {
  relu: (h) => {
    const first = np.where(np.less(0, h.ref), 1, 0);
    return { value: np.maximum(0, h), second: np.zerosLike(first.ref), first };
  },
  tanh: (h) => {
    const value = activate.tanh(h);
    const first = np.subtract(1, value.ref.mul(value.ref));
    return { second: value.ref.mul(first.ref).mul(-2), first, value };
  },
  gelu: (h) => {
    const below = normalDistribution(h.ref);
    const square = h.ref.mul(h.ref);
    const density = np.exp(square.ref.mul(-0.5)).mul(1 / Math.sqrt(2 * Math.PI));
    const first = below.ref.add(h.ref.mul(density.ref));
    return { value: below.mul(h), first, second: density.mul(np.subtract(2, square)) };
  },
  sigmoid: (h) => {
    const value = logistic(h);
    const first = value.ref.mul(np.subtract(1, value.ref));
    return { second: first.ref.mul(np.subtract(1, value.ref.mul(2))), first, value };
  },
  sine: (h) => {
    const value = np.sin(h.ref);
    return { second: np.negative(value.ref), first: np.cos(h), value };
  },
};
