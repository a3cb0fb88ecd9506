/** Splits `x10` into letters and digits: `["x", "10"]`. */
function chunks(name: string): string[] {
  return name.match(/\d+|\D+/g) ?? [];
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function compareChunk(a: string, b: string): number {
  const numeric = /^\d/.test(a) && /^\d/.test(b);
  return numeric ? Number(a) - Number(b) : compareText(a.toLowerCase(), b.toLowerCase());
}

/** Natural alphabetical order of names: x, y, z; x1, x2, …, x10. The same on every machine. */
export function compareNames(a: string, b: string): number {
  const left = chunks(a);
  const right = chunks(b);
  for (let k = 0; k < Math.min(left.length, right.length); k++) {
    const order = compareChunk(left[k]!, right[k]!);
    if (order !== 0) return order;
  }
  return left.length - right.length || compareText(a, b);
}
