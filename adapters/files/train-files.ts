import { existsSync, readdirSync, statSync } from "node:fs";
import { metricFiles } from "./train-metrics.js";

/** The files of a run. */
export const trainFiles = {
  settings: "settings.json",
  ...metricFiles,
  checkpoint: "checkpoint.bin",
  best: "best.bin",
  last: "last.bin",
  layout: "layout.json",
  figure: "training.svg",
  result: "result.json",
} as const;

/** What is at the place of a run: nothing, a run that goes on or has ended, or something that is no run. */
export type TrainFolderState = "absent" | "begun" | "finished" | "other";

/** Looks at the place of a run; what it says may have changed unless this process has the folder. */
export function findTrainFolder(folder: string): TrainFolderState {
  if (!existsSync(folder)) return "absent";
  if (!statSync(folder).isDirectory()) return "other";
  const names = readdirSync(folder);
  const hasSettings = names.includes(trainFiles.settings);
  if (names.includes(trainFiles.result)) return hasSettings ? "finished" : "other";
  const isBegun = hasSettings && names.includes(trainFiles.csv);
  // a process that was killed at once leaves an empty folder, or one with a lock
  const isOurs = (name: string): boolean => name === "lock" || isTemporary(name) || isOwn(name);
  return isBegun || names.every(isOurs) ? "begun" : "other";
}

/** Whether a file is one of a run's. */
export const isOwn = (name: string): boolean => Object.values<string>(trainFiles).includes(name);

/** Whether a file is what is left of writing one of them. */
export const isTemporary = (name: string): boolean => name.endsWith(".tmp") && isOwn(name.slice(0, -".tmp".length));
