import type { CertificatesOutput } from "../jobs/certificates-job.js";
import type { LabState } from "../state/lab-state.js";
import { shortNumber } from "./certificates-words.js";

/** Runs that are longer take noticeable time. */
const many = 20_000;

/** Whether a run has so many steps that the wait should be announced. */
export function isLongRun({ steps }: Pick<LabState, "steps">): boolean {
  return steps > many;
}

/** How the run ended that statements were held against, as a sentence. */
export function describeRun({ status, event, until }: NonNullable<CertificatesOutput["run"]>): string {
  if (status === "completed") return `Held against the run up to t = ${shortNumber(until)}.`;
  const cause = event ? `: ${event.kind} at t = ${shortNumber(event.time)}` : "";
  return `The run ended early, ${status}, at t = ${shortNumber(until)}${cause}. Statements about solutions are not certified.`;
}
