import type { SlidingGradient } from "./sliding-gradient.js";

/** What a velocity is asked for. */
export interface VelocityProblem {
  /** Derivative H of the gradient, symmetric, row-major n × n. */
  readonly hessian: Float64Array;
  /** Speeds, length n: those outside the surfaces are given, those on them are replaced. */
  readonly velocity: Float64Array;
  /** Coordinates i with gᵢ = 0, ascending. */
  readonly surface: readonly number[];
  /** Those of them that must slide where they can, though their speed may be ±1. */
  readonly held: ReadonlySet<number>;
  /** Of whose gradient H is the derivative: how well it is known, and how its parts are factorised. */
  readonly field: Pick<SlidingGradient, "precision" | "factor">;
}

/** Sliding speeds this near to ±1 are ±1. */
const EDGE = 1e-12;

/**
 * The velocity u of the flow u ∈ −Sgn(g) at a point where gᵢ = 0 for i in Z, in the sense of Filippov.
 *
 * With w = H u, the rate at which g changes: uᵢ = −1 where wᵢ > 0, +1 where wᵢ < 0, and between them where wᵢ = 0. These
 * are the conditions for a minimum of ½uᵀHu over the box |uᵢ| ≤ 1, i in Z. Where there is more than one, u is found by
 * descent from u_Z = 0, so that what can stay stays; of equal minima the shortest is taken if it lies in the box.
 *
 * @returns the coordinates that slide, ascending; null if the search does not end.
 * @see A. F. Filippov, Differential Equations with Discontinuous Righthand Sides, 1988; docs/theory/sliding.md.
 */
export function slidingVelocity(problem: VelocityProblem): number[] | null {
  const box = createBox(problem);
  const { k, M, c, sizes, u } = box;
  const { surface, velocity, held, field } = problem;
  if (c.every((value, a) => Math.abs(value) <= sizes[a]!)) u.fill(0);
  else {
    const factors = field.factor(M, k);
    const whole = c.map((value) => -value);
    if (factors.isDefinite) factors.solve(whole);
    if (factors.isDefinite && whole.every((value) => Math.abs(value) < 1 - EDGE)) u.set(whole);
    else {
      // a single minimum is found from anywhere: what has slid so far goes on as it did, as nearly as can be
      if (factors.isDefinite) proceed(box, velocity, surface);
      if (!descend(box, field)) return null;
    }
  }
  const w = rates(box);
  const flat = [...w.keys()].filter((a) => Math.abs(w[a]!) <= sizes[a]! || Math.abs(u[a]!) < 1 - EDGE);
  shorten(box, flat, field);
  const sliding = flat.filter((a) => Math.abs(u[a]!) < 1 - EDGE || held.has(surface[a]!));
  for (let a = 0; a < k; a++) {
    velocity[surface[a]!] = 1 - Math.abs(u[a]!) <= EDGE && !sliding.includes(a) ? Math.sign(u[a]!) : u[a]!;
  }
  return sliding.map((a) => surface[a]!);
}

/** The minimum of ½uᵀMu + cᵀu over |u_a| ≤ 1. */
interface Box {
  readonly k: number;
  readonly M: Float64Array;
  readonly c: Float64Array;
  /** Rates of change below which nothing is known of them. */
  readonly sizes: Float64Array;
  readonly u: Float64Array;
  /** Coordinates that have been released: F, with w_F = 0. */
  readonly free: number[];
}

function createBox({ hessian, velocity, surface, field }: VelocityProblem): Box {
  const [n, k] = [velocity.length, surface.length];
  const M = new Float64Array(k * k);
  const [c, sizes] = [new Float64Array(k), new Float64Array(k)];
  const isInside = new Uint8Array(n);
  for (const i of surface) isInside[i] = 1;
  surface.forEach((i, a) => {
    surface.forEach((j, b) => {
      M[a * k + b] = hessian[i * n + j]!;
    });
    for (let j = 0; j < n; j++) {
      if (!isInside[j]) c[a]! += hessian[i * n + j]! * velocity[j]!;
      sizes[a]! += 10 * field.precision * Math.abs(hessian[i * n + j]!);
    }
  });
  return { k, M, c, sizes, u: new Float64Array(k), free: [] };
}

