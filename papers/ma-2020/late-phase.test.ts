import { describe, expect, it } from "vitest";
import type { Spike } from "../../src/regimes/index.js";
import { latePhase } from "./late-phase.js";

const spikeAt = (peak: number, decades: number): Spike => ({ onset: peak - 2, peak, recovery: peak + 5, decades });

describe("latePhase", () => {
  // falls tenfold over the first half, then lies at 1 with two single steps at 20 and one at 5
  const loss = Float64Array.from({ length: 101 }, (_, k) => (k < 50 ? 10 - 0.18 * k : 1));
  loss[60] = 20;
  loss[80] = 20;
  loss[90] = 5;
  const spikes = [spikeAt(20, 3), spikeAt(60, 1.3), spikeAt(75, 0.7), spikeAt(80, 2)];

  it("counts the spikes of the third and of the last quarter, by their peaks", () => {
    const { from, quarters, decades } = latePhase(loss, { spikes, steps: 100 });
    expect(from).toBe(50);
    expect(quarters).toEqual([1, 2]);
    expect(decades).toBe(1.3);
  });

  it("gives the shares of the 51 late steps that rise and that are high", () => {
    const { rising, tenfold, worst } = latePhase(loss, { spikes, steps: 100 });
    expect(rising).toBe(3 / 51);
    expect(tenfold).toBe(2 / 51);
    expect(worst).toBe(20);
  });

  it("takes what is not finite for high, and a run that ended before for what there is", () => {
    const ended = Float64Array.of(1, 1, 1, Number.NaN);
    expect(latePhase(ended, { spikes: [], steps: 4 })).toMatchObject({
      tenfold: 0.5,
      worst: Infinity,
      quarters: [0, 0],
      decades: 0,
    });
    expect(latePhase(ended, { spikes: [], steps: 100 })).toMatchObject({ tenfold: 0, rising: 0 });
  });
});
