/** What a job may do beside returning its result. */
export interface JobContext<Partial = unknown> {
  /** Hands over what there is so far. */
  report(partial: Partial): void;
}

/**
 * Work for a thread of its own: from plain data to plain data.
 *
 * Arrays in what is reported and returned are handed over, not copied: a job keeps none of them.
 */
export type Job<Input, Output, Partial = never> = (
  input: Input,
  context: JobContext<Partial>,
) => Output | Promise<Output>;

/** Why there is no result. */
export interface JobFailure {
  readonly name: string;
  /** One sentence. */
  readonly message: string;
  /** Where a formula cannot be read, counted from 1. */
  readonly position?: number;
}

/** An error as plain data. */
export function describeFailure(error: unknown): JobFailure {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const { position } = Object(error) as { readonly position?: unknown };
  return { name, message, ...(typeof position === "number" && { position }) };
}

/** To the thread. */
export interface JobRequest {
  readonly id: number;
  readonly kind: string;
  readonly input: unknown;
}

/** From the thread. */
export type JobAnswer =
  | { readonly id: number; readonly kind: "partial" | "done"; readonly value: unknown }
  | { readonly id: number; readonly kind: "failed"; readonly error: JobFailure };
