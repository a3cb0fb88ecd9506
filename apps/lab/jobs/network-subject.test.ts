import { describe, expect, it } from "vitest";
import { spikeAnatomy } from "../../../src/anatomy/index.js";
import { adamOptimizer, run } from "../../../src/optimizers/index.js";
import { initialState } from "../state/lab-state.js";
import { anatomyJob } from "./anatomy-job.js";
import { networkState, openNetwork, parameterCount } from "./network-subject.js";
import { runState } from "./road-runs.js";

const state = { ...initialState, hidden: [3], samples: 8, steps: 30, seed: 2 };

describe("a network", () => {
  it("has as many parameters as its layers", async () => {
    expect(parameterCount(state)).toBe(3 + 3 + 3 + 1);
    const { objective, theta0 } = await openNetwork(state);
    expect(objective.dimension).toBe(10);
    expect(theta0).toHaveLength(10);
  });

  it("is the same for the same settings, and another for another seed", async () => {
    const [one, other] = await Promise.all([openNetwork(state), openNetwork({ ...state, seed: 3 })]);
    expect((await openNetwork(state)).theta0).toEqual(one.theta0);
    expect(other.theta0).not.toEqual(one.theta0);
  });

  it("refuses a layer without units in a sentence", async () => {
    await expect(openNetwork({ ...state, hidden: [0] })).rejects.toThrow("Cannot create a network as network.widths");
    expect(() => parameterCount({ ...state, hidden: [1.5] })).toThrow("network.widths");
  });

  it("refuses one that is too large for the page, without making it", async () => {
    const large = { ...state, hidden: [8000, 8000], dimension: 64, samples: 4096 };
    expect(() => parameterCount(large)).toThrow("parameters must be at most 2000: current value is 64536001");
    await expect(openNetwork(large)).rejects.toThrow("Cannot fit a network here");
    const huge = { ...state, hidden: new Array<number>(8).fill(1e300) };
    await expect(openNetwork(huge)).rejects.toThrow(/^Cannot/);
    expect(parameterCount({ ...state, dimension: 2, hidden: [32, 32] })).toBe(1185);
  });

  it("has the spikes that the library finds", async () => {
    const { anatomy } = await anatomyJob({ run: runState(state), network: networkState(state) }, { report: () => {} });
    const { objective, theta0 } = await openNetwork(state);
    const { lr, beta1, beta2, epsilon, steps } = state;
    const settings = { lr, beta1, beta2, epsilon };
    const trajectory = run(objective, adamOptimizer(settings), { theta0, steps });
    expect(anatomy.series).toEqual(spikeAnatomy(objective, trajectory, settings).series);
  });
});
