/** Losses beyond this share at either end do not stretch the colour scale. */
const outlying = 0.01;

/**
 * Ends of the colour scale of a map of losses: finite ones without the outermost hundredth on both sides.
 *
 * @example
 * lossDomain(Float64Array.of(-3, 1, -Infinity)); // [-3, 1]
 */
export function lossDomain(losses: Float64Array): readonly [number, number] {
  const finite = losses.filter(Number.isFinite).sort();
  if (finite.length === 0) return [0, 1];
  const [low, high] = [outlying, 1 - outlying].map((share) => finite[Math.round(share * (finite.length - 1))]!);
  return low! < high! ? [low!, high!] : [low! - 0.5, low! + 0.5];
}
