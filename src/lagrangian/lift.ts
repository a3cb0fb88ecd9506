import { zeros } from "../numeric/index.js";
import { addIntegral, type PathGrid } from "./path-grid.js";

/** From `p = (α/2)θ″ + θ′` at the nodes to θ and θ′ there; matrices are row-major nodes × nodes. */
export interface Lift {
  /** θ of p, with both ends at 0. */
  readonly place: Float64Array;
  /** θ′ of p, with both ends at 0. */
  readonly speed: Float64Array;
  /** The path of p = 0 from 0 to 1: `(1 − e^(−2t/α))/(1 − e^(−2T/α))`. */
  readonly share: Float64Array;
  /** Its derivative. */
  readonly shareSpeed: Float64Array;
}

/**
 * Green's function of mass and friction with fixed ends, by product integration.
 *
 * `G(t, s) = −φ(t) φ(T − s)/φ(T)` for t < s and `−e^(−2(t − s)/α) φ(s) φ(T − t)/φ(T)` for s < t, φ(x) = 1 − e^(−2x/α): every
 * exponent is a lag, and nothing cancels.
 */
export function createLift(grid: PathGrid): Lift {
  const { times, until, lr } = grid;
  const count = times.length;
  const [place, speed] = [zeros(count * count), zeros(count * count)];
  const phi = (x: number) => -Math.expm1((-2 * x) / lr);
  const fade = (x: number) => Math.exp((-2 * x) / lr);
  const whole = phi(until);
  for (let n = 0; n < count; n++) {
    const t = times[n]!;
    const [past, future] = [
      { from: 0, to: t },
      { from: t, to: until },
    ] as const;
    const placeRow = place.subarray(n * count, (n + 1) * count);
    const speedRow = speed.subarray(n * count, (n + 1) * count);
    addIntegral(grid, { ...past, weight: (s) => (-fade(t - s) * phi(s) * phi(until - t)) / whole }, placeRow);
    addIntegral(grid, { ...future, weight: (s) => (-phi(t) * phi(until - s)) / whole }, placeRow);
    addIntegral(grid, { ...past, weight: (s) => ((2 / lr) * fade(t - s) * phi(s)) / whole }, speedRow);
    addIntegral(grid, { ...future, weight: (s) => ((-2 / lr) * fade(t) * phi(until - s)) / whole }, speedRow);
  }
  return {
    place,
    speed,
    share: times.map((t) => phi(t) / whole),
    shareSpeed: times.map((t) => ((2 / lr) * fade(t)) / whole),
  };
}
