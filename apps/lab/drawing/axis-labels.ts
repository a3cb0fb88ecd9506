/** Numbers along an axis, as short as they are exact: ticks are round numbers. */
export function tickLabels(values: readonly (number | null)[]): string[] {
  const shown = values.filter((value): value is number => value !== null);
  const largest = shown.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const gap = shown.length > 1 ? Math.abs(shown[1]! - shown[0]!) : largest;
  if (gap === 0) return values.map((value) => (value === null ? "" : String(value)));
  const isScientific = largest >= 1e5 || largest < 1e-3;
  const exponent = isScientific ? Math.floor(Math.log10(largest) + 1e-9) : 0;
  const digits = Math.min(12, placesOf(gap / 10 ** exponent));
  return values.map((value) => {
    if (value === null) return "";
    if (Math.abs(value) < 1e-6 * gap) return "0";
    if (!isScientific) return trim(value.toFixed(digits));
    // every label with the same power: they are read against each other
    return `${trim((value / 10 ** exponent).toFixed(digits))}e${exponent}`;
  });
}

/** Decimal places that a round number has. */
function placesOf(value: number): number {
  for (let places = 0; places < 12; places++) {
    const scaled = value * 10 ** places;
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6 * scaled) return places;
  }
  return 12;
}

/**
 * Where a logarithmic axis has its labels, as decimal logarithms: 1, 2, 5 within a few decades, else powers of ten at equal
 * distances.
 */
export function logSplits([from, to]: readonly [from: number, to: number], most: number): number[] {
  const decades = to - from;
  const fine = decades < 1 ? [[1, 2, 3, 4, 5, 6, 7, 8, 9]] : [];
  for (const digits of [...fine, [1, 2, 5], [1, 3]]) {
    if (digits.length * decades > most + 1) continue;
    const powers = Array.from({ length: Math.floor(to) - Math.floor(from) + 1 }, (_, k) => Math.floor(from) + k);
    const places = powers.flatMap((power) => digits.map((digit) => power + Math.log10(digit)));
    const inside = places.filter((place) => place >= from - 1e-9 && place <= to + 1e-9);
    if (inside.length >= 2 && inside.length <= most) return inside;
  }
  if (decades < 1) return Array.from({ length: 3 }, (_, k) => from + ((k + 0.5) * decades) / 3);
  const step = [1, 2, 3, 5, 10, 20, 30, 50, 100].find((each) => decades / each <= most) ?? 200;
  const first = Math.ceil(from / step - 1e-9) * step;
  return Array.from({ length: Math.floor((to - first) / step + 1e-9) + 1 }, (_, k) => first + k * step);
}

/** Labels of a logarithmic axis whose positions are decimal logarithms. */
export function logLabels(logs: readonly (number | null)[]): string[] {
  return logs.map((log) => {
    if (log === null) return "";
    if (log >= -3.5 && log < 5) return String(Number((10 ** log).toPrecision(3)));
    const power = Math.floor(log + 1e-9);
    const digit = Number((10 ** (log - power)).toPrecision(2));
    return `${digit}e${power}`;
  });
}

/** A value as a reader wants it: at most nine digits. */
export function shownValue(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(9))) : String(value);
}

function trim(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
