import { expect, it } from "vitest";
import { palette } from "../../../src/report/figure-spec.js";
import { contrast } from "./contrast.js";
import { curveColour, labelColour, lineColour } from "./line-colours.js";

const grounds = {
  light: { isDark: false, scale: 1, text: "#1c1e21", muted: "#565d65", grid: "#e6e8ea", surface: "#ffffff" },
  dark: { isDark: true, scale: 1, text: "#e8e8e8", muted: "#a5abb2", grid: "#33383e", surface: "#1b1e22" },
} as const;

it("is that of reports on light ground, and begins anew after the last", () => {
  expect(palette.map((_, index) => labelColour(index, { isDark: false }))).toEqual([...palette]);
  expect(labelColour(palette.length, { isDark: false })).toBe(palette[0]);
});

it.each(palette.map((_, index) => labelColour(index, { isDark: true })))("%s is seen on dark ground", (colour) => {
  expect(contrast(colour, "#1b1e22")).toBeGreaterThan(4.5);
});

it.each(Object.values(grounds))("curves of all colours are seen on ground $surface, and are told apart", (ground) => {
  const curves = palette.map((_, index) => curveColour(labelColour(index, ground), ground));
  for (const curve of curves) expect(contrast(curve, ground.surface)).toBeGreaterThanOrEqual(3);
  expect(new Set(curves).size).toBe(palette.length);
});

it("is one colour for a label in all charts, and none for a label without a place", () => {
  const labels = ["algorithm", "", "equation"];
  const options = { labels, colours: grounds.light };
  expect(lineColour({ label: "equation", kind: "discrete" }, options)).toBe(palette[2]);
  expect(lineColour({ label: "loss", kind: "fitted", color: "#333333" }, options)).toBe("#333333");
  expect(() => lineColour({ label: "equation x", kind: "continuous" }, options)).toThrow(
    "its label must be one of algorithm, equation: current value is equation x",
  );
});

it("no two are alike on dark ground", () => {
  expect(new Set(palette.map((_, index) => labelColour(index, { isDark: true }))).size).toBe(palette.length);
});
