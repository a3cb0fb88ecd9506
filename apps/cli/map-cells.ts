import { basename, dirname, join } from "node:path";
import { type CellStore, openCellStore } from "../../adapters/files/cell-store.js";
import { isSpec } from "../../adapters/specs/is-spec.js";
import { cellOfRecord, createMapPool, type MapPool, type MapPoolRun } from "../../adapters/threads/index.js";
import { createMapCells, type MapCells, type MapSubject, notMade, setCell } from "../../src/maps/index.js";
import type { CliIo } from "./command.js";
import { slowEngineNote } from "./engine-note.js";
import { inFlagWords } from "./flag-words.js";
import type { MapRequest } from "./map-request.js";
import { resolvedSettings } from "./map-settings.js";
import { usageError } from "./values.js";

/** The cells of a map, as far as they were made. */
export interface MadeMap {
  readonly subject: MapSubject;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly cells: MapCells;
  /** How many cells there are of all. */
  readonly made: number;
  /** Removes what was kept to be gone on with. */
  forget(): void;
}

/** Failed cells that are named one by one. */
const mostNamed = 5;
/** Time in which a cancelled thread may end by itself, in ms. */
const PATIENCE = 1000;
/** The same for a network: an engine that is ended while it works takes the process with it. */
const STEP_PATIENCE = 60_000;

/**
 * Makes the cells of a map on several threads; with --out they are kept beside it as they are made, and those that an
 * earlier process kept are not made again. Null if it was interrupted before the objective was known.
 */
export async function makeCells(request: MapRequest, io: CliIo): Promise<MadeMap | null> {
  const { objective, plan, workers } = request;
  const pool = createMapPool({
    objective,
    settings: plan.settings,
    threads: workers === undefined ? undefined : Math.min(workers, plan.cells),
    onOutput: (text) => process.stderr.write(text),
  });
  io.onCancel(() => {
    pool.cancel();
    // a thread that does not listen is ended
    setTimeout(() => void pool.close(), isSpec(objective.text) ? STEP_PATIENCE : PATIENCE).unref();
  });
  try {
    const { subject, ...described } = await describe(pool, request, io);
    const settings = resolvedSettings(request, described);
    return { subject, settings, ...(await makeAll({ pool, request, settings }, io)) };
  } catch (error) {
    if (io.isCancelled()) return null;
    throw inFlagWords(error, { kind: "solve" });
  } finally {
    await pool.close();
  }
}

async function describe(
  pool: MapPool,
  { objective: { theta0 } }: MapRequest,
  io: CliIo,
): ReturnType<MapPool["describe"]> {
  const described = await pool.describe();
  const { subject, variables, source, network } = described;
  if (network?.wanted === "auto" && network.engine === "wasm") io.note(slowEngineNote);
  if (source !== "spec" && theta0.length !== subject.dimension) {
    const order = variables && variables.length > 1 ? ` (${variables.join(", ")})` : "";
    const needed = subject.dimension === 1 ? "1 number" : `${subject.dimension} numbers`;
    throw usageError({ action: "map", name: "--theta0", text: theta0.join(",") }, `${needed}${order}`);
  }
  if (variables && variables.length > 1) io.note(`Variables, in the order of --theta0: ${variables.join(", ")}.`);
  return described;
}

interface Making {
  readonly pool: MapPool;
  readonly request: MapRequest;
  readonly settings: Readonly<Record<string, unknown>>;
}

async function makeAll(
  { pool, request, settings }: Making,
  io: CliIo,
): Promise<Pick<MadeMap, "cells" | "made" | "forget">> {
  const { plan } = request;
  const cells = createMapCells(plan.cells);
  const store = openStore(request, settings);
  let made = 0;
  const take: MapPoolRun["onCells"] = (records) => {
    for (const record of records) setCell(cells, record.cell, cellOfRecord(record));
    made += records.length;
    io.progress(made / plan.cells);
  };
  // nothing is kept of a map that has not begun
  const leave = (): void => (made === 0 ? store?.remove() : store?.close());
  try {
    take(store?.found ?? []);
    if (made > 0) io.note(`Going on: ${made} of ${plan.cells} cells are there.`);
    await pool.run({
      cells: Array.from(cells.regime.keys()).filter((cell) => cells.regime[cell] === notMade),
      onCells(records) {
        store?.append(records);
        take(records);
      },
      onDeath: createDeathNotes(request, io),
    });
  } catch (error) {
    leave();
    throw error;
  }
  if (made < plan.cells) leave();
  return { cells, made, forget: () => (made < plan.cells ? undefined : store?.remove()) };
}

function openStore({ out, force, plan }: MapRequest, settings: Making["settings"]): CellStore | null {
  if (out === undefined) return null;
  const folder = join(dirname(out), `.${basename(out)}.resume`);
  try {
    return openCellStore(folder, { settings, cells: plan.cells, force });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw usageError({ action: "write", name: "--out", text: `${out} (${code})` }, "a place that can be written");
  }
}

/** Says which cells ended their threads for good. */
function createDeathNotes({ plan }: MapRequest, io: CliIo): MapPoolRun["onDeath"] {
  const { x, y } = plan.settings;
  let failed = 0;
  return ({ cell, how, isRepeated }) => {
    if (isRepeated) return;
    failed++;
    if (failed > mostNamed + 1) return;
    if (failed > mostNamed) return io.note("More cells failed like this.");
    const place = `${x.name} = ${x.values[cell % plan.columns]}, ${y.name} = ${y.values[Math.floor(cell / plan.columns)]}`;
    io.note(`The cell at ${place} failed: its thread ended twice, the last time with ${how}.`);
  };
}
