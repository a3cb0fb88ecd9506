import { describe, expect, it, test } from "vitest";
import { createRandom } from "../numeric/index.js";
import { diagnose } from "./diagnose.js";
import { expectedRegime } from "./expected-regime.js";

const series = (count: number, loss: (k: number) => number) => Float64Array.from({ length: count }, (_, k) => loss(k));

describe("rates", () => {
  it("of an exponential is its rate", () => {
    const { convergence } = diagnose(series(500, (k) => 3 * Math.exp(-0.02 * k)));
    expect(convergence).toMatchObject({ kind: "linear", power: null });
    // least squares on an exact line
    expect(convergence!.rate).toBeCloseTo(0.02, 12);
  });

  it("of a power is its exponent", () => {
    const { convergence } = diagnose(series(500, (k) => (1 + k) ** -1.5));
    expect(convergence!.kind).toBe("sublinear");
    // ln(1 + k) is not ln k: by 1/k, at k = 250 and beyond
    expect(Math.abs(convergence!.power! - 1.5)).toBeLessThan(0.01);
  });

  it("is per step of the log, not per row", () => {
    const steps = Float64Array.from({ length: 500 }, (_, k) => 20 * k);
    const { convergence } = diagnose(
      series(500, (k) => Math.exp(-0.02 * k)),
      { steps },
    );
    expect(convergence!.rate).toBeCloseTo(0.001, 12);
  });

  it("goes beyond the range of numbers", () => {
    const log = series(2000, (k) => -5 * k);
    const { regime, convergence } = diagnose(log, { logarithmic: true });
    expect(regime).toBe("converged");
    expect(convergence).toMatchObject({ kind: "linear", level: -9995 });
  });
});

describe("the scale", () => {
  const decay = (floor: number) => series(400, (k) => floor + Math.exp(-k / 10));

  it("is that of the gap where the minimum is known", () => {
    const { scale, fastStart } = diagnose(decay(2), { minimum: 2 });
    expect(scale).toBe("above-minimum");
    // down to rounding of 2, which is 15 decades below 1
    expect(fastStart!.decades).toBeGreaterThan(14);
  });

  it("is that of the loss where none is negative, and says that the minimum is not known", () => {
    const { scale, convergence, unknown } = diagnose(decay(2));
    expect(scale).toBe("loss");
    expect(convergence!.kind).toBe("rest");
    expect(unknown.join(" ")).toContain("minimum");
  });

  it("is above the smallest value for losses below zero, and for a minimum that is none", () => {
    expect(diagnose(decay(-2))).toMatchObject({ scale: "above-smallest", regime: "converged" });
    const wrong = diagnose(decay(2), { minimum: 2.5 });
    expect(wrong.scale).toBe("above-smallest");
    expect(wrong.evidence.join(" ")).toContain("below the minimum given, 2.5");
  });

  it("calls a loss that falls without end undecided", () => {
    expect(diagnose(series(300, (k) => -k)).regime).toBe("undecided");
  });
});

