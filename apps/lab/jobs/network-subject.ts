import type { DenseNetwork, SineSumSource } from "../../../src/networks/index.js";
import { initialParameters, networkLayout, sampleSineSum } from "../../../src/networks/index.js";
import type { Objective } from "../../../src/objectives/index.js";
import type { LabState } from "../state/lab-state.js";

/** The part of the state that determines a network with its samples and first parameters. */
export type NetworkState = Pick<LabState, "hidden" | "activation" | "dimension" | "samples" | "seed">;

/** A network that is fitted to samples, and where it starts. */
export interface NetworkSubject {
  readonly objective: Objective;
  readonly theta0: Float64Array;
}

/** The part of a state that determines a network. */
export function networkState({ hidden, activation, dimension, samples, seed }: NetworkState): NetworkState {
  return { hidden, activation, dimension, samples, seed };
}

/** The network as plain data: as many inputs as the samples have coordinates, one output. */
export function denseNetwork({ hidden, activation, dimension }: NetworkState): DenseNetwork {
  return { kind: "dense", widths: [dimension, ...hidden, 1], activation, initialization: "pytorch" };
}

/** Where samples come from: sums of sines, all of them to fit. */
export function sineSum({ dimension, samples }: NetworkState): SineSumSource {
  return { source: "sine-sum", dimension, samples, test: 0 };
}

/** Most parameters of a network: its curvature is looked at in every step. */
export const mostParameters = 2000;

/**
 * Number of parameters of the network. Nothing is made of that size.
 *
 * @throws {RangeError} if the network is none, or too large for the page.
 */
export function parameterCount(state: NetworkState): number {
  const { dimension } = networkLayout(denseNetwork(state));
  if (dimension <= mostParameters) return dimension;
  throw new RangeError(
    `Cannot fit a network here as its number of parameters must be at most ${mostParameters}: current value is ${dimension}`,
  );
}

/** The last network: most requests ask for the same again, and compiling takes a while. */
let last: { readonly key: string; readonly found: Promise<NetworkSubject> } | null = null;

/**
 * The mean square error of a network on its samples, evaluated by WebAssembly in float32, and its first parameters. The engine
 * is loaded when it is first asked for.
 *
 * @throws {RangeError} with one sentence if a setting is out of its range.
 */
export function openNetwork(state: NetworkState): Promise<NetworkSubject> {
  const key = JSON.stringify(networkState(state));
  if (last?.key !== key) last = { key, found: open(state) };
  return last.found;
}

async function open(state: NetworkState): Promise<NetworkSubject> {
  parameterCount(state);
  const network = denseNetwork(state);
  const { seed } = state;
  const sets = sampleSineSum(sineSum(state), { seed });
  const { networkProgram, wasmObjective } = await import("../../../adapters/jax/index.js");
  const { synchronous } = wasmObjective(networkProgram(network, { sets, loss: "square" }));
  return { objective: synchronous, theta0: initialParameters(network, { seed }) };
}
