import { CommanderError } from "commander";
import { exitCodes } from "./command.js";
import { createProgram } from "./program.js";
import { createTerminal, type Terminal } from "./terminal.js";

/** A defect of adaflow itself, as sysexits.h numbers it; no result has this code. */
const SOFTWARE_ERROR = 70;

/**
 * Runs one command line.
 *
 * @param argv arguments without the program's own two
 * @returns the exit code
 */
export async function main(argv: readonly string[]): Promise<number> {
  const terminal = createTerminal();
  try {
    const { program, exitCode } = await createProgram(argv, terminal.io);
    await program.parseAsync(argv, { from: "user" });
    return exitCode();
  } catch (error) {
    return report(error, terminal);
  } finally {
    terminal.close();
  }
}

function report(error: unknown, terminal: Terminal): number {
  if (error instanceof CommanderError) {
    // commander has printed its message; help and version are no errors
    return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  }
  if (!(error instanceof Error) || isDefect(error)) {
    terminal.error(
      `adaflow failed unexpectedly, which is a defect in it: ${error instanceof Error ? error.stack : error}`,
    );
    return SOFTWARE_ERROR;
  }
  terminal.error(error.message);
  return exitCodes.usage;
}

/** Errors of the engine, in contrast to sentences about the input. */
function isDefect(error: Error): boolean {
  // a sentence may quote what a user's module threw
  if (/^Cannot .* must .*: current value /s.test(error.message)) return false;
  if (error.name === "ReferenceError") return true;
  return error.name === "TypeError" && /is not a function|is not iterable|of (undefined|null) \(/.test(error.message);
}
