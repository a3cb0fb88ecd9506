import type { NegativeMoment } from "../../src/trajectory/negative-moment.js";
import type { Trajectory } from "../../src/trajectory/trajectory.js";
import { describeEvent } from "./event-text.js";
import type { SolveJob, SolveResult } from "./job.js";
import { csvLine, formatLongTable, formatNumber } from "./table.js";

/** Rows in one piece of text. */
const CHUNK = 4096;
/** Columns of a vector that a table shows. */
const MOST_COLUMNS = 4;

/** The result as the text of one JSON object, in pieces; the stable output format of `solve --json`. */
export function* resultChunks({ trajectory, negativeV, seconds }: SolveResult): Generator<string> {
  const { times, theta, velocity, acceleration, m, v, loss, status, event, solver } = trajectory;
  yield '{"schema_version":1,"t":';
  yield* arrayChunks(times.length, (k) => times[k]);
  for (const [name, data] of [
    ["theta", theta],
    ["velocity", velocity],
    ["acceleration", acceleration],
    ["m", m],
    ["v", v],
  ] as const) {
    yield `,"${name}":`;
    if (data === undefined) yield "null";
    else yield* arrayChunks(times.length, (k) => rowOf(data, k, times.length));
  }
  yield ',"loss":';
  yield* arrayChunks(times.length, (k) => loss[k]);
  const { name, order, nodes, sweeps, residual, errorEstimate, statistics } = solver;
  const rest = {
    negativeV: negativeV && { from: negativeV.from, to: negativeV.to, min: negativeV.min },
    status,
    event: event ? { kind: event.kind, t: event.time, size: event.size } : null,
    solver: { name, order, nodes, sweeps, residual, errorEstimate, ...(statistics && { statistics }), seconds },
  };
  yield `,${JSON.stringify(rest).slice(1)}\n`;
}

/** The rows as CSV: t, theta…, velocity…, acceleration…, m…, v…, loss; components are numbered from 1 where there are several. */
export function* trajectoryCsv(trajectory: Trajectory): Generator<string> {
  const columns = columnsOf(trajectory, Infinity);
  yield csvLine(columns.map(({ name }) => name));
  for (let start = 0; start < trajectory.times.length; start += CHUNK) {
    const end = Math.min(start + CHUNK, trajectory.times.length);
    let text = "";
    for (let k = start; k < end; k++) text += csvLine(columns.map(({ at }) => String(at(k))));
    yield text;
  }
}

/** The first and the last rows, aligned. */
export function trajectoryTable(trajectory: Trajectory): string {
  const columns = columnsOf(trajectory, MOST_COLUMNS);
  return formatLongTable(
    columns.map(({ name }) => name),
    { count: trajectory.times.length, line: (k) => columns.map(({ at }) => formatNumber(at(k))) },
  );
}

/** One line about a run, for stderr. */
export function describeRun({ trajectory, seconds }: SolveResult, { model, problem }: SolveJob): string {
  const { times, status, event, solver } = trajectory;
  // --at may name them in any order
  const latest = times.reduce((most, time) => Math.max(most, time), 0);
  const parts = [
    `${status}: ${model} ${problem.optimizer}`,
    `${times.length} ${times.length === 1 ? "row" : "rows"}${times.length > 0 ? ` to t = ${formatNumber(latest)}` : ""}`,
    ...(event ? [describeEvent(event, status)] : []),
    `${solver.name}, ${solver.nodes} ${solver.nodes === 1 ? "node" : "nodes"}`,
    ...(solver.errorEstimate === null ? [] : [errorText(solver.errorEstimate)]),
    `${seconds.toFixed(3)} s`,
  ];
  return `${parts.join("; ")}.`;
}

/** One line about a second moment that is negative, for stderr. */
export function describeNegative({ from, to, min }: NegativeMoment): string {
  const [start, end] = [from, to].map(formatNumber);
  return `v < 0 from t = ${start} to t = ${end}, least ${min.toExponential(2)}: the root is taken of 0 there.`;
}

/** A run that ended early may have no estimate: it is then not finite. */
function errorText(estimate: number): string {
  return Number.isFinite(estimate) ? `error estimate ${estimate.toExponential(1)}` : "no error estimate";
}

interface Column {
  readonly name: string;
  at(row: number): number;
}

function columnsOf(trajectory: Trajectory, most: number): Column[] {
  const { times, dimension, theta, velocity, acceleration, m, v, loss } = trajectory;
  const rows = times.length;
  const vector = (name: string, data: Float64Array | undefined): Column[] => {
    if (data === undefined) return [];
    const size = rows === 0 ? dimension : data.length / rows;
    return Array.from({ length: Math.min(size, most) }, (_, c) => ({
      name: size === 1 ? name : `${name}${c + 1}`,
      at: (k) => data[k * size + c]!,
    }));
  };
  return [
    { name: "t", at: (k) => times[k]! },
    ...vector("theta", theta),
    ...vector("velocity", velocity),
    ...vector("acceleration", acceleration),
    ...vector("m", m),
    ...vector("v", v),
    { name: "loss", at: (k) => loss[k]! },
  ];
}

function rowOf(data: Float64Array, row: number, rows: number): number[] {
  const size = data.length / rows;
  return Array.from(data.subarray(row * size, (row + 1) * size));
}

/** A JSON array in pieces; what is not finite becomes null. */
function* arrayChunks(length: number, item: (k: number) => unknown): Generator<string> {
  yield "[";
  for (let start = 0; start < length; start += CHUNK) {
    const count = Math.min(CHUNK, length - start);
    const text = JSON.stringify(Array.from({ length: count }, (_, k) => item(start + k)));
    yield (start > 0 ? "," : "") + text.slice(1, -1);
  }
  yield "]";
}
