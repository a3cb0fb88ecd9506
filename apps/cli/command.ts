import type { Command } from "commander";

/** What a command may do to the outside; only `main.ts` builds one, so that commands can be tested without a terminal. */
export interface CliIo {
  /** Data, to stdout. Call it only when nothing can fail any more: at exit 2 stdout stays empty. */
  out(text: string): void;
  /** One message, to stderr; the newline is added. */
  note(message: string): void;
  /**
   * How much is done, 0..1, and what else there is to say of it; shows a bar on stderr if it is a terminal and the work takes
   * longer than half a second.
   */
  progress(fraction: number, words?: string): void;
  /** Whether Ctrl-C was pressed. Synchronous work has to yield to the event loop for this to change. */
  isCancelled(): boolean;
  /** Calls `listener` at the first Ctrl-C; a second one ends the process. */
  onCancel(listener: () => void): void;
  /** Waits for Ctrl-C where that is the end that is meant: nothing is said of an interruption. */
  untilCancelled(): Promise<void>;
  readonly cwd: string;
}

/** What was typed, completed from `ADAFLOW_*` and `adaflow.config.json`. */
export interface CliInput {
  /** Positional arguments. */
  readonly operands: readonly string[];
  /** Option values by commander's attribute name (`withReference`): the text as typed, or a boolean for a flag. */
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  /** Names of the options that were typed, not taken from the environment, the config file or a default. */
  readonly typed: ReadonlySet<string>;
}

/**
 * One command. The file of a command exports `command`, and imports at its top only what is light: `configure` runs for
 * `--help` too. Everything else is imported inside `run`.
 */
export interface CliCommand {
  /** Adds arguments, options and examples. Options take text and are not parsed here. */
  configure(command: Command): void;
  /** Does the work and returns the exit code; throws `RangeError`, `TypeError` or `SyntaxError` for bad input (exit 2). */
  run(input: CliInput, io: CliIo): Promise<number>;
}

/** Exit codes, part of the stable interface. */
export const exitCodes = {
  done: 0,
  findings: 1,
  usage: 2,
  notConverged: 3,
  interrupted: 130,
} as const;
