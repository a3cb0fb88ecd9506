import { expect, it } from "vitest";
import type { FigurePanel } from "../../../src/report/index.js";
import { fileName, panelExport, panelsCsv, withProtocol } from "./export-figure.js";

const panel: FigurePanel = {
  title: 'loss, "f"',
  xTitle: "step",
  yTitle: "f",
  lines: [{ label: "discrete", kind: "discrete", x: Float64Array.of(0, 1), y: Float64Array.of(0.1, 1 / 3) }],
};

it("writes all digits, and quotes what needs it", () => {
  expect(panelsCsv([panel])).toBe(
    `panel,line,kind,x,y\n"loss, ""f""",discrete,discrete,0,0.1\n"loss, ""f""",discrete,discrete,1,${1 / 3}\n`,
  );
});

it("says in the first line what the numbers are of", () => {
  expect(withProtocol("a,b\n", "f = x^2\n; adam")).toBe("# f = x^2 ; adam\na,b\n");
  expect(withProtocol("a,b\n", "")).toBe("a,b\n");
});

it("names files by titles", () => {
  expect(fileName("first moment m")).toBe("first-moment-m");
  expect(fileName("parameters θ")).toBe("parameters-θ");
  expect(fileName("../../etc")).toBe("etc");
  expect(fileName("…")).toBe("figure");
});

it("draws what the reports draw, with its protocol", async () => {
  const spec = await panelExport([panel], { title: "loss", protocol: "f = x^2" }).spec();
  expect(JSON.stringify(spec)).toContain("f = x^2");
  expect(spec.background).toBe("white");
});
