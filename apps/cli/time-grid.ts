import { usageError } from "./values.js";

/** Most rows a run reports; more would not fit into memory. */
const MAXIMUM_ROWS = 50_000_000;

/** Rows of a run whose time is not counted in steps, if no times are asked for: so many parts. */
const PARTS = 200;

/** What was asked for; times in units of t = k·lr. */
export interface TimeRequest {
  readonly lr: number;
  readonly until?: number;
  readonly steps?: number;
  /** Output times in the order typed. */
  readonly at?: readonly number[];
  /** Whether the road only has the times k·lr. */
  readonly discrete: boolean;
}

type SizeRequest = Pick<TimeRequest, "lr" | "until"> & { readonly action?: string };

export interface TimeGrid {
  /** End of the run, > 0 unless a discrete run makes no step. */
  readonly until: number;
  /** Whole steps in [0, until]. */
  readonly steps: number;
  /** The times as reported, in the order they are reported. */
  readonly times: Float64Array;
}

/**
 * Where a run ends and at which times it reports.
 *
 * Without `at`: t_k = k·lr, k = 0…N, N = steps or ⌊until/lr + 1e-9⌋; a continuous road adds `until` if it is no multiple.
 *
 * @throws {RangeError} if both or neither of until and steps are given, or a time of `at` cannot be reported.
 */
export function createTimeGrid(request: TimeRequest): TimeGrid {
  const { lr, at, discrete } = request;
  const end = requestedEnd(request);
  const steps = request.steps ?? Math.floor(end / lr + 1e-9);
  if (at === undefined || discrete) checkSize(steps, request);
  if (at === undefined) {
    // k·lr may exceed a multiple of lr by rounding
    const until = Math.max(end, steps * lr);
    return { until, steps, times: regularTimes({ lr, steps, until, discrete }) };
  }
  checkInside(at, { end, slack: 1e-9 * lr });
  if (discrete) for (const time of at) checkStep(time, lr);
  return { until: Math.max(latest(at), end), steps, times: Float64Array.from(at) };
}

/**
 * Where a run of a model without learning rate ends and at which times it reports: without `at` at 201 equidistant ones.
 *
 * @throws {RangeError} if there is no end, or a time of `at` is beyond it.
 */
export function createEvenGrid({ until, at }: Pick<TimeRequest, "until" | "at">): Omit<TimeGrid, "steps"> {
  if (until === undefined && at === undefined) {
    throw usageError({ action: "solve", name: "the end", text: "neither" }, "given by --until or --at");
  }
  const end = until ?? latest(at!);
  if (at === undefined) {
    return { until: end, times: Float64Array.from({ length: PARTS + 1 }, (_, k) => (end * k) / PARTS) };
  }
  checkInside(at, { end, slack: 0 });
  return { until: end, times: Float64Array.from(at) };
}

const latest = (times: readonly number[]): number => times.reduce((most, time) => Math.max(most, time), 0);

function checkInside(at: readonly number[], { end, slack }: { end: number; slack: number }): void {
  const outside = at.find((time) => !(time >= 0 && time <= end + slack));
  if (outside === undefined) return;
  throw usageError({ action: "solve", name: "--at", text: String(outside) }, `times in [0, ${short(end)}]`);
}

function requestedEnd({ until, steps, at, lr }: TimeRequest): number {
  const given = [until, steps].filter((value) => value !== undefined);
  if (given.length === 1) return until ?? steps! * lr;
  if (given.length === 0 && at !== undefined) return latest(at);
  const text = given.length === 2 ? `--until ${until} and --steps ${steps}` : "neither";
  throw usageError({ action: "solve", name: "the end", text }, "given by exactly one of --until and --steps");
}

/**
 * Refuses a run that would not fit into memory.
 *
 * @throws {RangeError} if there are more than 50 million steps.
 */
export function checkSize(steps: number, { action = "solve", until, lr }: SizeRequest): void {
  if (steps <= MAXIMUM_ROWS) return;
  const cause = until === undefined ? "" : ` (--until ${until} at --lr ${lr})`;
  throw usageError({ action, name: "the number of steps", text: `${steps}${cause}` }, `at most ${MAXIMUM_ROWS}`);
}

function regularTimes({ lr, steps, until, discrete }: Omit<TimeGrid, "times"> & { lr: number; discrete: boolean }) {
  const extra = !discrete && until - steps * lr > 1e-9 * lr;
  const times = Float64Array.from({ length: steps + 1 + (extra ? 1 : 0) }, (_, k) => k * lr);
  if (extra) times[steps + 1] = until;
  return times;
}

/** A discrete algorithm has no value between its steps: the two neighbours are named. */
function checkStep(time: number, lr: number): void {
  const step = Math.round(time / lr);
  // beside the tolerance promised, allow what writing k·lr as a decimal costs
  if (Math.abs(time - step * lr) <= 1e-9 * lr + 2 * Number.EPSILON * time) return;
  const before = Math.floor(time / lr);
  throw usageError(
    { action: "solve", name: "--at", text: String(time) },
    `a step k·lr for --model discrete, here ${short(before * lr)} or ${short((before + 1) * lr)}`,
  );
}

/** Without the digits that are rounding. */
function short(value: number): string {
  return String(Number(value.toPrecision(12)));
}
