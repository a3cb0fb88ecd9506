export { svgToPng } from "./png.js";
export { renderSvg } from "./svg.js";
