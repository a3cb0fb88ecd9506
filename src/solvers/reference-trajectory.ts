import type { Model } from "../models/model.js";
import { cubicSpline, linearSpline, type Spline } from "../numeric/spline.js";
import type { SolverReport, Trajectory, TrajectoryEvent, TrajectoryStatus } from "../trajectory/trajectory.js";
import { createMemoryQuadrature } from "./reference-memory.js";
import type { ReferenceProblem } from "./reference-options.js";
import { readingTimes } from "./reference-sweep.js";

/** How a relaxation ended. */
export interface RelaxationResult {
  /** `grid points × stateSize`, of which the rows up to `lastRow` count. */
  readonly y: Float64Array;
  readonly lastRow: number;
  readonly status: TrajectoryStatus;
  readonly event?: TrajectoryEvent;
  readonly report: SolverReport;
}

/** Row-major rows of the result by name, all at the same times. */
type Table = Map<string, Column>;

interface Column {
  readonly size: number;
  readonly rows: Float64Array;
}

/** Where a relaxed trajectory is read. */
interface Sampling {
  readonly times: Float64Array;
  readonly spline: Spline;
}

/** Reads components of y, memories (at the times themselves, not ahead of them) and the loss. */
function sampleTable(model: Model, problem: ReferenceProblem, { times, spline }: Sampling): Table {
  const { grid, quadratureNodes } = problem;
  const table: Table = new Map();
  const allocate = (name: string, size: number): Float64Array => {
    const rows = new Float64Array(size * times.length);
    table.set(name, { size, rows });
    return rows;
  };
  const loss = allocate("loss", 1);
  const memory = model.memory.map(({ size }) => new Float64Array(size));
  const memoryRows = model.memory.map(({ name, size }) => allocate(name, size));
  const components = Object.entries(model.components).map(([name, [from, to]]) => {
    return { from, to, rows: allocate(name, to - from) };
  });
  const options = { start: grid[0]!, times, nodes: quadratureNodes, isRepeated: false };
  const quadrature = createMemoryQuadrature(model, options);
  const y = new Float64Array(model.stateSize);
  for (let k = 0; k < times.length; k++) {
    spline.evaluate(times[k]!, y);
    loss[k] = model.loss(y);
    for (const { from, to, rows } of components) rows.set(y.subarray(from, to), k * (to - from));
    quadrature.read(k, spline, memory);
    for (let j = 0; j < memory.length; j++) memoryRows[j]!.set(memory[j]!, k * memory[j]!.length);
  }
  const acceleration = sampleAcceleration(model, problem, { times, spline });
  if (acceleration) table.set("acceleration", acceleration);
  return table;
}

/** θ″ of a model whose state has a velocity: what its field gives there, with the memories of the equation. */
function sampleAcceleration(model: Model, problem: ReferenceProblem, { times, spline }: Sampling): Column | null {
  if (!model.components.velocity) return null;
  const { grid, lookAhead, quadratureNodes: nodes } = problem;
  const [from, to] = model.components.velocity;
  const reading = readingTimes(model, times, { last: grid[grid.length - 1]!, lookAhead });
  const quadrature = createMemoryQuadrature(model, {
    start: grid[0]!,
    times: reading.memory,
    nodes,
    isRepeated: false,
  });
  const memory = model.memory.map(({ size }) => new Float64Array(size));
  const y = new Float64Array(model.stateSize);
  const slope = new Float64Array(model.stateSize);
  const drive = new Float64Array(model.driveSize);
  const rows = new Float64Array(times.length * (to - from));
  for (let k = 0; k < times.length; k++) {
    spline.evaluate(times[k]!, y);
    model.drive(y, drive);
    quadrature.read(k, spline, memory);
    model.field(reading.field[k]!, y, drive, memory, slope);
    rows.set(slope.subarray(from, to), k * (to - from));
  }
  return { size: to - from, rows };
}

/** Indices of the rows in which everything but the loss is finite. */
function finiteRows(table: Table, count: number): number[] {
  const isRowFinite = (k: number) => {
    for (const [name, { size, rows }] of table) {
      if (name !== "loss" && !rows.subarray(k * size, (k + 1) * size).every((x) => Number.isFinite(x))) return false;
    }
    return true;
  };
  return Array.from({ length: count }, (_, k) => k).filter(isRowFinite);
}

function pick({ size, rows }: { size: number; rows: Float64Array }, kept: readonly number[]): Float64Array {
  const out = new Float64Array(kept.length * size);
  kept.forEach((k, i) => {
    out.set(rows.subarray(k * size, (k + 1) * size), i * size);
  });
  return out;
}

/** Samples a relaxation at the wanted times that it reached. */
export function createReferenceTrajectory(
  model: Model,
  problem: ReferenceProblem,
  { y, lastRow, status, event, report }: RelaxationResult,
): Trajectory {
  const n = model.stateSize;
  const isWhole = lastRow === problem.grid.length - 1;
  const isExploded = status === "diverged";
  const reached = isWhole ? problem.times : problem.times.filter((t) => t <= problem.grid[lastRow]!);
  const grid = problem.grid.subarray(0, lastRow + 1);
  const rows = y.subarray(0, (lastRow + 1) * n);
  const spline = isExploded ? linearSpline(grid, rows, { size: n }) : cubicSpline(grid, rows, { size: n });
  const table = sampleTable(model, problem, { times: reached, spline });
  const kept = isExploded ? finiteRows(table, reached.length) : null;
  const column = (name: string): Float64Array | undefined => {
    const found = table.get(name);
    return found && kept ? pick(found, kept) : found?.rows;
  };
  const [velocity, acceleration, m, v] = ["velocity", "acceleration", "m", "v"].map(column);
  return {
    times: kept ? pick({ size: 1, rows: reached }, kept) : reached,
    dimension: table.get("theta")!.size,
    theta: column("theta")!,
    ...(velocity && { velocity }),
    ...(acceleration && { acceleration }),
    ...(m && { m }),
    ...(v && { v }),
    loss: column("loss")!,
    status,
    ...(event && { event }),
    solver: report,
  };
}
