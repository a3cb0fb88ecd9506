import { describe, expect, it } from "vitest";
import { createMapCells, type MapCells, regimeMap } from "../../../src/maps/index.js";
import { createObjective } from "../../../src/objectives/index.js";
import { initialState, type LabState } from "../state/lab-state.js";
import { refinementOrder } from "../state/map-order.js";
import { mapRequest, requestPlan } from "../state/map-request.js";
import type { Lane } from "./lane.js";
import { type MapInput, mapJob } from "./map-job.js";
import { createPool, poolSize } from "./pool.js";

/** A lane without a thread: jobs are run here, each in a turn of its own. */
function createLocalLane(asked: number[]): Lane {
  return {
    submit(_, input, { onDone, onFailure }) {
      const { cells } = input as MapInput;
      asked.push(...cells);
      const context = { report() {} };
      // a short budget leaves cells over, which are asked for again
      Promise.resolve(mapJob({ ...(input as MapInput), budget: 0.5 }, context)).then(onDone as never, onFailure);
    },
    cancel() {},
  };
}

function poolMap(state: LabState): Promise<{ readonly cells: MapCells; readonly made: readonly number[] }> {
  const request = mapRequest(state);
  const plan = requestPlan(request);
  const cells = createMapCells(plan.cells);
  const made: number[] = [];
  const asked: number[] = [];
  const pool = createPool([createLocalLane(asked), createLocalLane(asked)]);
  return new Promise((resolve, reject) => {
    pool.start({
      map: JSON.stringify(request),
      order: refinementOrder({ columns: plan.columns, rows: plan.cells / plan.columns }),
      onCells(list, found) {
        for (const [k, cell] of list.entries()) {
          cells.regime[cell] = found.regime[k]!;
          cells.confidence[cell] = found.confidence[k]!;
          cells.finalLoss[cell] = found.finalLoss[k]!;
          cells.finalLogLoss[cell] = found.finalLogLoss[k]!;
        }
        made.push(...list);
        if (made.length === plan.cells) resolve({ cells, made });
      },
      onFailure: reject,
    });
  });
}

describe("a pool", () => {
  it.each([
    [{ objective: "doubleWell" }, [0.1]],
    [{ objective: "power(4)", epsilon: 0, plane: "rate" }, [1]],
    [{ objective: "quadratic", plane: "lr-beta2", optimizer: "rmsprop" }, [1]],
    [{ objective: "quadratic", plane: "lr-beta1", norm: true }, [1]],
  ] as const)("makes the map of the library, each cell once: %o", async (patch, theta0) => {
    const state: LabState = { ...initialState, cells: 21, mapSteps: 60, ...patch };
    const { cells, made } = await poolMap(state);
    const name = /^[a-zA-Z]+/.exec(state.objective)![0];
    const objective = createObjective(name, state.objective === "power(4)" ? [4] : []);
    expect(cells).toEqual(regimeMap(objective, requestPlan(mapRequest(state), theta0).settings));
    expect(new Set(made).size).toBe(made.length);
  });

  it("keeps no thread idle while cells wait, however few a request makes", async () => {
    const shares = [0, 0, 0, 0];
    // one cell a request: the others come back
    const slow = (lane: number): Lane => ({
      submit(_, input, { onDone }) {
        shares[lane]!++;
        const made = createMapCells(Math.min(1, (input as MapInput).cells.length));
        setTimeout(() => onDone(made as never), 1);
      },
      cancel() {},
    });
    const told: number[] = [];
    await new Promise<void>((resolve, reject) => {
      createPool(shares.map((_, lane) => slow(lane))).start({
        map: "",
        order: Int32Array.from({ length: 40 }, (_, k) => k),
        onCells: (cells) => told.push(...cells) === 40 && resolve(),
        onFailure: reject,
      });
    });
    expect(told.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, k) => k));
    expect(shares).toEqual([10, 10, 10, 10]);
  });

  it("tells nothing of an earlier map, and hands on what an objective refuses", async () => {
    const pool = createPool([createLocalLane([])]);
    const told: string[] = [];
    const start = (objective: string) =>
      new Promise<string>((resolve) => {
        pool.start({
          map: JSON.stringify(mapRequest({ ...initialState, objective, cells: 2, mapSteps: 20 })),
          order: Int32Array.of(0, 1, 2, 3),
          onCells: () => told.push(objective),
          onFailure: ({ message }) => resolve(message),
        });
      });
    void start("doubleWell");
    expect(await start("power(x)")).toMatch(/^Cannot|^Unknown|must be/);
    expect(told).toEqual([]);
  });

  it("has from one to eight threads", () => {
    expect([undefined, 0, 1, 2, 64].map(poolSize)).toEqual([1, 1, 1, 2, 8]);
  });
});
