import { describe, expect, it } from "vitest";
import type { FigurePanel } from "../../../src/report/index.js";
import { fileName, panelExport, panelsCsv, withProtocol } from "./export-figure.js";
import { labelColour } from "./line-colours.js";

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

describe("what is drawn in the page", () => {
  const line = (label: string, kind: "continuous" | "discrete", y: readonly number[]) => {
    return { label, kind, x: Float64Array.from(y.keys()), y: Float64Array.from(y) };
  };
  const specOf = async (lines: FigurePanel["lines"], rest: Partial<FigurePanel> = {}) => {
    const labels = ["algorithm", "equation", "", "inertial"];
    const options = { title: "θ", protocol: "", labels };
    return panelExport([{ ...panel, ...rest, lines }], options).spec() as Promise<unknown> as Promise<{
      readonly concat: readonly [
        {
          readonly encoding: Record<
            "color" | "y",
            { readonly scale: { readonly domain: unknown[]; readonly range: unknown[] } }
          >;
          readonly data: { readonly values: readonly { readonly y: number }[] };
          readonly layer: readonly { readonly mark: { readonly clip?: boolean } }[];
        },
      ];
    }>;
  };

  it("has the colours of the page, by label and not by place", async () => {
    const { concat } = await specOf([line("inertial", "discrete", [1, 2]), line("equation", "discrete", [3, 4])]);
    const { domain, range } = concat[0].encoding.color.scale;
    const colour = (label: string) => range[domain.indexOf(label)];
    expect(colour("inertial")).toBe(labelColour(3, { isDark: false }));
    expect(colour("equation")).toBe(labelColour(1, { isDark: false }));
  });

  it("is cut to the range of the page, a pole and a run that diverges among it", async () => {
    const lines = [line("equation", "continuous", [1e300, 1, 2, 1.5])];
    const [{ encoding, data, layer }] = (await specOf(lines, { yRange: [0.5, 2.5] })).concat;
    expect(encoding.y.scale.domain).toEqual([0.5, 2.5]);
    expect(data.values.map(({ y }) => y)).toEqual([202.5, 1, 2, 1.5]);
    expect(layer.every(({ mark }) => mark.clip)).toBe(true);
    expect(panelsCsv([{ ...panel, lines, yRange: [0.5, 2.5] }])).toContain(",0,1e+300\n");
  });
});
