import { describe, expect, it } from "vitest";
import { arrivalAt, type Contest, type ContestKind, defaultOf, lateSpikes } from "./contest.js";
import { contestClaims } from "./contest-claims.js";
import { summarizeLosses } from "./loss-summary.js";

const steps = 1000;
const [evenLate, evenFast, spiky] = [decay(0.01, 0), decay(0.03, 0), decay(0.01, 1)];

/** Falls by the rate a step to a floor; with spikes by a factor of 100 every 150 steps from step 300 on. */
function decay(rate: number, spikes: number): Float64Array {
  return Float64Array.from({ length: steps + 1 }, (_, k) => {
    const after = k >= 300 ? (k - 300) % 150 : Infinity;
    return (1e-4 + Math.exp(-rate * k)) * (1 + spikes * 100 * Math.exp(-after / 5));
  });
}

function contest(curves: readonly (readonly [ContestKind, Float64Array])[]): Contest {
  return {
    what: "synthetic",
    contestants: curves.map(([kind, loss]) => ({
      item: { label: kind, kind, a: 1, b: 1 },
      loss,
      summary: summarizeLosses({ loss, status: "completed" }, { steps, last: 200 }),
    })),
  };
}

const verdicts = (one: Contest): Record<string, boolean> =>
  Object.fromEntries(contestClaims("step", "").map(({ id, measure }) => [id, measure([one]).holds]));

describe("arrivalAt", () => {
  it("is the first place at or below the level, and −1 where there is none", () => {
    expect(arrivalAt(Float64Array.of(3, 2, 1, 2, 0), 2)).toBe(1);
    expect(arrivalAt(Float64Array.of(3, 2), 1)).toBe(-1);
    expect(arrivalAt(Float64Array.of(3, Number.NaN), Infinity)).toBe(0);
  });
});

describe("lateSpikes", () => {
  it("keeps the spikes of the second half", () => {
    const { diagnosis } = defaultOf(contest([["default", spiky]])).summary;
    // at 300, 450, 600, 750, 900
    expect(diagnosis.spikes!.list.map(({ peak }) => peak)).toEqual([300, 450, 600, 750, 900]);
    expect(lateSpikes(diagnosis, loss()).map(({ peak }) => peak)).toEqual([600, 750, 900]);
    expect(lateSpikes({ spikes: null }, 10)).toEqual([]);
  });

  const loss = () => spiky.length;
});

describe("contestClaims", () => {
  it("hold where the default spikes and a = b falls faster without", () => {
    const found = verdicts(contest([["default", spiky], ["even", evenFast]])); // biome-ignore format: one line
    expect(found).toEqual({ "default-spikes": true, "even-smooth": true, "even-faster": true });
  });

  it("fail where it is the other way round, or nothing differs", () => {
    const other = verdicts(contest([["default", evenFast], ["even", spiky]])); // biome-ignore format: one line
    expect(other).toEqual({ "default-spikes": false, "even-smooth": false, "even-faster": false });
    const same = verdicts(contest([["default", evenLate], ["even", evenLate]])); // biome-ignore format: one line
    expect(same).toEqual({ "default-spikes": false, "even-smooth": true, "even-faster": false });
  });

  it("say of a run that never arrives that it does not, without a number", () => {
    const slow = decay(0.001, 0);
    const claim = contestClaims("step", "").find(({ id }) => id === "even-faster")!;
    const found = claim.measure([contest([["default", evenFast], ["even", slow]])]); // biome-ignore format: one line
    expect(found.holds).toBe(false);
    expect(found.measured).toContain("never");
  });

  it("have no level to arrive at where the default blew up", () => {
    const lost = evenFast.slice(0, 100);
    const own = contest([["default", lost], ["even", evenFast]]); // biome-ignore format: one line
    const summary = summarizeLosses({ loss: lost, status: "diverged" }, { steps, last: 200 });
    const broken = { ...own, contestants: [{ ...own.contestants[0]!, summary }, own.contestants[1]!] };
    const found = verdicts(broken);
    expect(found["default-spikes"]).toBe(false);
    expect(found["even-faster"]).toBe(false);
  });
});