function rates({ k, M, c, u }: Box): Float64Array {
  const w = c.slice();
  for (let a = 0; a < k; a++) for (let b = 0; b < k; b++) w[a]! += M[a * k + b]! * u[b]!;
  return w;
}

/** Starts from the speeds until now: what slides then is free. */
function proceed(box: Box, velocity: Float64Array, surface: readonly number[]): void {
  const { k, u, sizes, free } = box;
  for (let a = 0; a < k; a++) u[a] = Math.max(-1, Math.min(1, velocity[surface[a]!]!));
  const w = rates(box);
  for (let a = 0; a < k; a++) if (Math.abs(u[a]!) < 1 - EDGE && Math.abs(w[a]!) <= sizes[a]!) free.push(a);
}

/**
 * Descends by releasing one coordinate after the other. Released coordinates F always have w_F = 0 and a
 * positive definite M_FF, so each stretch is a line on which the value falls, and no matrix need be definite as a whole.
 */
function descend(box: Box, { precision, factor }: VelocityProblem["field"]): boolean {
  const { k, M, sizes, u, free } = box;
  for (let step = 0; step < 100 + 20 * k; step++) {
    const w = rates(box);
    const i = mostWrong(box, w, free);
    if (i < 0) return true;
    const d = Float64Array.from(free, (a) => M[a * k + i]! * Math.sign(w[i]!));
    if (free.length > 0) factor(submatrix(M, k, free), free.length).solve(d);
    let curvature = M[i * k + i]!;
    for (const [m, a] of free.entries()) curvature -= M[i * k + a]! * d[m]! * Math.sign(w[i]!);
    const isConvex = curvature > precision * Math.abs(M[i * k + i]!) && curvature > sizes[i]! / 10;
    let length = isConvex ? Math.abs(w[i]!) / curvature : Infinity;
    let blocked = -1;
    const moved = [...free, i];
    const direction = [...d, -Math.sign(w[i]!)];
    for (const [m, a] of moved.entries()) {
      const room = (direction[m]! > 0 ? 1 - u[a]! : 1 + u[a]!) / Math.abs(direction[m]!);
      if (room < length) [length, blocked] = [Math.max(0, room), m];
    }
    for (const [m, a] of moved.entries()) u[a] = Math.max(-1, Math.min(1, u[a]! + length * direction[m]!));
    if (blocked < 0) free.push(i);
    else {
      u[moved[blocked]!] = Math.sign(direction[blocked]!);
      if (blocked < free.length) free.splice(blocked, 1);
    }
  }
  return false;
}

/** The coordinate whose rate most contradicts its speed; −1 if none does. */
function mostWrong({ k, sizes, u }: Box, w: Float64Array, free: readonly number[]): number {
  let [worst, index] = [1, -1];
  for (let a = 0; a < k; a++) {
    const isWrong = w[a]! > 0 ? u[a]! > -1 : u[a]! < 1;
    const size = sizes[a]! > 0 ? Math.abs(w[a]!) / sizes[a]! : 0;
    if (isWrong && size > worst && !free.includes(a)) [worst, index] = [size, a];
  }
  return index;
}

/** Replaces the speeds of `flat` (w = 0) by the shortest with the same rates, unless they leave the box. */
function shorten({ k, M, c, u }: Box, flat: readonly number[], { factor }: VelocityProblem["field"]): void {
  const rhs = Float64Array.from(flat, (a) => {
    let sum = -c[a]!;
    for (let b = 0; b < k; b++) if (!flat.includes(b)) sum -= M[a * k + b]! * u[b]!;
    return sum;
  });
  factor(submatrix(M, k, flat), flat.length).solve(rhs);
  if (!rhs.every((value) => Math.abs(value) <= 1 + EDGE)) return;
  flat.forEach((a, m) => {
    u[a] = rhs[m]!;
  });
}

function submatrix(M: Float64Array, k: number, rows: readonly number[]): Float64Array {
  return Float64Array.from({ length: rows.length ** 2 }, (_, m) => {
    return M[rows[Math.floor(m / rows.length)]! * k + rows[m % rows.length]!]!;
  });
}
