import uPlot from "uplot";
import { ticksOf } from "./line-plot.js";
import type { Colours } from "./theme.svelte.js";

export type Range = readonly [from: number, to: number];

/** A picture that fills the plane: one colour a cell. */
export interface PlaneImage {
  readonly columns: number;
  readonly rows: number;
  /** RGBA, row-major from the lowest row; cells are equally wide in the coordinates of the axes. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  /** Whether neighbouring cells run into each other. Default false: cells keep their edges. */
  readonly isSmooth?: boolean;
}

/** Points in the plane, joined in their order or as dots. */
export interface PlanePath {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly color: string;
  readonly width?: number;
  readonly dash?: readonly number[];
  readonly alpha?: number;
  /** Radius of a dot at each point, in CSS pixels; default none. */
  readonly dot?: number;
  /** Whether points are joined. Default true. */
  readonly isJoined?: boolean;
  /** A pale line below that sets it off from a picture. */
  readonly halo?: string;
}

/** What is in the plane. */
export interface PlaneContent {
  readonly x: Range;
  readonly y: Range;
  readonly image?: PlaneImage;
  /** In the order they are drawn. */
  readonly paths: readonly PlanePath[];
}

export interface PlanePlotOptions {
  readonly colours: Colours;
  readonly height: number;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly xScale?: "linear" | "log";
  readonly yScale?: "linear" | "log";
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
      content = next;
      plot.setData(dataOf(content, { scaleX }));
    },
    resize() {
      if (width() !== plot.width) plot.setSize({ width: width(), height });
    },
    destroy: () => plot.destroy(),
  };
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
  const { colours, height, xTitle, yTitle, xScale, yScale } = options;
  const font = "12px system-ui, sans-serif";
  const axis = {
    stroke: colours.muted,
    grid: { stroke: colours.grid, width: 1 },
    ticks: { stroke: colours.grid },
    font,
    labelFont: font,
  };
  return {
    height,
    legend: { show: false },
    padding: [10, 14, 0, 0],
    cursor: { drag: { x: false, y: false, setScale: false }, points: { show: false } },
    series: [{}, { label: yTitle, points: { show: false } }],
    axes: [
      { ...axis, ...ticksOf(xScale), label: xTitle, labelSize: 22, size: 30 },
      { ...axis, ...ticksOf(yScale), label: yTitle, labelSize: 20, size: 58 },
    ],
  };
}

type Draw = (plot: uPlot, content: PlaneContent) => void;

function createDrawing({ scaleX, scaleY }: { readonly scaleX: Scale; readonly scaleY: Scale }): Draw {
  let painted: { readonly image: PlaneImage; readonly canvas: HTMLCanvasElement } | null = null;
  const place = (plot: uPlot) => ({
    x: (value: number) => plot.valToPos(scaleX.to(value), "x", true),
    y: (value: number) => plot.valToPos(scaleY.to(value), "y", true),
  });
  return (plot, { image, paths }) => {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    if (image !== undefined) {
      if (painted?.image !== image) painted = { image, canvas: paint(image) };
      ctx.imageSmoothingEnabled = image.isSmooth === true;
      ctx.drawImage(painted.canvas, bbox.left, bbox.top, bbox.width, bbox.height);
    }
    for (const path of paths) drawPath(ctx, path, place(plot));
    ctx.restore();
  };
}

/** A canvas of one pixel a cell, turned over: canvases begin at the top. */
function paint({ columns, rows, pixels }: PlaneImage): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [columns, rows];
  const turned = new Uint8ClampedArray(pixels.length);
  const length = 4 * columns;
  for (let row = 0; row < rows; row++) {
    turned.set(pixels.subarray(row * length, (row + 1) * length), (rows - 1 - row) * length);
  }
  canvas.getContext("2d")!.putImageData(new ImageData(turned, columns, rows), 0, 0);
  return canvas;
}

interface Place {
  x(value: number): number;
  y(value: number): number;
}

function drawPath(ctx: CanvasRenderingContext2D, path: PlanePath, place: Place): void {
  const { x, y, color, width = 1.6, dash = [], alpha = 1, dot = 0, isJoined = true, halo } = path;
  const ratio = devicePixelRatio;
  ctx.globalAlpha = alpha;
  ctx.lineJoin = "round";
  if (isJoined) {
    const line = new Path2D();
    let isDown = false;
    for (let k = 0; k < x.length; k++) {
      const [left, top] = [place.x(x[k]!), place.y(y[k]!)];
      if (!(Number.isFinite(left) && Number.isFinite(top))) {
        isDown = false;
        continue;
      }
      // what is far outside would be lost to the precision of the canvas
      const [cx, cy] = [clip(left), clip(top)];
      if (isDown) line.lineTo(cx, cy);
      else line.moveTo(cx, cy);
      isDown = true;
    }
    if (halo !== undefined) {
      ctx.setLineDash([]);
      ctx.strokeStyle = halo;
      ctx.lineWidth = (width + 2) * ratio;
      ctx.stroke(line);
    }
    ctx.setLineDash(dash.map((each) => each * ratio));
    ctx.strokeStyle = color;
    ctx.lineWidth = width * ratio;
    ctx.stroke(line);
  }
  if (dot > 0) {
    ctx.fillStyle = color;
    for (let k = 0; k < x.length; k++) {
      const [left, top] = [place.x(x[k]!), place.y(y[k]!)];
      if (!(Math.abs(left) < farthest && Math.abs(top) < farthest)) continue;
      ctx.beginPath();
      ctx.arc(left, top, dot * ratio, 0, 2 * Math.PI);
      ctx.fill();
    }
  }
  ctx.globalAlpha = 1;
}

const farthest = 1e6;

function clip(position: number): number {
  return Math.min(farthest, Math.max(-farthest, position));
}
