import { viridisStops } from "../../../src/report/viridis.js";

export { type Rgb, rgbOf, viridis } from "../../../src/report/viridis.js";

/** The scale as a CSS gradient from left to right. */
export const viridisGradient = `linear-gradient(to right, ${viridisStops.map((code) => `#${code.toString(16).padStart(6, "0")}`).join(", ")})`;
