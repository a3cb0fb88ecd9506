/** h times the largest rate beyond which the explicit method is not stable. */
const STABLE = 6.1;
/** So many unstable steps, not interrupted by so many stable ones in a row, are stiffness. */
const UNSTABLE_STEPS = 15;
const STABLE_STEPS = 6;

/**
 * Creates a watch over h times the rate of an equation, step by step; it returns true as long as steps are held back by
 * stability alone.
 *
 * @see E. Hairer, G. Wanner, Solving Ordinary Differential Equations II, section IV.2.
 */
export function createStiffnessWatch(): (rate: number) => boolean {
  let [unstable, stable] = [0, 0];
  return (rate) => {
    if (rate > STABLE) {
      unstable++;
      stable = 0;
    } else if (++stable >= STABLE_STEPS) unstable = 0;
    return unstable >= UNSTABLE_STEPS;
  };
}
