import type uPlot from "uplot";
import type { Colours } from "./theme.svelte.js";

/** A stretch or moment of the x axis that is marked. */
export interface PlotMark {
  readonly from: number;
  /** Absent: a line at `from`. */
  readonly to?: number;
  readonly label: string;
  readonly color: string;
}

/** Shades stretches, and draws the lines that moments are. */
export function drawMarks(plot: uPlot, marks: readonly PlotMark[]): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const { from, to, color } of marks) {
    const left = plot.valToPos(from, "x", true);
    const right = to === undefined ? left : plot.valToPos(to, "x", true);
    ctx.globalAlpha = to === undefined ? 1 : 0.16;
    ctx.fillStyle = color;
    ctx.fillRect(left, bbox.top, Math.max(right - left, devicePixelRatio * 1.5), bbox.height);
  }
  ctx.restore();
}

/** Words beside the lines that marks are, each in a row of its own. */
export function drawMarkLabels({ ctx, bbox, valToPos }: uPlot, marks: readonly PlotMark[], colours: Colours): void {
  const ratio = devicePixelRatio * colours.scale;
  ctx.save();
  ctx.font = `${12 * ratio}px system-ui, sans-serif`;
  ctx.textBaseline = "top";
  ctx.textAlign = "left";
  let top = bbox.top + 3 * ratio;
  for (const { from, to, label, color } of marks) {
    if (to !== undefined || label === "") continue;
    const width = ctx.measureText(label).width;
    const place = valToPos(from, "x", true);
    const room = bbox.left + bbox.width - place;
    const left = Math.max(bbox.left, room > width + 8 * ratio ? place + 5 * ratio : place - width - 5 * ratio);
    ctx.globalAlpha = 0.85;
    ctx.fillStyle = colours.surface;
    ctx.fillRect(left - 2 * ratio, top - ratio, width + 4 * ratio, 15 * ratio);
    ctx.globalAlpha = 1;
    ctx.fillStyle = color;
    ctx.fillText(label, left, top);
    top += 16 * ratio;
  }
  ctx.restore();
}
