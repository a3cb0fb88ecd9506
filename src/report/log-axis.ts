/** Domain, ticks and labels of a logarithmic axis. */
export interface LogAxis {
  readonly domain: readonly [low: number, high: number];
  readonly ticks: readonly number[];
  /** Vega expression for the text of a tick. */
  readonly labelExpr: string;
}

/** Ticks at 1, 2 and 5 up to this many decades, at powers of ten above. */
const mostFineDecades = 2.2;
/** At most about this many powers of ten are labelled. */
const mostPowers = 7;

/** An axis around positive values with room at both ends and at least two ticks; values that are not positive are ignored. */
export function logAxis(values: Iterable<number>): LogAxis {
  let [least, most] = [Infinity, 0];
  for (const value of values) {
    if (!(value > 0 && value < Infinity)) continue;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  if (most === 0) [least, most] = [1, 1];
  const room = Math.max(1.12, (most / least) ** 0.05);
  const decades = Math.log10(most / least);
  const candidates = decades > mostFineDecades ? powers(least, most, decades) : fineTicks(least, most);
  const inside = candidates.filter((tick) => tick >= least / room && tick <= most * room);
  const isEnough = inside.length >= 2;
  const ticks = isEnough ? inside : candidates;
  const [first, last] = [ticks[0]!, ticks.at(-1)!];
  const domain = isEnough
    ? ([least / room, most * room] as const)
    : ([Math.min(least / room, first), Math.max(most * room, last)] as const);
  const isPlain = first >= 1e-3 && last < 1e5;
  return {
    domain,
    ticks,
    labelExpr: isPlain ? "format(datum.value, '~g')" : "replace(format(datum.value, '~e'), '+', '')",
  };
}

/** 1, 2 and 5 times powers of ten, from the last at or below `least` to the first at or above `most`. */
function fineTicks(least: number, most: number): readonly number[] {
  const [from, to] = [Math.floor(Math.log10(least)) - 1, Math.ceil(Math.log10(most)) + 1];
  const all: number[] = [];
  for (let power = from; power <= to; power++) for (const digit of [1, 2, 5]) all.push(Number(`${digit}e${power}`));
  const below = all.findLastIndex((tick) => tick < least * (1 - 1e-9));
  const above = all.findIndex((tick) => tick > most * (1 + 1e-9));
  return all.slice(below, above + 1);
}

function powers(least: number, most: number, decades: number): readonly number[] {
  const stride = Math.ceil(decades / mostPowers);
  const from = Math.floor(Math.log10(least) / stride) * stride;
  const ticks: number[] = [];
  for (let power = from; power <= Math.ceil(Math.log10(most)); power += stride) ticks.push(Number(`1e${power}`));
  return ticks;
}
