import { isAbsolute, relative, resolve } from "node:path";
import { specOf } from "../../adapters/specs/train-spec.js";
import type { Engine } from "../../src/training/index.js";
import type { TrainRequest } from "./train-request.js";

/** What settings.json of a run holds: a spec that says everything, in which the name of a CSV file starts from the run's folder. */
export function settingsOf({ spec, specFolder, out }: TrainRequest, engine: Engine): Record<string, unknown> {
  const { setting } = spec;
  const { task } = setting;
  if (task.kind !== "fit" || task.data.source !== "csv" || isAbsolute(task.data.file)) return specOf(setting, engine);
  const file = relative(out, resolve(specFolder, task.data.file));
  return specOf({ ...setting, task: { ...task, data: { ...task.data, file } } }, engine);
}
