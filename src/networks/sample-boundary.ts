import { createRandom, type Random } from "../numeric/index.js";
import { checkDomain } from "./check-domain.js";
import { drawDirection } from "./draw-direction.js";
import { checkCount, type PointOptions } from "./sample-interior.js";
import { streams } from "./streams.js";
import type { Domain } from "./task.js";

type Box = Extract<Domain, { readonly kind: "box" }>;

/**
 * Points drawn uniformly from the boundary of a domain: `count × dimension` numbers, a row for each point.
 *
 * A face of a box is chosen as often as its area says; in one dimension both ends are equally likely.
 *
 * @throws {RangeError} if the domain is none, or `count` or `seed` out of its range.
 * @example
 * sampleBoundary({ kind: "ball", center: [1], radius: 0.5 }, { count: 4, seed: 1 }).every((x) => x === 0.5 || x === 1.5); // true
 */
export function sampleBoundary(domain: Domain, { count, seed, stream = streams.boundary }: PointOptions): Float64Array {
  const dimension = checkDomain(domain);
  checkCount(count);
  const random = createRandom(seed, stream);
  const points = new Float64Array(count * dimension);
  const chooseAxis = domain.kind === "box" ? axisChooser(domain) : null;
  for (let start = 0; start < points.length; start += dimension) {
    const point = points.subarray(start, start + dimension);
    if (domain.kind === "ball") {
      drawDirection(random, point);
      for (let k = 0; k < dimension; k++) point[k] = domain.center[k]! + domain.radius * point[k]!;
    } else drawOnFace(domain, { axis: chooseAxis!(random), random, out: point });
  }
  return points;
}

/** The axis that is normal to the face: an area is the volume divided by the length along that axis. */
function axisChooser({ lower, upper }: Box): (random: Random) => number {
  const lengths = lower.map((low, k) => upper[k]! - low);
  const shortest = Math.min(...lengths);
  const areas = lengths.map((length) => shortest / length);
  const total = areas.reduce((sum, area) => sum + area, 0);
  return (random) => {
    let rest = total * random.uniform();
    const axis = areas.findIndex((area) => {
      rest -= area;
      return rest < 0;
    });
    // rounding may leave a rest behind the last area
    return axis < 0 ? areas.length - 1 : axis;
  };
}

interface FaceDrawing {
  readonly axis: number;
  readonly random: Random;
  readonly out: Float64Array;
}

function drawOnFace({ lower, upper }: Box, { axis, random, out }: FaceDrawing): void {
  for (let k = 0; k < out.length; k++) {
    const share = random.uniform();
    const side = share < 0.5 ? lower[k]! : upper[k]!;
    out[k] = k === axis ? side : (1 - share) * lower[k]! + share * upper[k]!;
  }
}
