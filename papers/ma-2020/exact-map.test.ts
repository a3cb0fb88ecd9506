import { expect, it } from "vitest";
import { createMapCells, failedCell, type MapRegime, mapAxis, setCell } from "../../src/maps/index.js";
import { shareOf } from "./exact-map.js";

const x = mapAxis("beta1", { from: 0.5, to: 0.9, count: 5 });
const y = mapAxis("beta2", { from: 0.5, to: 0.9, count: 5 });

/** Cells with a regime that is told of their place. */
function cellsWith(regime: (column: number, row: number) => MapRegime) {
  const cells = createMapCells(25);
  for (let k = 0; k < 25; k++) setCell(cells, k, { ...failedCell, regime: regime(k % 5, Math.floor(k / 5)) });
  return cells;
}

it("counts the cells that the diagonal does not cut, for k = 4", () => {
  const cells = cellsWith((column, row) => (column < row ? "converged" : "oscillation"));
  // the diagonal itself cuts 5 cells; it touches the corners of 4 on each side, of which one side is open
  const share = shareOf(4, { x, y, cells });
  expect(share.right).toBe(share.counted);
  expect(share.counted + share.cut).toBe(25);
  expect(share.cut).toBeGreaterThanOrEqual(5);
  expect(share.cut).toBeLessThanOrEqual(13);
  expect(share.inside).toBeGreaterThanOrEqual(6);
});

it("sees one that is wrong, wherever it is off the boundary", () => {
  const wrong = cellsWith((column, row) => (column < row || (column === 4 && row === 0) ? "converged" : "oscillation"));
  const { counted, right } = shareOf(4, { x, y, cells: wrong });
  expect(counted - right).toBe(1);
});
