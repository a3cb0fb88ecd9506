import { renderSvg } from "../../adapters/charts/index.js";
import { trainFiles } from "../../adapters/files/train-files.js";
import { openTrainFolder, type TrainFolder } from "../../adapters/files/train-folder.js";
import { openTask } from "../../adapters/tasks/index.js";
import { networkLayout } from "../../src/networks/index.js";
import type { FigureSpec } from "../../src/report/index.js";
import { type TrainingObjective, type TrainingRun, trainSetting } from "../../src/training/index.js";
import type { CliIo } from "./command.js";
import { slowEngineNote } from "./engine-note.js";
import { figureOf } from "./train-figure.js";
import { atTrainPlace } from "./train-place.js";
import { createTrainProgress } from "./train-progress.js";
import type { TrainRequest } from "./train-request.js";
import { settingsOf } from "./train-settings.js";
import { resultOf, type TrainResult, trainResultJson } from "./train-text.js";

/** What a run gives to be shown. */
export interface TrainedRun {
  readonly result: TrainResult;
  /** Null of a run that was interrupted. */
  readonly figure: FigureSpec | null;
}

/** Least time between two checkpoints, in ms, and how many times as long as it takes to write one. */
const SAVE_INTERVAL = 500;
const SAVE_FACTOR = 20;
/** Time after which the event loop turns, so that Ctrl-C is heard, in ms. */
const TURN = 50;

/** Trains what was asked for in its folder; null if the run there was to be gone on with and has ended. */
export async function runTraining(request: TrainRequest, io: CliIo): Promise<TrainedRun | null> {
  const { spec, specFolder, dataFolder, threads } = request;
  const { setting, engine } = spec;
  const { task, seed, batch } = setting;
  const { objective, theta0 } = await openTask(task, { seed, batch, engine, threads, dataFolder, cwd: specFolder });
  if (engine === "auto" && objective.engine === "wasm") io.note(slowEngineNote);
  try {
    const folder = openFolder(request, objective);
    if (folder === null) return null;
    if (folder.state) io.note(`Going on from step ${folder.state.step} of ${setting.steps}.`);
    try {
      return await trainIn(folder, { request, objective, theta0 }, io);
    } finally {
      folder.close();
    }
  } finally {
    objective.dispose();
  }
}

interface Training {
  readonly request: TrainRequest;
  readonly objective: TrainingObjective;
  readonly theta0: Float64Array;
}

function openFolder(request: TrainRequest, { engine }: TrainingObjective): TrainFolder | null {
  const { data, mode, out } = request;
  return atTrainPlace(request, () => openTrainFolder(out, { settings: settingsOf(request, engine), data, mode }));
}

async function trainIn(folder: TrainFolder, { request, objective, theta0 }: Training, io: CliIo): Promise<TrainedRun> {
  const { setting } = request.spec;
  const progress = createTrainProgress(setting.steps, io);
  // the first is due at once: without a checkpoint a run of more than one row counts as damaged
  let saved = -Infinity;
  let turned = performance.now();
  let interval = SAVE_INTERVAL;
  const run = await trainSetting(objective, setting, {
    theta0,
    resume: folder.state,
    onRow: folder.addRow,
    onProgress: progress,
    onState(copyState) {
      const begin = performance.now();
      if (begin - saved < interval) return;
      folder.save(copyState());
      saved = performance.now();
      interval = Math.max(SAVE_INTERVAL, SAVE_FACTOR * (saved - begin));
    },
    async isCancelled() {
      if (performance.now() - turned > TURN) {
        await new Promise((resolve) => setImmediate(resolve));
        turned = performance.now();
      }
      return io.isCancelled();
    },
  });
  const result = resultOf(run, setting);
  if (run.state) {
    folder.save(run.state);
    return { result, figure: null };
  }
  const figure = figureOf(run, setting);
  folder.finish(await filesOf(run, { request, result, figure }));
  return { result, figure };
}

interface Finished {
  readonly request: TrainRequest;
  readonly result: TrainResult;
  readonly figure: FigureSpec;
}

async function filesOf(
  run: TrainingRun,
  { request, result, figure }: Finished,
): Promise<Record<string, string | Uint8Array>> {
  const { dimension, blocks } = networkLayout(request.spec.setting.task.network);
  const layout = {
    format: "float64, little-endian",
    dimension,
    blocks: blocks.map(({ name, shape, offset, size }) => ({ name, shape, offset, size })),
  };
  return {
    [trainFiles.best]: bytesOf(run.best.theta),
    [trainFiles.last]: bytesOf(run.last.theta),
    [trainFiles.layout]: `${JSON.stringify(layout, null, 2)}\n`,
    [trainFiles.figure]: await renderSvg(figure),
    [trainFiles.result]: trainResultJson(result),
  };
}

/** Numbers as little-endian bytes, on every machine. */
function bytesOf(values: Float64Array): Uint8Array {
  const bytes = new Uint8Array(8 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => void view.setFloat64(8 * i, value, true));
  return bytes;
}
