import { expect, it } from "vitest";
import { palette } from "../../../src/report/figure-spec.js";
import { labelColour } from "./line-colours.js";

/** Relative luminance of `#rrggbb` by WCAG 2. */
function luminance(colour: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const [red, green, blue] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** A colour of opacity 0.55 on a ground, as continuous curves are drawn. */
function pale(colour: string, ground: string): string {
  const mix = [1, 3, 5].map((at) => {
    const [over, below] = [colour, ground].map((each) => Number.parseInt(each.slice(at, at + 2), 16)) as [
      number,
      number,
    ];
    return Math.round(0.55 * over + 0.45 * below)
      .toString(16)
      .padStart(2, "0");
  });
  return `#${mix.join("")}`;
}

it("is that of reports on light ground, and begins anew after the last", () => {
  expect(palette.map((_, index) => labelColour(index, { isDark: false }))).toEqual([...palette]);
  expect(labelColour(palette.length, { isDark: false })).toBe(palette[0]);
});

it.each(palette.map((_, index) => labelColour(index, { isDark: true })))(
  "%s is seen on dark ground, also pale",
  (colour) => {
    expect(contrast(colour, "#1b1e22")).toBeGreaterThan(4.5);
    expect(contrast(pale(colour, "#1b1e22"), "#1b1e22")).toBeGreaterThan(2.4);
  },
);

it("no two are alike on dark ground", () => {
  expect(new Set(palette.map((_, index) => labelColour(index, { isDark: true }))).size).toBe(palette.length);
});
