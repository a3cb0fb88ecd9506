import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryState } from "./arbitrary-state.js";
import { advance, createHistory, type History, redo, undo } from "./history.js";
import { initialState } from "./lab-state.js";

const historyOf = (...rates: number[]): History =>
  rates.reduce((history, lr) => advance(history, { ...initialState, lr }), createHistory(initialState));

describe("the history", () => {
  it("goes back and forth between the states that were", () => {
    const history = historyOf(0.1, 0.2, 0.3);
    const back = undo(undo(history));
    expect(back.present.lr).toBe(0.1);
    expect(redo(back).present.lr).toBe(0.2);
    expect(redo(redo(back)).present).toBe(history.present);
  });

  it("stays where there is nothing before or after", () => {
    const start = createHistory(initialState);
    expect(undo(start)).toEqual(start);
    expect(redo(start)).toEqual(start);
  });

  it("makes one step of the changes of a group, and none of a change to the same", () => {
    let history = historyOf(0.1);
    for (const lr of [0.2, 0.3, 0.4]) history = advance(history, { ...initialState, lr }, { group: "lr" });
    expect(undo(history).present.lr).toBe(0.1);
    expect(advance(history, { ...history.present })).toBe(history);
  });

  it("forgets what was undone when something else is done", () => {
    const history = advance(undo(historyOf(0.1, 0.2)), { ...initialState, lr: 0.5 });
    expect(history.future).toEqual([]);
    expect(undo(history).present.lr).toBe(0.1);
  });

  it("undo reverses whatever was done, and redo the undoing", () => {
    const action = fc.oneof(
      arbitraryState.map((state) => (history: History) => advance(history, state)),
      fc.constant(undo),
      fc.constant(redo),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 12 }), arbitraryState, (actions, state) => {
        const history = actions.reduce((each, act) => act(each), createHistory(initialState));
        const next = advance(history, state);
        if (next !== history) expect(undo(next).present).toBe(history.present);
        if (history.past.length > 0) expect(redo(undo(history)).present).toBe(history.present);
      }),
      { numRuns: 50 },
    );
  });

  it("keeps no more than 200 states", () => {
    expect(historyOf(...Array.from({ length: 300 }, (_, k) => 1e-3 * (k + 1))).past).toHaveLength(200);
  });
});
