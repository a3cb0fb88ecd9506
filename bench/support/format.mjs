// Figures as text, with the unit that fits them.

const units = [
  [1, "s"],
  [1e-3, "ms"],
  [1e-6, "µs"],
];

/** Three significant digits: "1.87 s", "4.36 ms", "12.1 ns". */
export function duration(seconds) {
  const [size, unit] = units.find(([size]) => seconds >= size) ?? [1e-9, "ns"];
  return `${significant(seconds / size)} ${unit}`;
}

/** Decimal megabytes. */
export function memory(bytes) {
  return `${Math.round(bytes / 1e6)} MB`;
}

/** An error or an estimate: "1.3e-12"; a dash where there is none. */
export function small(value) {
  if (value === null) return "–";
  return value === 0 ? "0" : value.toExponential(1);
}

/** A factor with three significant digits. */
export function ratio(value) {
  return significant(value);
}

/** A count with its thousands apart. */
export function count(value) {
  return String(value).replace(/\B(?=(\d{3})+$)/g, " ");
}

/** The cells of the columns `spreadColumns`. */
export function spreadCells({ minimum, median, maximum, count: repetitions }, format = duration) {
  return [format(minimum), format(median), format(maximum), String(repetitions)];
}

export const spreadColumns = ["minimum", "median", "maximum", "n"];

function significant(value) {
  return value >= 1000 ? count(Math.round(value)) : value.toPrecision(3);
}
