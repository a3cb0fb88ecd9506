export type Range = readonly [from: number, to: number];

/** A picture in the plane: one colour a cell. */
export interface PlaneImage {
  /** Where its edges are; default: it fills the plane. */
  readonly x?: Range;
  readonly y?: Range;
  readonly columns: number;
  readonly rows: number;
  /** RGBA, row-major from the lowest row; cells are equally wide in the coordinates of the axes. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  /** Whether neighbouring cells run into each other. Default false: cells keep their edges. */
  readonly isSmooth?: boolean;
}

/** A rectangle of a canvas, in its pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Draws an image into `frame`, of which `box` is seen. */
type DrawImage = (
  ctx: CanvasRenderingContext2D,
  image: PlaneImage,
  places: { readonly box: Box; readonly frame: Box },
) => void;

/**
 * Creates what draws the image of a plane.
 *
 * Scaling costs more than all that moves on top of an image, so one that fills the plane is scaled once. One that does not
 * waits for the picture of another window: it could be of any size, and is scaled as it is drawn.
 */
export function createImageDrawing(): DrawImage {
  let painted: { readonly image: PlaneImage; readonly canvas: HTMLCanvasElement } | null = null;
  let fitted: HTMLCanvasElement | null = null;
  return (ctx, image, { box, frame }) => {
    if (painted?.image.pixels !== image.pixels) [painted, fitted] = [{ image, canvas: paint(image) }, null];
    ctx.imageSmoothingEnabled = image.isSmooth === true;
    if (!isFilled(box, frame)) {
      ctx.drawImage(painted!.canvas, frame.left, frame.top, frame.width, frame.height);
      return;
    }
    const [width, height] = [Math.max(1, Math.round(box.width)), Math.max(1, Math.round(box.height))];
    if (fitted?.width !== width || fitted.height !== height) {
      fitted = document.createElement("canvas");
      [fitted.width, fitted.height] = [width, height];
      const own = fitted.getContext("2d")!;
      own.imageSmoothingEnabled = image.isSmooth === true;
      own.drawImage(painted!.canvas, 0, 0, width, height);
    }
    ctx.drawImage(fitted, Math.round(box.left), Math.round(box.top));
  };
}

function isFilled(box: Box, frame: Box): boolean {
  return (["left", "top", "width", "height"] as const).every((side) => Math.abs(box[side] - frame[side]) < 1);
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
