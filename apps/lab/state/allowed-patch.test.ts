import fc from "fast-check";
import { expect, it } from "vitest";
import { allowedPatch } from "./allowed-patch.js";
import { arbitraryState } from "./arbitrary-state.js";
import { readHash, writeHash } from "./hash.js";
import { initialState, type LabState } from "./lab-state.js";

it("what an address holds is as it was", () => {
  fc.assert(
    fc.property(arbitraryState, (state) => {
      expect(allowedPatch(state)).toEqual({ patch: state, notes: [] });
    }),
  );
});

it.each([
  [{ lr: 20 }, { lr: 10 }, "lr must be from 0.000001 to 10: 20 became 10"],
  [{ steps: 1e9, lr: 0.1 }, { steps: 200_000, lr: 0.1 }, "steps must be an integer from 1 to 200000"],
  [{ spike: 2.4 }, { spike: 2 }, "spike must be an integer"],
  [{ beta1: Number.NaN }, {}, "beta1 must be a finite number: current value is NaN"],
  [{ theta0: new Array<number>(65).fill(1) }, {}, "theta0 must be at most 64 numbers"],
  [{ kernel2: "x".repeat(401) }, {}, "kernel2 must be at most 400 characters"],
] as const)("%j: what an address cannot hold is named", (asked: Partial<LabState>, patch, note) => {
  const found = allowedPatch(asked);
  expect(found.patch).toEqual(patch);
  expect(found.notes).toHaveLength(1);
  expect(found.notes[0]).toContain(note.replace("0.000001", String(1e-6)));
  const state = { ...initialState, ...found.patch };
  expect(readHash(writeHash(state))).toEqual({ state, notes: [] });
});
