import { describe, expect, it, test } from "vitest";
import { createRandom, type Random } from "../numeric/index.js";
import { diagnose } from "./diagnose.js";
import type { Regime } from "./regime.js";

/** A series whose regime is known as it was made so. */
interface Made {
  readonly loss: readonly number[];
  readonly onsets?: readonly number[];
  readonly period?: number;
}

const between = (random: Random, low: number, high: number) => low + (high - low) * random.uniform();
const factorBetween = (random: Random, low: number, high: number) =>
  Math.exp(between(random, Math.log(low), Math.log(high)));
const lengths = [200, 400, 1000, 2000] as const;
const lengthOf = (random: Random) => lengths[Math.floor(lengths.length * random.uniform())]!;
const series = (count: number, log: (k: number) => number): number[] =>
  Array.from({ length: count }, (_, k) => Math.exp(log(k)));

/** ln of an exponential fall by `depth` to a floor, reached at about `arrival`. */
const toFloor = (depth: number, arrival: number) => (k: number) =>
  Math.log(Math.exp((-depth * k) / arrival) + Math.exp(-depth));

/** Level and spikes: each rises within `rise` samples by `size` and decays with `tau` samples, on the log scale. */
function withSpikes(random: Random, { count, noise }: { count: number; noise: number }): Made {
  const interval = between(random, count / 20, count / 5);
  const rise = Math.max(1, Math.round(interval * between(random, 0.01, 0.1)));
  const tau = interval * between(random, 0.05, 0.25);
  const [size, slope] = [factorBetween(random, 2, 10), between(random, 0, 8) / count];
  const log = Array.from({ length: count }, (_, k) => -slope * k);
  const onsets: number[] = [];
  for (let at = interval; at < count - 1; at += interval * between(random, 0.7, 1.3)) {
    const onset = Math.round(at);
    onsets.push(onset);
    const height = size * between(random, 0.8, 1.25);
    for (let k = onset; k < count; k++) {
      const age = k - onset;
      const added = age < rise ? (height * (age + 1)) / rise : height * Math.exp(-(age - rise + 1) / tau);
      log[k] = Math.max(log[k]!, -slope * k + added);
    }
  }
  return { loss: log.map((value) => Math.exp(value + noise * random.normal())), onsets };
}

interface Family {
  readonly name: string;
  readonly regime: Regime;
  make(random: Random): Made;
}