describe("spikes", () => {
  /** Level 1e-4 with spikes of 3 decades every 100 steps from 150 on, over after 20. */
  const log = (k: number) => {
    const age = (k - 150) % 100;
    return k >= 150 && age < 20 ? (age < 2 ? -4 + 1.5 * (age + 1) : -1 - (3 * (age - 1)) / 19) : -4;
  };
  const train = series(1000, (k) => 10 ** log(k));

  it("are found with their size, interval and recovery", () => {
    const { spikes, regime } = diagnose(train);
    expect(regime).toBe("spike");
    expect(spikes).toMatchObject({ count: 9, interval: 100, lastRecovered: true });
    expect(spikes!.decades).toBeCloseTo(3, 10);
    // half of three decades is undone 9 or 10 steps after the peak
    expect(spikes!.list[0]).toMatchObject({ onset: 149, peak: 151, recovery: 161 });
  });

  it("are measured in steps of the log", () => {
    const { spikes } = diagnose(train, { steps: Float64Array.from(train.keys(), (k) => 1000 + 5 * k) });
    expect(spikes).toMatchObject({ count: 9, interval: 500 });
    expect(spikes!.list[0]).toMatchObject({ onset: 1745, peak: 1755 });
  });

  it("say so if the last one has not recovered", () => {
    const { spikes, evidence } = diagnose(train.subarray(0, 954));
    expect(spikes).toMatchObject({ count: 9, lastRecovered: false });
    expect(spikes!.list.at(-1)!.recovery).toBe(null);
    expect(evidence[0]).toContain("has not recovered by the end");
  });

  it("may pass through infinity", () => {
    const { spikes, regime, nonFinite } = diagnose(train.map((loss, k) => (k === 551 ? Infinity : loss)));
    expect({ regime, nonFinite }).toEqual({ regime: "spike", nonFinite: 1 });
    expect(spikes!.list.map(({ decades }) => decades)).toContain(Infinity);
  });

  it("are not rises that stay, nor dips", () => {
    const jump = diagnose(series(1000, (k) => (k < 500 ? 1e-4 : 1e-2) + Math.exp(-k / 5)));
    expect(jump.spikes).toBe(null);
    expect(jump.evidence.join(" ")).toContain("is not undone");
    const dips = diagnose(train.map((loss) => 1e-4 / loss));
    expect(dips.spikes).toBe(null);
  });
});

describe("numbers that are not finite", () => {
  const decay = series(200, (k) => Math.exp(-k / 20));

  it.each([Number.NaN, Infinity, -Infinity])("%s at the end is a divergence", (value) => {
    const { divergence, regime } = diagnose(decay.map((loss, k) => (k < 150 ? loss : value)));
    expect(regime).toBe("divergence");
    expect(divergence).toMatchObject({ kind: "non-finite", from: 150 });
  });

  it("NaN in between is none", () => {
    const { regime, nonFinite, evidence } = diagnose(decay.map((loss, k) => (k === 77 ? Number.NaN : loss)));
    expect({ regime, nonFinite }).toEqual({ regime: "converged", nonFinite: 1 });
    expect(evidence.join(" ")).toContain("Values that are not finite: 1");
  });

  it("−∞ as a logarithm is the minimum", () => {
    const { convergence } = diagnose(
      series(200, (k) => (k < 90 ? -k : -Infinity)),
      { logarithmic: true },
    );
    expect(convergence).toMatchObject({ kind: "rest", level: -Infinity, from: 90 });
  });
});

test("too few values are undecided, unless they say enough", () => {
  expect(diagnose([]).regime).toBe("undecided");
  expect(diagnose([3, 2, 1]).regime).toBe("undecided");
  expect(diagnose([1, 10, 1e3, 1e6]).regime).toBe("divergence");
  expect(diagnose([3, Number.NaN]).regime).toBe("divergence");
});

test("θ shows a cycle at a constant loss", () => {
  const loss = series(100, () => 0.125);
  const theta = series(100, (k) => (k % 2 === 0 ? 0.5 : -0.5));
  expect(diagnose(loss).regime).toBe("converged");
  const { regime, oscillation } = diagnose(loss, { theta });
  expect(regime).toBe("oscillation");
  expect(oscillation).toMatchObject({ period: 2, source: "parameters" });
});

test("what scales the loss changes nothing but levels", () => {
  const loss = series(600, (k) => Math.exp(-k / 40) + 1e-5 * (1.2 + Math.sin(k / 2)));
  const [one, other] = [diagnose(loss), diagnose(loss.map((value) => 2 ** 40 * value))];
  expect(other).toMatchObject({ regime: one.regime, fastStart: { from: one.fastStart!.from, to: one.fastStart!.to } });
  expect(other.oscillation!.period).toBe(one.oscillation!.period);
  // sums of logarithms are rounded
  expect(other.confidence).toBeCloseTo(one.confidence, 9);
});

