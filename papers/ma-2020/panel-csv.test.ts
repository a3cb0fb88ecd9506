import { expect, it } from "vitest";
import { panelCsv } from "./panel-csv.js";

it("gives each point of each line a row, with names in quotes", () => {
  const line = { kind: "fitted" as const, x: Float64Array.of(0, 1), y: Float64Array.of(0.5, 1e-9) };
  const panels = [
    { title: "all, thinned", xTitle: "step k", yTitle: "loss", lines: [{ ...line, label: "lr 0.1" }] },
    { title: "end", xTitle: "step k", yTitle: "loss", lines: [] },
  ];
  expect(panelCsv(panels, "panel,line,step,loss")).toBe(
    'panel,line,step,loss\n"all, thinned","lr 0.1",0,0.5\n"all, thinned","lr 0.1",1,1e-9\n',
  );
});
