import { dot, type Random } from "../numeric/index.js";

/** Writes a unit vector of uniform direction into `out`: a normal vector divided by its length; ±1 in one dimension. */
export function drawDirection(random: Random, out: Float64Array): void {
  let length = 0;
  // a normal vector is 0 once in 2⁵³ draws or more
  while (!(length > 0)) {
    for (let k = 0; k < out.length; k++) out[k] = random.normal();
    length = Math.sqrt(dot(out, out));
  }
  for (let k = 0; k < out.length; k++) out[k]! /= length;
}
