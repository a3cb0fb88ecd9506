import { computeCell, createMapCells, type MapCells, type MapPlan, setCell } from "../../../src/maps/index.js";
import type { Objective } from "../../../src/objectives/index.js";
import { type MapRequest, requestPlan } from "../state/map-request.js";
import type { Job } from "./job.js";
import { openObjective } from "./open-objective.js";

export interface MapInput {
  /** A {@link MapRequest} as JSON. */
  readonly map: string;
  /** The cells that are wanted. */
  readonly cells: Int32Array;
  /** Milliseconds after which no further cell is begun. */
  readonly budget: number;
}

/** What came of the first ones of the cells: entry k belongs to `cells[k]`. */
export type MapOutput = MapCells;

/** A map that has been opened: most requests ask for cells of the same again. */
export interface OpenMap {
  readonly objective: Objective;
  readonly variables: readonly string[];
  readonly plan: MapPlan;
}

let last: { readonly map: string; readonly found: Promise<OpenMap> } | null = null;

/** The map that a request means, with its objective and start. */
export function openMap(map: string): Promise<OpenMap> {
  if (last?.map !== map) last = { map, found: open(map) };
  return last.found;
}

async function open(map: string): Promise<OpenMap> {
  const request = JSON.parse(map) as MapRequest;
  const { objective, variables, theta0 } = await openObjective(request.objective, request.theta0);
  return { objective, variables, plan: requestPlan(request, theta0) };
}

/** Computes cells of a map until its time is up, at least one. */
export const mapJob: Job<MapInput, MapOutput> = async ({ map, cells: wanted, budget }) => {
  const { objective, plan } = await openMap(map);
  const made = createMapCells(wanted.length);
  const end = performance.now() + budget;
  let count = 0;
  while (count < wanted.length && (count === 0 || performance.now() < end)) {
    setCell(made, count, computeCell(objective, plan, { cell: wanted[count]! })!);
    count++;
  }
  return {
    regime: made.regime.slice(0, count),
    confidence: made.confidence.slice(0, count),
    finalLoss: made.finalLoss.slice(0, count),
    finalLogLoss: made.finalLogLoss.slice(0, count),
  };
};
