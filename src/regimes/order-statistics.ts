/**
 * The k-th smallest of the first `count` numbers of `values`, which are reordered: O(count) on average.
 *
 * @see C. A. R. Hoare, Algorithm 65: find, Commun. ACM 4 (1961).
 */
export function selectSmallest(values: Float64Array, k: number, count: number = values.length): number {
  let [low, high] = [0, count - 1];
  while (low < high) {
    const pivot = values[(low + high) >> 1]!;
    let [i, j] = [low, high];
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const held = values[i]!;
      values[i++] = values[j]!;
      values[j--] = held;
    }
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else break;
  }
  return values[k]!;
}

/** The quantile of level q in [0, 1], the nearest sample; reorders the first `count` numbers. NaN for none. */
export function quantile(values: Float64Array, q: number, count: number = values.length): number {
  return count === 0 ? Number.NaN : selectSmallest(values, Math.round(q * (count - 1)), count);
}

/** The median of a list, which is left as it is. */
export function medianOf(values: ArrayLike<number>): number {
  return quantile(new Float64Array(values), 0.5);
}
