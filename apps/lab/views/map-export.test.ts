import { expect, it } from "vitest";
import { mapCellJob } from "../jobs/map-cell-job.js";
import { initialState, type LabState } from "../state/lab-state.js";
import { mapRequest, requestPlan } from "../state/map-request.js";
import { cellProtocol, mapProtocol, type NamedMap } from "./map-export.js";
import { cellAt } from "./map-place.js";

function mapOf(patch: Partial<LabState>): NamedMap {
  const request = mapRequest({ ...initialState, mapSteps: 20, ...patch });
  return { map: JSON.stringify(request), plan: requestPlan(request) };
}

it("a cell is named by the map that it was made for, and by where its run starts", async () => {
  const large = mapOf({ cells: 200 });
  const cell = cellAt(large.plan, [10, 199]);
  const found = await mapCellJob({ map: large.map, cell }, { report: () => {} });
  expect(found.theta0).toEqual([0.1]);
  const line = cellProtocol(large, found);
  expect(line).toMatch(/cell at β₁ = 0\.524\d+, β₂ = 0\.999$/);
  expect(line).toContain(mapProtocol(large, { theta0: [0.1] }));
  expect(line).not.toBe(cellProtocol(mapOf({ cells: 200, lr: 0.1 }), found));
});
