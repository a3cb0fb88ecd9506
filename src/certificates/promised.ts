import type { Promised } from "./certificate.js";

/** One row of a promise. */
export interface PromisedRow {
  readonly bound: number;
  readonly value: number;
  readonly resolution: number;
}

/** A promise from a function of the row; rows for which it returns null promise nothing. */
export function promiseRows(
  named: Pick<Promised, "name" | "statement" | "over">,
  times: Float64Array,
  row: (k: number) => PromisedRow | null,
): Promised {
  const n = times.length;
  const [bound, value, resolution] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  for (let k = 0; k < n; k++) {
    const found = row(k);
    bound[k] = found?.bound ?? Infinity;
    value[k] = found?.value ?? 0;
    resolution[k] = found?.resolution ?? 0;
  }
  return { ...named, times, bound, value, resolution };
}

/** That a quantity never rises: each value is at most the smallest before it. */
export function promiseFalling(
  named: Pick<Promised, "name" | "statement">,
  { times, values, resolution }: Readonly<Record<"times" | "values" | "resolution", Float64Array>>,
): Promised {
  let [least, blur] = [Infinity, 0];
  return promiseRows(named, times, (k) => {
    const row = k === 0 ? null : { bound: least, value: values[k]!, resolution: blur + resolution[k]! };
    if (values[k]! < least) [least, blur] = [values[k]!, resolution[k]!];
    return row;
  });
}
