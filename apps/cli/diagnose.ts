import type { TrainingLog } from "../../adapters/files/read-log.js";
import { type CliCommand, type CliInput, type CliIo, exitCodes } from "./command.js";
import type { DiagnosedLog, Settings } from "./diagnose-text.js";
import { addOutputOptions } from "./problem-options.js";
import { parseNumber, type TextValue, usageError, type ValueRange } from "./values.js";

const examples = `
FILE is a log of losses, one row for each time it was written: CSV (with or without a header) or JSON lines. - reads stdin.
A column named step, iteration or epoch counts the steps; without one, rows are counted. Of a column t, the time k·lr, the
steps are known with --lr. NaN and infinity are evidence; columns theta or theta1, theta2, … are read as parameters.

Examples:
  adaflow diagnose log.csv
  adaflow diagnose log.csv --column train_loss --lr 1e-3 --beta1 0.9 --beta2 0.999
  adaflow diagnose metrics.jsonl --column train.loss --plot loss.svg
  grep '"loss"' output.txt | adaflow diagnose - --json

The exit code is 0 whatever the run does. See docs/guide/diagnose.md for what the words mean.`;

export const command: CliCommand = {
  configure(command) {
    command
      .argument("<file>", "log of losses, or - for stdin")
      .option("--column <name>", "column of the losses; keys of nested JSON are joined by dots (loss)")
      .option("--minimum <f>", "smallest value of the objective, f*: the log scale is then that of loss − f*")
      .option("--lr <a>", "learning rate of the run")
      .option("--beta1 <b>", "its factor of the mean of gradients")
      .option("--beta2 <b>", "its factor of the mean of squares");
    addOutputOptions(command);
    command.addHelpText("after", examples);
  },
  run: diagnoseLog,
};

async function diagnoseLog(input: CliInput, io: CliIo): Promise<number> {
  const settings = readSettings(input);
  const { prepareOutputs } = await import("./outputs.js");
  const outputs = await prepareOutputs(input, io.cwd);
  const { readLog } = await import("../../adapters/files/read-log.js");
  const { diagnose } = await import("../../src/regimes/index.js");
  const text = await import("./diagnose-text.js");
  const name = input.operands[0]!;
  const column = input.options.column;
  const source = await readText(name, io.cwd);
  const log = readLog(source, { name, ...(typeof column === "string" && { column }) });
  const steps = stepsOf(log, settings);
  const { minimum } = settings;
  const diagnosis = diagnose(log.loss, {
    steps,
    ...(minimum !== undefined && { minimum }),
    ...(log.theta && { theta: log.theta, dimension: log.dimension }),
  });
  const diagnosed: DiagnosedLog = { name, log, steps, diagnosis, settings };
  await outputs.write({
    settings: { command: "diagnose", file: name, column: log.column, ...settings },
    result: () => [text.diagnosisJson(diagnosed)],
    table: { name: "spikes.csv", chunks: () => [text.spikesCsv(diagnosis)] },
    figure: async () => {
      const { diagnosisFigure } = await import("../../src/report/index.js");
      return diagnosisFigure({ steps, loss: log.loss, diagnosis }, { title: name === "-" ? "stdin" : name });
    },
  });
  for (const note of log.notes) io.note(note);
  io.out(input.options.json === true ? text.diagnosisJson(diagnosed) : text.diagnosisText(diagnosed));
  return exitCodes.done;
}

/** Steps of the log; where it has the time t = k·lr instead and lr is known, k. */
function stepsOf({ steps, stepColumn, loss }: TrainingLog, { lr }: Settings): Float64Array {
  if (steps === null) return Float64Array.from(loss.keys());
  if (stepColumn !== "t" || lr === undefined) return steps;
  // times are rounded, steps are whole
  const inSteps = steps.map((time) => time / lr);
  return inSteps.every((step) => Math.abs(step - Math.round(step)) < 1e-6 * step + 1e-9)
    ? inSteps.map(Math.round)
    : inSteps;
}

/** Numbers among the options. */
const numberFlags = [
  { name: "lr", range: "positive" },
  { name: "beta1", range: "factor" },
  { name: "beta2", range: "factor" },
  { name: "minimum", range: "finite" },
] as const satisfies readonly { name: keyof Settings; range: ValueRange }[];

function readSettings({ options }: CliInput): Settings {
  const found = numberFlags.flatMap(({ name, range }) => {
    const text = options[name];
    if (typeof text !== "string") return [];
    const value: TextValue = { action: "diagnose", name: `--${name}`, text };
    return [[name, parseNumber(value, range)] as const];
  });
  return Object.fromEntries(found);
}

async function readText(name: string, cwd: string): Promise<string> {
  if (name === "-") {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString("utf8");
  }
  const { readFile } = await import("node:fs/promises");
  const { resolve } = await import("node:path");
  try {
    return await readFile(resolve(cwd, name), "utf8");
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw usageError({ action: "diagnose", name: "FILE", text: `${name} (${code})` }, "a file that can be read");
  }
}
