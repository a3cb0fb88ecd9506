import type { Job } from "./job.js";
import type { landscapeJob } from "./landscape-job.js";
import type { trajectoryJob } from "./trajectory-job.js";

/** Every job by its name; its code is loaded when it is first asked for. To add one, write its file and add it here twice. */
export interface Jobs {
  readonly trajectory: typeof trajectoryJob;
  readonly landscape: typeof landscapeJob;
}

export type JobName = keyof Jobs;
export type JobInput<K extends JobName> = Parameters<Jobs[K]>[0];
export type JobOutput<K extends JobName> = Awaited<ReturnType<Jobs[K]>>;
export type JobPartial<K extends JobName> = Parameters<Parameters<Jobs[K]>[1]["report"]>[0];

export const loadJob: { readonly [K in JobName]: () => Promise<Jobs[K]> } = {
  trajectory: async () => (await import("./trajectory-job.js")).trajectoryJob,
  landscape: async () => (await import("./landscape-job.js")).landscapeJob,
};

/** A job whose input and output are not told apart. */
export type AnyJob = Job<unknown, unknown, unknown>;
