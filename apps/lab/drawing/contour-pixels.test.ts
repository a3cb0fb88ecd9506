import { describe, expect, it } from "vitest";
import { edgeOfBand, noBand } from "../jobs/contour-bands.js";
import { bandColours, contourPixels } from "./contour-pixels.js";

describe("contourPixels", () => {
  it("has the colour of its band at each pixel, and none where there is no number", () => {
    const bands = Uint8Array.of(0, 2, 1 + edgeOfBand, noBand);
    const contour = { columns: 2, rows: 2, bands, levels: Float64Array.of(0, 1), base: 0 };
    for (const isDark of [false, true]) {
      const { pixels } = contourPixels(contour, { isDark });
      const colours = bandColours(3, isDark);
      expect(Array.from(pixels.subarray(4, 8))).toEqual([...colours[2]!, 255]);
      expect(Array.from(pixels.subarray(8, 12))).toEqual([...colours[1 + edgeOfBand]!, 255]);
      expect(pixels[15]).toBe(0);
    }
  });

  it("is lighter the higher the band, and told from its edge", () => {
    const lightness = ([r, g, b]: readonly number[]) => 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
    const colours = bandColours(12, false);
    for (let band = 1; band < 12; band++) {
      expect(lightness(colours[band]!)).toBeGreaterThan(lightness(colours[band - 1]!));
      expect(lightness(colours[band]!)).toBeGreaterThan(lightness(colours[band + edgeOfBand]!));
    }
  });
});
