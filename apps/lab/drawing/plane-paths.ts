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

/** A point of its own, told from others by its shape. */
export interface PlaneMark {
  readonly x: number;
  readonly y: number;
  readonly shape: MarkShape;
  readonly color: string;
  /** A pale rim that sets it off from a picture. */
  readonly halo?: string;
}

export type MarkShape = "ring" | "disc" | "diamond" | "cross" | "plus";

/** Where a point of the plane is on the canvas. */
export interface Place {
  x(value: number): number;
  y(value: number): number;
}

/** Draws a line with its dots. */
export function drawPath(ctx: CanvasRenderingContext2D, path: PlanePath, place: Place): void {
  const { x, y, color, width = 1.6, dash = [], alpha = 1, dot = 0, isJoined = true, halo } = path;
  const ratio = devicePixelRatio;
  ctx.globalAlpha = alpha;
  ctx.lineJoin = "round";
  if (isJoined) {
    const line = lineThrough({ x, y }, place);
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
    ctx.fill(dotsAt({ x, y }, { place, radius: dot * ratio }));
  }
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}

type Points = Pick<PlanePath, "x" | "y">;

function lineThrough({ x, y }: Points, place: Place): Path2D {
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
  return line;
}

/** Dots as one path; those that would lie on the dot before are left out. */
function dotsAt({ x, y }: Points, { place, radius }: { place: Place; radius: number }): Path2D {
  const dots = new Path2D();
  let [lastLeft, lastTop] = [Number.NaN, Number.NaN];
  for (let k = 0; k < x.length; k++) {
    const [left, top] = [place.x(x[k]!), place.y(y[k]!)];
    if (!(Math.abs(left) < farthest && Math.abs(top) < farthest)) continue;
    if (Math.abs(left - lastLeft) < 0.25 && Math.abs(top - lastTop) < 0.25) continue;
    [lastLeft, lastTop] = [left, top];
    dots.moveTo(left + radius, top);
    dots.arc(left, top, radius, 0, 2 * Math.PI);
  }
  return dots;
}

const markRadius = 5;

/** Draws a point of its own. */
export function drawMark(ctx: CanvasRenderingContext2D, { x, y, shape, color, halo }: PlaneMark, place: Place): void {
  const [left, top] = [place.x(x), place.y(y)];
  if (!(Math.abs(left) < farthest && Math.abs(top) < farthest)) return;
  const r = markRadius * devicePixelRatio;
  const outline = markOutline(shape, { left, top, r });
  ctx.lineJoin = "round";
  if (halo !== undefined) {
    ctx.strokeStyle = halo;
    ctx.lineWidth = 4.5 * devicePixelRatio;
    ctx.stroke(outline);
  }
  ctx.strokeStyle = color;
  ctx.fillStyle = color;
  ctx.lineWidth = 2 * devicePixelRatio;
  ctx.stroke(outline);
  if (shape === "disc" || shape === "diamond") ctx.fill(outline);
}

function markOutline(shape: MarkShape, { left, top, r }: { left: number; top: number; r: number }): Path2D {
  const outline = new Path2D();
  const line = (...points: readonly (readonly [number, number])[]): void => {
    for (const [k, [dx, dy]] of points.entries()) outline[k === 0 ? "moveTo" : "lineTo"](left + dx * r, top + dy * r);
  };
  if (shape === "ring") outline.arc(left, top, r, 0, 2 * Math.PI);
  else if (shape === "disc") outline.arc(left, top, 0.6 * r, 0, 2 * Math.PI);
  else if (shape === "diamond") line([0, -1], [0.9, 0], [0, 1], [-0.9, 0], [0, -1]);
  else if (shape === "cross") {
    line([-0.8, -0.8], [0.8, 0.8]);
    line([-0.8, 0.8], [0.8, -0.8]);
  } else {
    line([0, -1], [0, 1]);
    line([-1, 0], [1, 0]);
  }
  return outline;
}

const farthest = 1e6;

function clip(position: number): number {
  return Math.min(farthest, Math.max(-farthest, position));
}
