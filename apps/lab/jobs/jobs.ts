import type { anatomyJob } from "./anatomy-job.js";
import type { certificatesJob } from "./certificates-job.js";
import type { certificatesRegionJob } from "./certificates-region-job.js";
import type { commandJob } from "./command-job.js";
import type { Job } from "./job.js";
import type { landscapeJob } from "./landscape-job.js";
import type { mapCellJob } from "./map-cell-job.js";
import type { mapFrameJob } from "./map-frame-job.js";
import type { mapJob } from "./map-job.js";
import type { memoryJob } from "./memory-job.js";
import type { objectiveJob } from "./objective-job.js";
import type { paperJob } from "./paper-job.js";
import type { paperListJob } from "./paper-list-job.js";
import type { trajectoryJob } from "./trajectory-job.js";

/** Every job by its name; its code is loaded when it is first asked for. To add one, write its file and add it here twice. */
export interface Jobs {
  readonly trajectory: typeof trajectoryJob;
  readonly landscape: typeof landscapeJob;
  readonly objective: typeof objectiveJob;
  readonly map: typeof mapJob;
  readonly mapFrame: typeof mapFrameJob;
  readonly mapCell: typeof mapCellJob;
  readonly memory: typeof memoryJob;
  readonly certificates: typeof certificatesJob;
  readonly certificatesRegion: typeof certificatesRegionJob;
  readonly anatomy: typeof anatomyJob;
  readonly command: typeof commandJob;
  readonly paperList: typeof paperListJob;
  readonly paper: typeof paperJob;
}

export type JobName = keyof Jobs;
export type JobInput<K extends JobName> = Parameters<Jobs[K]>[0];
export type JobOutput<K extends JobName> = Awaited<ReturnType<Jobs[K]>>;
export type JobPartial<K extends JobName> = Parameters<Parameters<Jobs[K]>[1]["report"]>[0];

export const loadJob: { readonly [K in JobName]: () => Promise<Jobs[K]> } = {
  trajectory: async () => (await import("./trajectory-job.js")).trajectoryJob,
  landscape: async () => (await import("./landscape-job.js")).landscapeJob,
  map: async () => (await import("./map-job.js")).mapJob,
  mapFrame: async () => (await import("./map-frame-job.js")).mapFrameJob,
  mapCell: async () => (await import("./map-cell-job.js")).mapCellJob,
  memory: async () => (await import("./memory-job.js")).memoryJob,
  objective: async () => (await import("./objective-job.js")).objectiveJob,
  certificates: async () => (await import("./certificates-job.js")).certificatesJob,
  certificatesRegion: async () => (await import("./certificates-region-job.js")).certificatesRegionJob,
  anatomy: async () => (await import("./anatomy-job.js")).anatomyJob,
  command: async () => (await import("./command-job.js")).commandJob,
  paperList: async () => (await import("./paper-list-job.js")).paperListJob,
  paper: async () => (await import("./paper-job.js")).paperJob,
};

/** A job whose input and output are not told apart. */
export type AnyJob = Job<unknown, unknown, unknown>;
