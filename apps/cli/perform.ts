import type { CliInput, CliIo } from "./command.js";
import { inFlagWords } from "./flag-words.js";
import type { Job, JobResult } from "./job.js";
import type { Outputs } from "./outputs.js";

/** Does a job on a second thread, after its outputs have been found writable; what it needs is loaded only now. */
export async function perform<J extends Job>(
  job: J,
  { input, io }: { readonly input: CliInput; readonly io: CliIo },
): Promise<{ outputs: Outputs; result: JobResult<J> }> {
  const { prepareOutputs } = await import("./outputs.js");
  const outputs = await prepareOutputs(input, io.cwd);
  const { runInBackground } = await import("./background.js");
  try {
    return { outputs, result: await runInBackground(job, io) };
  } catch (error) {
    throw inFlagWords(error, job);
  }
}
