import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryState } from "./arbitrary-state.js";
import { clampField, encodeField } from "./field.js";
import { readHash, writeHash } from "./hash.js";
import { fieldNames, fields, initialState } from "./lab-state.js";

describe("the address", () => {
  it("is empty at the start, and nothing is said of an empty one", () => {
    expect(writeHash(initialState)).toBe("");
    expect(readHash("")).toEqual({ state: initialState, notes: [] });
    expect(readHash("#")).toEqual({ state: initialState, notes: [] });
  });

  it("leaves formulas readable", () => {
    const hash = writeHash({ ...initialState, objective: "(x^2-1)^2/4", lr: 1e-3 });
    expect(hash).toBe("objective=(x^2-1)^2/4&lr=0.001");
  });

  it("brings back every state as it was, without a note", () => {
    fc.assert(
      fc.property(arbitraryState, (state) => {
        expect(readHash(`#${writeHash(state)}`)).toEqual({ state, notes: [] });
      }),
    );
  });

  it("survives halves of characters", () => {
    const hash = writeHash({ ...initialState, objective: "x\ud800" });
    expect(readHash(hash).state.objective).toBe("x\ufffd");
  });
});

/** Text that looks like an address here and there. */
const nearlyAddress = fc
  .array(
    fc.tuple(
      fc.oneof(fc.constantFrom(...fieldNames, "__proto__", "constructor", "toString"), fc.string()),
      fc.constantFrom("=", "", "=="),
      fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("NaN", "-1", "1e999", "%", "%00", "0x10", ",,", "<b>")),
    ),
  )
  .map((parts) => `#${parts.map((part) => part.join("")).join("&")}`);

describe("any text as an address", () => {
  it("means a state that has an address of its own, and names what it is not", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), nearlyAddress), (text) => {
        const { state, notes } = readHash(text);
        expect(Object.keys(state)).toEqual(fieldNames);
        expect(readHash(writeHash(state))).toEqual({ state, notes: [] });
        for (const name of fieldNames) {
          const field = fields[name];
          if (field.kind !== "number") continue;
          expect(clampField(field, { name, number: state[name] as number }).note).toBeNull();
        }
        expect(notes.every((note) => note.length < 1200)).toBe(true);
      }),
    );
  });

  it.each([
    ["lr=abc", "In the address lr must be a finite number: current value is abc"],
    ["lr=100", "In the address lr must be from 0.000001 to 10: 100 became 10"],
    ["lr=1&lr=2", "The address has lr more than once; the last one counts."],
    ["view=nowhere", "In the address view must be one of trajectory, memory, map, certificates, anatomy, papers: "],
    ["what=1", "The address has an entry that means nothing here, and is left out: what=1"],
    ["objective=%", "The address has an entry that means nothing here, and is left out: objective=%"],
    [`objective=${"x".repeat(401)}`, "In the address objective must be at most 400 characters: "],
  ])("%s is named", (text, note) => {
    expect(readHash(text).notes.join()).toContain(note.replace("0.000001", String(1e-6)));
  });

  it("is not read if it is too long", () => {
    const { state, notes } = readHash("x".repeat(20_001));
    expect(state).toEqual(initialState);
    expect(notes).toHaveLength(1);
  });

  it("cannot change prototypes", () => {
    const { state, notes } = readHash("__proto__=1&constructor=2&__proto__.polluted=yes&lr=0.5");
    expect(Object.getPrototypeOf(state)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(notes).toHaveLength(3);
    expect(state.lr).toBe(0.5);
  });

  it("says a few things, not thousands", () => {
    expect(readHash("a&".repeat(5000)).notes.length).toBeLessThan(12);
  });

  it("keeps what is as at the start out", () => {
    fc.assert(
      fc.property(arbitraryState, (state) => {
        const names = new Set(
          writeHash(state)
            .split("&")
            .map((part) => part.split("=")[0]),
        );
        for (const name of fieldNames) {
          const isInitial = encodeField(fields[name], state[name]) === encodeField(fields[name], initialState[name]);
          expect(names.has(name)).toBe(!isInitial);
        }
      }),
      { numRuns: 30 },
    );
  });
});