const families: readonly Family[] = [
  {
    name: "exponential fall",
    regime: "converged",
    make(random) {
      const [count, depth] = [lengthOf(random), factorBetween(random, 2, 300)];
      return { loss: series(count, (k) => (-depth * k) / count) };
    },
  },
  {
    name: "power of the step",
    regime: "converged",
    make(random) {
      const [count, power] = [lengthOf(random), between(random, 0.5, 2)];
      return { loss: series(count, (k) => -power * Math.log(1 + k)) };
    },
  },
  {
    name: "fall in noise",
    regime: "converged",
    make(random) {
      const [count, depth, noise] = [lengthOf(random), factorBetween(random, 3, 20), factorBetween(random, 0.02, 0.6)];
      return { loss: series(count, (k) => (-depth * k) / count + noise * random.normal()) };
    },
  },
  {
    name: "fall to a floor, with noise",
    regime: "converged",
    make(random) {
      const count = lengthOf(random);
      const log = toFloor(factorBetween(random, 3, 20), count * between(random, 0.03, 0.2));
      const noise = factorBetween(random, 1e-3, 0.3);
      return { loss: series(count, (k) => log(k) + noise * random.normal()) };
    },
  },
  {
    name: "negative floor that is not known",
    regime: "converged",
    make(random) {
      const [count, floor, tau] = [lengthOf(random), -between(random, 0.1, 3), between(random, 0.02, 0.15)];
      return { loss: Array.from({ length: count }, (_, k) => floor + 5 * Math.exp(-k / (tau * count))) };
    },
  },
  {
    name: "oscillation through zero that dies away as an exponential",
    regime: "converged",
    make(random) {
      const count = lengthOf(random);
      const [period, depth] = [factorBetween(random, 4, count / 20), factorBetween(random, 12, 60)];
      return { loss: series(count, (k) => (-depth * k) / count + 2 * Math.log(Math.abs(Math.cos((3 * k) / period)))) };
    },
  },
  {
    name: "hump at the start",
    regime: "converged",
    make(random) {
      const [count, height, depth] = [lengthOf(random), between(random, 1, 4), factorBetween(random, 3, 15)];
      const width = count * between(random, 0.01, 0.06);
      return { loss: series(count, (k) => height * (k / width) * Math.exp(1 - k / width) - (depth * k) / count) };
    },
  },
  {
    name: "learning rate dropped twice",
    regime: "converged",
    make(random) {
      const [count, noise] = [lengthOf(random), factorBetween(random, 5e-3, 0.05)];
      const drop = (k: number, at: number) => (k > at * count ? 1 - Math.exp(-(k - at * count) / (0.02 * count)) : 0);
      const log = (k: number) => -2 * (1 - Math.exp(-k / (0.1 * count))) - 1.2 * drop(k, 0.5) - 0.8 * drop(k, 0.75);
      return { loss: series(count, (k) => log(k) + noise * random.normal()) };
    },
  },
  {
    name: "sine on the log scale, with noise",
    regime: "oscillation",
    make(random) {
      const count = lengthOf(random);
      const [period, amplitude] = [factorBetween(random, 3, count / 25), factorBetween(random, 0.1, 2)];
      const noise = amplitude * between(random, 0, 0.4);
      const log = toFloor(factorBetween(random, 2, 15), count * between(random, 0.02, 0.15));
      const swing = (k: number) => amplitude * Math.sin((2 * Math.PI * k) / period);
      return { loss: series(count, (k) => log(k) + swing(k) + noise * random.normal()), period };
    },
  },
  {
    name: "oscillation through zero",
    regime: "oscillation",
    make(random) {
      const count = lengthOf(random);
      const [period, phase] = [factorBetween(random, 2.5, count / 25), between(random, 0, 3)];
      const [depth, arrival] = [factorBetween(random, 2, 15), count * between(random, 0.02, 0.15)];
      const loss = (k: number) =>
        Math.exp((-depth * k) / arrival) + Math.exp(-depth) * (Math.cos((Math.PI * k) / period + phase) ** 2 + 1e-12);
      return { loss: Array.from({ length: count }, (_, k) => loss(k)), period };
    },
  },
  {
    name: "spikes on a falling level",
    regime: "spike",
    make: (random) => withSpikes(random, { count: lengthOf(random), noise: 0 }),
  },
  {
    name: "spikes in noise",
    regime: "spike",
    make: (random) => withSpikes(random, { count: lengthOf(random), noise: factorBetween(random, 0.01, 0.1) }),
  },
  {
    name: "sawtooth",
    regime: "spike",
    make(random) {
      const count = lengthOf(random);
      const [interval, height] = [Math.round(between(random, count / 15, count / 6)), factorBetween(random, 2, 40)];
      const onsets = Array.from({ length: Math.floor((count - 1) / interval) }, (_, i) => (i + 1) * interval - 1);
      return { loss: series(count, (k) => (-height * (k % interval)) / interval), onsets };
    },
  },
  {
    name: "growth in noise",
    regime: "divergence",
    make(random) {
      const [count, rise, noise] = [lengthOf(random), factorBetween(random, 3, 60), factorBetween(random, 1e-3, 0.3)];
      return { loss: series(count, (k) => (rise * k) / count + noise * random.normal()) };
    },
  },
  {
    name: "fall, then growth beyond the start",
    regime: "divergence",
    make(random) {
      const [count, turn, depth] = [lengthOf(random), between(random, 0.4, 0.75), factorBetween(random, 3, 12)];
      const rise = depth + factorBetween(random, 1.5, 30);
      const log = (k: number) =>
        k < turn * count
          ? -depth * (1 - Math.exp((-6 * k) / (turn * count)))
          : -depth + (rise * (k - turn * count)) / (count - turn * count);
      return { loss: series(count, log) };
    },
  },
  {
    name: "not finite from some step on",
    regime: "divergence",
    make(random) {
      const [count, end] = [lengthOf(random), between(random, 0.2, 0.99)];
      const value = random.uniform() < 0.5 ? Number.NaN : Infinity;
      return { loss: series(count, (k) => (-5 * k) / count).map((loss, k) => (k < end * count ? loss : value)) };
    },
  },
  {
    name: "noise alone",
    regime: "undecided",
    make(random) {
      const [count, noise] = [lengthOf(random), factorBetween(random, 0.02, 0.5)];
      return { loss: series(count, () => noise * random.normal()) };
    },
  },
];

const each = 40;
const made = (family: Family) =>
  Array.from({ length: each }, (_, seed) => family.make(createRandom(seed, families.indexOf(family))));

describe.each(families)("$name", (family) => {
  it(`is ${family.regime} in at least 95 % of ${each} cases`, () => {
    const found = made(family).map(({ loss }) => diagnose(loss).regime);
    // 99 % over some 10 000 cases of this kind: at 40 each, two may be missed
    expect(found.filter((regime) => regime === family.regime).length).toBeGreaterThanOrEqual(0.95 * each);
  });
});

test("spikes are counted, and each begins where it was made to", () => {
  for (const family of families.filter(({ regime }) => regime === "spike")) {
    const counts = made(family).flatMap(({ loss, onsets }) => {
      const { spikes } = diagnose(loss);
      if (spikes === null) return [];
      const first = spikes.list[0]!.onset;
      // the onset is the last step within a tenth of the rise: a step or two late at most, and early by what noise hides
      const distance = Math.min(...onsets!.map((onset) => Math.abs(onset - first)));
      expect(distance).toBeLessThanOrEqual(0.02 * loss.length);
      return [spikes.count - onsets!.length];
    });
    expect(counts.filter((difference) => difference === 0).length).toBeGreaterThanOrEqual(0.85 * counts.length);
  }
});

test("periods are found to a few per cent", () => {
  for (const family of families.filter(({ regime }) => regime === "oscillation")) {
    const errors = made(family).map(({ loss, period }) =>
      Math.abs((diagnose(loss).oscillation?.period ?? Infinity) / period! - 1),
    );
    errors.sort((a, b) => a - b);
    // where a period is no whole number of samples, a multiple of it can have the highest correlation
    expect(errors[Math.floor(0.8 * each)]).toBeLessThan(0.03);
  }
});
