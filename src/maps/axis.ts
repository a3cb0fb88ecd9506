/** What may be on an axis of a map: momentum factors, forgetting rates `rate1 = (1 − beta1)/lr`, `rate2`, the learning rate. */
export const axisNames = ["beta1", "beta2", "rate1", "rate2", "lr"] as const;

export type MapAxisName = (typeof axisNames)[number];

/** How values lie on an axis: at equal differences or at equal ratios. */
export type AxisScale = "linear" | "log";

/** The values along one side of a map. */
export interface MapAxis {
  readonly name: MapAxisName;
  /** Ascending; both ends of the range are among them, to the last bit. */
  readonly values: Float64Array;
  readonly scale: AxisScale;
}

/** The range of an axis. */
export interface MapAxisOptions {
  /** First value; finite, for a logarithmic axis > 0. */
  readonly from: number;
  /** Last value; finite, > `from`, or equal to it where `count` is 1. */
  readonly to: number;
  /** Number of values, an integer from 1 to 10⁷; 1 only for a single point. */
  readonly count: number;
  /** Default linear. */
  readonly scale?: AxisScale;
}

/** Most cells of a map, and so most values of an axis. */
export const mostCells = 1e7;

/**
 * An axis of a map: `count` values from `from` to `to`, both included, at equal differences
 * `from + k (to − from)/(count − 1)` or, on a logarithmic axis, at equal ratios.
 *
 * @throws {RangeError} if the range is empty, reversed or not finite, if `count` is no integer from 1 to 10⁷, or if a
 *   logarithmic axis does not start above 0.
 * @example
 * mapAxis("beta1", { from: 0.5, to: 0.75, count: 3 }).values; // Float64Array [0.5, 0.625, 0.75]
 * mapAxis("lr", { from: 0.01, to: 1, count: 3, scale: "log" }).values; // Float64Array [0.01, 0.1, 1]
 */
export function mapAxis(name: MapAxisName, { from, to, count, scale = "linear" }: MapAxisOptions): MapAxis {
  const refuse = (what: string, current: unknown): never => {
    throw new RangeError(`Cannot map over ${name} as ${what}: current value is ${current}`);
  };
  if (!axisNames.includes(name)) refuse(`the axis must be one of ${axisNames.join(", ")}`, name);
  if (!(Number.isFinite(from) && Number.isFinite(to))) {
    refuse("both ends of the range must be finite numbers", `${from}:${to}`);
  }
  if (!(Number.isSafeInteger(count) && count >= 1 && count <= mostCells)) {
    refuse(`the count must be an integer from 1 to ${mostCells}`, count);
  }
  if (!(count === 1 ? from === to : from < to)) {
    const condition = count === 1 && from < to ? "(a count of 1 has one end only)" : "(not empty, not reversed)";
    refuse(`the range must go from a smaller to a larger number ${condition}`, `${from}:${to}:${count}`);
  }
  if (scale === "log" && !(from > 0)) refuse("the range of a logarithmic axis must start above 0", from);
  const last = count - 1;
  const values = Float64Array.from({ length: count }, (_, k) => {
    if (k === 0) return from;
    if (k === last) return to;
    return scale === "log" ? from * (to / from) ** (k / last) : from + (k * (to - from)) / last;
  });
  if (values.some((value, k) => k > 0 && !(value > values[k - 1]!))) {
    refuse("the range must have room for as many different numbers", `${from}:${to}:${count}`);
  }
  return { name, values, scale };
}

/**
 * Lines between the values and beyond the outermost ones: cell k lies between edges k and k + 1.
 *
 * @example
 * axisEdges(mapAxis("beta1", { from: 0.25, to: 0.75, count: 2 })); // Float64Array [0, 0.5, 1]
 */
export function axisEdges({ values, scale }: MapAxis): Float64Array {
  const count = values.length;
  const isLog = scale === "log";
  const place = (k: number): number => (isLog ? Math.log(values[k]!) : values[k]!);
  // a lone value has no neighbour that says how wide its cell is
  const lone = isLog ? 0.1 : 0.1 * Math.abs(values[0]!) || 0.1;
  return Float64Array.from({ length: count + 1 }, (_, k) => {
    const inner = Math.min(Math.max(k, 1), count - 1);
    const step = count === 1 ? lone : place(inner) - place(inner - 1);
    const edge =
      k === 0 ? place(0) - step / 2 : k === count ? place(count - 1) + step / 2 : (place(k - 1) + place(k)) / 2;
    return isLog ? Math.exp(edge) : edge;
  });
}
