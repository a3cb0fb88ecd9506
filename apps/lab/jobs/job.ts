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

/** To the thread. */
export interface JobRequest {
  readonly id: number;
  readonly kind: string;
  readonly input: unknown;
}

/** From the thread. */
export type JobAnswer =
  | { readonly id: number; readonly kind: "partial" | "done"; readonly value: unknown }
  | {
      readonly id: number;
      readonly kind: "failed";
      readonly error: { readonly name: string; readonly message: string };
    };