test.each([
  [{ minimum: Number.NaN }, /minimum must be finite/],
  [{ minimum: 0, logarithmic: true }, /minimum must be left out/],
  [{ steps: [0, 1] }, /steps must be of length 3/],
  [{ steps: [0, 2, 2] }, /steps\[2\] must be finite and > 2/],
  [{ theta: Float64Array.of(1, 2) }, /theta must be of length 3/],
  [{ dimension: 0 }, /dimension must be an integer/],
])("%j is refused", (options, message) => {
  expect(() => diagnose([1, 0.5, 0.2], options)).toThrow(message);
});

test("what is expected of Adam depends on the ratio of its rates", () => {
  const expected = (beta1: number, beta2: number) => expectedRegime({ beta1, beta2 });
  expect(expected(0.9, 0.999)).toBe("spike");
  expect(expected(0.99, 0.99)).toBe("oscillation");
  expect(expected(0.999, 0.9)).toBe("divergence");
  expect(() => expected(1, 0.9)).toThrow(/beta1 must be in \[0, 1\)/);
});

describe("what is no oscillation", () => {
  it("a ripple that dies away about a level: the loss comes to rest", () => {
    const ripple = (k: number) => 1 + Math.exp(-k / 60) * (5 + 3 * Math.sin(k / 5));
    const { regime, oscillation } = diagnose(series(600, ripple));
    expect(regime).toBe("converged");
    expect(oscillation).toBeNull();
    // one that stays is an oscillation, however small beside the fall
    const stays = diagnose(series(600, (k) => 1 + 5 * Math.exp(-k / 20) + 0.005 * Math.sin(k / 3)));
    expect(stays.regime).toBe("oscillation");
    // found at several periods, to half a sample: a part of one
    expect(Math.abs(stays.oscillation!.period! / (6 * Math.PI) - 1)).toBeLessThan(0.02);
  });

  it("swings through zero that end below the least number", () => {
    const swings = series(4000, (k) => Math.exp(-0.25 * k) * Math.cos(k / 7) ** 2);
    const { regime, oscillation, convergence } = diagnose(swings);
    expect([regime, oscillation]).toEqual(["converged", null]);
    expect(convergence).toMatchObject({ kind: "rest", level: -Infinity });
  });

  it("swings through zero of one period that die away; they are one if they come ever faster", () => {
    const regimeOf = (phase: (k: number) => number) => {
      const log = (k: number) => -k / 200 + Math.log(Math.cos(phase(k)) ** 2 + 1e-9);
      return diagnose(series(6000, log), { logarithmic: true }).regime;
    };
    expect(regimeOf((k) => k / 20)).toBe("converged");
    expect(regimeOf((k) => k / 60 + (k / 600) ** 2)).toBe("oscillation");
  });
});

describe("spikes", () => {
  it("are none if the loss stays at their top: a square wave oscillates", () => {
    const { regime, oscillation } = diagnose(series(1600, (k) => (k % 34 < 17 ? 4 : 1)));
    expect(regime).toBe("oscillation");
    expect(oscillation!.period).toBeCloseTo(34, 9);
  });

  it("are seen in a sawtooth on a falling level", () => {
    const { spikes } = diagnose(series(900, (k) => Math.exp((-2.5 * (k % 150)) / 150 - (5 * k) / 900)));
    expect(spikes!.list.map(({ peak }) => peak)).toEqual([150, 300, 450, 600, 750]);
  });

  it("are seen in noise whose extremes look like slow dips", () => {
    for (let seed = 0; seed < 10; seed++) {
      const random = createRandom(seed);
      const height = (k: number) => (k < 200 ? 0 : 1.3 * Math.exp(-(k % 200) / 12));
      const { spikes } = diagnose(series(900, (k) => Math.exp(height(k) + 0.05 * random.normal())));
      expect(spikes!.count).toBe(4);
    }
  });
});
