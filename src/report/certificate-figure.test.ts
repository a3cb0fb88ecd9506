import { expect, test } from "vitest";
import type { Certificate } from "../certificates/index.js";
import { certificateFigure } from "./certificate-figure.js";
import type { FigureSpec } from "./figure-spec.js";

const times = Float64Array.of(0, 1, 2, 3);

/** A certificate with one promise. */
function certificateOf(bound: readonly number[], value: readonly number[]): Certificate {
  const promise = {
    name: "distance",
    statement: "value ≤ bound",
    times,
    bound: Float64Array.from(bound),
    value: Float64Array.from(value),
    resolution: new Float64Array(4).fill(1e-12),
    margin: { worst: 0, at: 0 },
    end: 0,
  };
  const rest = { paper: "", hypotheses: [], constants: {}, margin: null, verdict: "certified", notes: [] } as const;
  return { theorem: "some-theorem", promises: [promise], ...rest };
}

interface Panel {
  readonly title: string;
  readonly data: { readonly values: readonly { x: number; y: number; paint: string }[] };
  readonly encoding: { readonly y: { readonly scale: { readonly type?: string } } };
}

const panelsOf = (figure: FigureSpec) => figure.concat as readonly Panel[];
const ysOf = ({ data }: Panel, label: string) =>
  data.values.filter(({ paint }) => paint.startsWith(label)).map(({ y }) => y);

test("what is positive is drawn on a logarithmic axis, as far as it is resolved", () => {
  const [panel] = panelsOf(certificateFigure([certificateOf([4, 3, 2, 1], [4, 1, 1e-6, 1e-13])]));
  expect(panel!.title).toBe("some-theorem, distance\nvalue ≤ bound");
  expect(panel!.encoding.y.scale.type).toBe("log");
  expect(ysOf(panel!, "bound")).toEqual([4, 3, 2, 1]);
  expect(ysOf(panel!, "value")).toEqual([4, 1, 1e-6]);
});

test("what is negative is drawn without the sign; other signs on a linear axis", () => {
  const [falling] = panelsOf(certificateFigure([certificateOf([-1, -2, -3, -4], [-2, -2, -4, -5])]));
  expect(falling!.encoding.y.scale.type).toBe("log");
  expect(ysOf(falling!, "value")).toEqual([2, 2, 4, 5]);
  const [mixed] = panelsOf(certificateFigure([certificateOf([0, 0, 0, 0], [-2, -2, -4, -5])]));
  expect(mixed!.encoding.y.scale.type).toBeUndefined();
  expect(ysOf(mixed!, "value")).toEqual([-2, -2, -4, -5]);
});

test("a bound that is not finite promises nothing and is not drawn", () => {
  const [panel] = panelsOf(certificateFigure([certificateOf([Infinity, 3, 2, 1], [1, 1, 1, 1])]));
  expect(ysOf(panel!, "value")).toHaveLength(3);
});

test("without a promise the figure says so", () => {
  expect(JSON.stringify(certificateFigure([]))).toContain("No promise");
});
