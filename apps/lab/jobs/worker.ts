import { describeFailure, type JobAnswer, type JobRequest } from "./job.js";
import { type AnyJob, type JobName, loadJob } from "./jobs.js";

const scope = self as unknown as {
  postMessage(message: JobAnswer, transfer: Transferable[]): void;
  addEventListener(type: "message", listener: (event: MessageEvent<JobRequest>) => void): void;
};

scope.addEventListener("message", async ({ data: { id, kind, input } }) => {
  const answer = (message: JobAnswer) => scope.postMessage(message, buffersOf(message));
  try {
    const job = (await loadJob[kind as JobName]()) as AnyJob;
    const value = await job(input, { report: (partial) => answer({ id, kind: "partial", value: partial }) });
    answer({ id, kind: "done", value });
  } catch (error) {
    answer({ id, kind: "failed", error: describeFailure(error) });
  }
});

/** The buffers of all typed arrays in a message, each once. */
function buffersOf(value: unknown, found: Set<ArrayBuffer> = new Set()): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  } else if (typeof value === "object" && value !== null) {
    for (const each of Object.values(value)) buffersOf(each, found);
  }
  return [...found];
}
