import { allFinite, rowOf } from "../../numeric/index.js";
import { distance } from "./vectors.js";

/** Share of the samples that is spread over the length of the path; the rest is spread over the rows. */
const BY_LENGTH = 0.75;

/**
 * At most `count` rows of a path, in order, the first and the last among them: most evenly spread over its length, so
 * that a rest at the end does not take them all, some over its rows. Rows that are not finite are left out.
 *
 * @param thetas row-major n × `dimension`, n ≥ 1.
 */
export function spreadRows(thetas: Float64Array, dimension: number, count: number): readonly number[] {
  const rows: number[] = [];
  const lengths: number[] = [];
  for (let k = 0; k < thetas.length / dimension; k++) {
    const row = rowOf(thetas, k, dimension);
    if (!allFinite(row, dimension)) continue;
    const last = rows.at(-1);
    const step = last === undefined ? 0 : distance(row, rowOf(thetas, last, dimension));
    lengths.push((lengths.at(-1) ?? 0) + step);
    rows.push(k);
  }
  if (rows.length <= count) return rows;
  const total = lengths.at(-1)!;
  const last = rows.length - 1;
  // a path of no length, or of an infinite one, is spread over its rows
  const share = total > 0 && total < Infinity ? BY_LENGTH : 0;
  const measure = (row: number) => (share > 0 ? (share * lengths[row]!) / total : 0) + ((1 - share) * row) / last;
  const chosen = [0];
  let j = 0;
  for (let i = 1; i < count - 1; i++) {
    const aim = i / (count - 1);
    // where the mixed measure of the path passes the aim; each row once
    while (j < last && measure(j) < aim) j++;
    if (j > chosen.at(-1)! && j < last) chosen.push(j);
  }
  return [...chosen, last].map((i) => rows[i]!);
}
