import { usageError } from "./values.js";

/** Most rows a run reports; more would not fit into memory. */
const MAXIMUM_ROWS = 50_000_000;

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
  const slack = 1e-9 * lr;
  const outside = at.find((time) => !(time >= 0 && time <= end + slack));
  if (outside !== undefined) {
    throw usageError({ action: "solve", name: "--at", text: String(outside) }, `times in [0, ${short(end)}]`);
  }
  if (discrete) for (const time of at) checkStep(time, lr);
  return { until: at.reduce((latest, time) => Math.max(latest, time), end), steps, times: Float64Array.from(at) };
}

function requestedEnd({ until, steps, at, lr }: TimeRequest): number {
  const given = [until, steps].filter((value) => value !== undefined);
  if (given.length === 1) return until ?? steps! * lr;
  if (given.length === 0 && at !== undefined) return at.reduce((latest, time) => Math.max(latest, time), 0);
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
