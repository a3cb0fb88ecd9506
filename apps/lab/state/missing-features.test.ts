import { expect, it } from "vitest";
import { canRunNetworks, missingFeatures } from "./missing-features.js";

it("names what a browser lacks", () => {
  expect(missingFeatures({ Worker: 1, ResizeObserver: 1, IntersectionObserver: 1 })).toEqual([]);
  expect(missingFeatures({ ResizeObserver: 1, IntersectionObserver: 1 }).join()).toContain("Web Workers");
  expect(missingFeatures({})).toHaveLength(3);
});

it("asks for WebAssembly only where networks are evaluated", () => {
  expect(canRunNetworks({ WebAssembly: 1 })).toBe(true);
  expect(canRunNetworks({})).toBe(false);
});
