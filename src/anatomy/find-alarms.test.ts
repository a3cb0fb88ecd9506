import { expect, test } from "vitest";
import { createAnatomyMethod } from "./anatomy-method.js";
import { alarmOf, findAlarms } from "./find-alarms.js";

/** Threshold 2, memory of 10 steps, patience of 4/(1 − β₂) = 40 steps. */
const method = createAnatomyMethod({ lr: 1, beta1: 0.9, beta2: 0.9 });

/** A curvature of 3 at the steps where `text` has `#`, of 1 at `.`, unknown at `?`. */
function alarms(text: string, spikes: readonly { onset: number; peak: number }[] = []) {
  const curvature = Float64Array.from(text, (letter) => ({ "#": 3, ".": 1 })[letter] ?? Number.NaN);
  const steps = Float64Array.from(text, (_, k) => k);
  const spans = spikes.map((spike) => ({ ...spike, recovery: null, decades: 1 }));
  return findAlarms(curvature, { steps, method, spikes: spans });
}

const quiet = ".".repeat(20);

test("is lasting if it is longer than a period of two steps", () => {
  expect(alarms(`.##${quiet}`)).toEqual([]);
  expect(alarms(`.###${quiet}`)).toEqual([{ from: 1, to: 3, excess: 1.5, outcome: "none" }]);
});

test("gaps of a period are part of it, longer ones are not", () => {
  expect(alarms(`.#.#..#${quiet}`)).toMatchObject([{ from: 1, to: 6 }]);
  expect(alarms(`.###...###${quiet}`)).toMatchObject([
    { from: 1, to: 3 },
    { from: 7, to: 9 },
  ]);
});

test("what is not known ends nothing and begins nothing", () => {
  expect(alarms(`??#?????#?${quiet}`)).toMatchObject([{ from: 2, to: 8 }]);
  expect(alarms("???")).toEqual([]);
});

test("goes with a spike that begins or peaks while it lasts, or within the memory of the first moment", () => {
  const text = `.......###${quiet}`;
  expect(alarms(text, [{ onset: 19, peak: 25 }])).toMatchObject([{ outcome: "spike" }]);
  expect(alarms(text, [{ onset: 20, peak: 25 }])).toMatchObject([{ outcome: "none" }]);
  expect(alarms(text, [{ onset: 1, peak: 7 }])).toMatchObject([{ outcome: "spike" }]);
  expect(alarms(text, [{ onset: 1, peak: 6 }])).toMatchObject([{ outcome: "none" }]);
  const found = alarms(text, [{ onset: 8, peak: 12 }]);
  expect(alarmOf({ onset: 8, peak: 12, recovery: null, decades: 1 }, found, method.reach)).toBe(found[0]);
  expect(alarmOf({ onset: 28, peak: 29, recovery: null, decades: 1 }, found, method.reach)).toBeNull();
});

test("is open at the end of the run, unless it is old", () => {
  expect(alarms(`${quiet}${"#".repeat(39)}`)).toMatchObject([{ outcome: "open" }]);
  expect(alarms(`${quiet}${"#".repeat(42)}`)).toMatchObject([{ outcome: "none" }]);
});
