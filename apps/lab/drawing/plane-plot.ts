import uPlot from "uplot";
import { type Box, createImageDrawing, type PlaneImage, type Range } from "./plane-image.js";
import { drawMark, drawPath, type Place, type PlaneMark, type PlanePath } from "./plane-paths.js";
import { plotAxes } from "./plot-axes.js";
import type { Colours } from "./theme.svelte.js";

export type { PlaneImage } from "./plane-image.js";
export type { MarkShape, PlaneMark, PlanePath } from "./plane-paths.js";

/** What is in the plane. */
export interface PlaneContent {
  readonly x: Range;
  readonly y: Range;
  readonly image?: PlaneImage;
  /** In the order they are drawn. */
  readonly paths: readonly PlanePath[];
  /** On top of all paths. */
  readonly marks?: readonly PlaneMark[];
}

export interface PlanePlotOptions {
  readonly colours: Colours;
  readonly height: number;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly xScale?: "linear" | "log";
  readonly yScale?: "linear" | "log";
  /** Whether lines go through the plane from tick to tick; they would hide cells. Default true. */
  readonly hasGrid?: boolean;
  readonly onClick?: (x: number, y: number) => void;
  /** Told the point under the pointer; null when it leaves. */
  readonly onHover?: (point: { readonly x: number; readonly y: number } | null) => void;
}

/** A plane with axes: pictures, paths and dots. */
export interface PlanePlot {
  update(content: PlaneContent): void;
  resize(): void;
  destroy(): void;
}

/** Axes, pointer and scales are uPlot's; what is in the plane is drawn here. */
export function createPlanePlot(target: HTMLElement, first: PlaneContent, options: PlanePlotOptions): PlanePlot {
  let content = first;
  const { height, onClick, onHover } = options;
  const scaleX = scaleOf(options.xScale);
  const scaleY = scaleOf(options.yScale);
  const width = () => Math.max(160, Math.floor(target.clientWidth));
  const draw = createDrawing({ scaleX, scaleY });
  const plot = new uPlot(
    {
      ...plotOptions(options),
      width: width(),
      scales: {
        x: { time: false, range: () => [scaleX.to(content.x[0]), scaleX.to(content.x[1])] },
        y: { range: () => [scaleY.to(content.y[0]), scaleY.to(content.y[1])] },
      },
      hooks: {
        drawClear: [(self) => draw(self, content)],
        setCursor: [
          ({ cursor: { left = -1, top = -1 }, posToVal }) => {
            const point = { x: scaleX.from(posToVal(left, "x")), y: scaleY.from(posToVal(top, "y")) };
            onHover?.(left < 0 || top < 0 ? null : point);
          },
        ],
      },
    },
    dataOf(content, { scaleX }),
    target,
  );
  plot.over.addEventListener("click", () => {
    const { left = -1, top = -1 } = plot.cursor;
    if (left >= 0 && top >= 0) onClick?.(scaleX.from(plot.posToVal(left, "x")), scaleY.from(plot.posToVal(top, "y")));
  });
  if (onClick) plot.over.style.cursor = "pointer";
  return {
    update(next) {
      const isSameWindow = isSame(content.x, next.x) && isSame(content.y, next.y);
      content = next;
      if (isSameWindow) plot.redraw(false, false);
      else plot.setData(dataOf(content, { scaleX }));
    },
    resize() {
      if (width() !== plot.width) plot.setSize({ width: width(), height });
    },
    destroy: () => plot.destroy(),
  };
}

function isSame(one: Range, other: Range): boolean {
  return one[0] === other[0] && one[1] === other[1];
}

interface Scale {
  to(value: number): number;
  from(place: number): number;
}

/** Positions on a logarithmic axis are decimal logarithms. */
function scaleOf(kind: "linear" | "log" = "linear"): Scale {
  if (kind === "log") return { to: Math.log10, from: (place) => 10 ** place };
  return { to: (value) => value, from: (place) => place };
}

/** uPlot sets scales by data: the two ends. */
function dataOf({ x }: PlaneContent, { scaleX }: { scaleX: Scale }): uPlot.AlignedData {
  return [
    [scaleX.to(x[0]), scaleX.to(x[1])],
    [null, null],
  ];
}

function plotOptions(options: PlanePlotOptions): Omit<uPlot.Options, "width" | "scales" | "hooks"> {
  const { colours, height, xTitle, yTitle, xScale, yScale, hasGrid = true } = options;
  return {
    height,
    legend: { show: false },
    padding: [10, 18 * colours.scale, 0, 0],
    cursor: { drag: { x: false, y: false, setScale: false }, points: { show: false } },
    series: [{}, { label: yTitle, points: { show: false } }],
    axes: plotAxes({ colours, x: { title: xTitle, scale: xScale }, y: { title: yTitle, scale: yScale }, hasGrid }),
  };
}

type Draw = (plot: uPlot, content: PlaneContent) => void;

function createDrawing({ scaleX, scaleY }: { readonly scaleX: Scale; readonly scaleY: Scale }): Draw {
  const drawImage = createImageDrawing();
  const place = (plot: uPlot) => ({
    x: (value: number) => plot.valToPos(scaleX.to(value), "x", true),
    y: (value: number) => plot.valToPos(scaleY.to(value), "y", true),
  });
  return (plot, { image, paths, marks = [] }) => {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    if (image !== undefined) {
      drawImage(ctx, image, { box: bbox, frame: frameOf(image, plot, place(plot)) });
    }
    for (const path of paths) drawPath(ctx, path, place(plot));
    for (const mark of marks) drawMark(ctx, mark, place(plot));
    ctx.restore();
  };
}

/** Where an image is on the canvas. */
function frameOf({ x, y }: PlaneImage, { bbox }: uPlot, place: Place): Box {
  const [left, right] = x ? [place.x(x[0]), place.x(x[1])] : [bbox.left, bbox.left + bbox.width];
  const [bottom, top] = y ? [place.y(y[0]), place.y(y[1])] : [bbox.top + bbox.height, bbox.top];
  return { left, top, width: right - left, height: bottom - top };
}
