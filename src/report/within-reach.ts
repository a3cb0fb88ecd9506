/** Lengths of an axis that a line can go beyond its ends. */
const reach = 100;

/**
 * A coordinate that a drawing can be made of: what is far outside the axis, where nothing is seen, is moved nearer, as
 * coordinates such as 1e300 cannot be drawn. What is not finite stays so.
 */
export function withinReach(value: number, range?: readonly [from: number, to: number]): number {
  if (range === undefined || !Number.isFinite(value)) return value;
  const room = reach * (range[1] - range[0]);
  return Math.min(range[1] + room, Math.max(range[0] - room, value));
}
