/**
 * Where a function that is positive at `left` and not at `right` stops being so, to the last digit.
 *
 * Inverse quadratic interpolation where it is safe, bisection where not; of the two neighbours between which the sign
 * changes, the one with the smaller value. A function may jump.
 *
 * @see T. R. Chandrupatla, A new hybrid quadratic/bisection algorithm for finding the zero of a nonlinear function
 *   without using derivatives, Adv. Eng. Software 28 (1997).
 */
export function findCrossing(
  value: (t: number) => number,
  { left, right }: { readonly left: number; readonly right: number },
): number {
  // a is the newest end of the bracket, b the other, c the one before
  let [a, b, c] = [right, left, left];
  let [fa, fb] = [value(right), value(left)];
  let fc = fb;
  if (isFirstZero(value, right, fa)) return right;
  // the zero of the chord
  let part = fa < 0 && fb - fa < Infinity ? fa / (fa - fb) : 0.5;
  for (;;) {
    // at least to the next number that there is
    const least = (Number.EPSILON * Math.abs(a) + Number.MIN_VALUE) / Math.abs(b - a);
    const t = a + (least < 0.5 ? Math.min(1 - least, Math.max(least, part)) : 0.5) * (b - a);
    const best = Math.abs(fa) < Math.abs(fb) || !(fb < Infinity) ? a : b;
    if (t === a || t === b) return best;
    const f = value(t);
    if (isFirstZero(value, t, f)) return t;
    if (f > 0 === fa > 0) [c, fc] = [a, fa];
    else [c, fc, b, fb] = [b, fb, a, fa];
    [a, fa] = [t, f];
    part = interpolate([a, b, c], [fa, fb, fc]);
  }
}

/** The first zero of a stretch of them has something positive before it. */
function isFirstZero(value: (t: number) => number, t: number, f: number): boolean {
  return f === 0 && value(t - Math.abs(t) * Number.EPSILON) > 0;
}

/** The share of the way from a to b at which the inverse quadratic through three points has its zero, where it may be trusted. */
function interpolate([a, b, c]: readonly number[], [fa, fb, fc]: readonly number[]): number {
  const xi = (a! - b!) / (c! - b!);
  const phi = (fa! - fb!) / (fc! - fb!);
  if (!(phi * phi < xi && (1 - phi) ** 2 < 1 - xi)) return 0.5;
  const part =
    (fa! / (fb! - fa!)) * (fc! / (fb! - fc!)) + (((c! - a!) / (b! - a!)) * (fa! / (fc! - fa!)) * fb!) / (fc! - fb!);
  return Number.isFinite(part) ? part : 0.5;
}
