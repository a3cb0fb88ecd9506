/** Kendall's rank correlation of a series with time. */
export function kendall(values: Float64Array): number {
  let [sum, pairs] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    for (let j = i + 1; j < values.length; j++) {
      sum += Math.sign(values[j]! - values[i]!);
      pairs++;
    }
  }
  return pairs === 0 ? 0 : sum / pairs;
}
