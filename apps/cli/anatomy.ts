import type { AnatomyJob, AnatomyResult } from "./anatomy-job.js";
import { type CliCommand, type CliInput, type CliIo, exitCodes } from "./command.js";
import { perform } from "./perform.js";
import {
  addOutputOptions,
  addProblemOptions,
  addSettingOptions,
  optionalText,
  readEnds,
  readProblem,
  requiredText,
} from "./problem-options.js";
import { parseNumber, usageError } from "./values.js";

/** What it does, as refusals say. */
const action = "dissect";

const examples = `
Examples:
  adaflow anatomy --objective "x^2/2" --theta0 1 --lr 1e-3 --beta1 0.9 --beta2 0.99 --steps 4000
  adaflow anatomy --objective rosenbrock --theta0 -1.2,1 --lr 0.01 --steps 12000 --plot anatomy.svg
  adaflow anatomy --optimizer rmsprop --objective "x^2/2" --theta0 1 --lr 1e-3 --steps 4000 --json

Steps are numbers of updates. q is the preconditioned curvature along the gradient, held against 2/lr: see
docs/guide/spike-anatomy.md. A run without spikes is a result, with exit code 0.`;

export const command: CliCommand = {
  configure(command) {
    addProblemOptions(command);
    command
      .option("--lr <a>", "learning rate")
      .option("--until <T>", "end of the run as a time, T = k·lr")
      .option("--steps <N>", "end of the run in steps")
      .option("--from <k>", "first step that is looked at (0)")
      .option("--to <k>", "last step that is looked at (the end)")
      .option("--every <n>", "compute curvatures at every n-th step only (1)");
    addSettingOptions(command, action);
    addOutputOptions(command);
    command.addHelpText("after", examples);
  },
  run: anatomy,
};

async function anatomy(input: CliInput, io: CliIo): Promise<number> {
  const job = readJob(input, io.cwd);
  const { outputs, result } = await perform(job, { input, io });
  const text = await import("./anatomy-text.js");
  await outputs.write({
    settings: settingsOf(job, result),
    result: () => text.anatomyJson(result),
    table: { name: "anatomy.csv", chunks: () => text.anatomyCsv(result) },
    figure: async () => {
      const { anatomyFigure } = await import("../../src/report/index.js");
      return anatomyFigure(result.anatomy, { title: text.titleOf(result, job) });
    },
  });
  const isJson = input.options.json === true;
  if (!isJson || result.run.status !== "completed") io.note(text.describeAnatomy(result, job));
  for (const chunk of isJson ? text.anatomyJson(result) : [text.anatomyText(result)]) io.out(chunk);
  const isInterrupted = result.run.status === "interrupted" || result.anatomy.status === "interrupted";
  return isInterrupted ? exitCodes.interrupted : exitCodes.done;
}

/** Everything that determines the result, defaults included. */
function settingsOf({ problem, lr, until, steps, from, to, every }: AnatomyJob, { settings }: AnatomyResult) {
  const { objective, variables, theta0, optimizer } = problem;
  const looked = { from, to, every };
  return { command: "anatomy", optimizer, objective, variables, theta0, lr, until, steps, ...looked, ...settings };
}

function readJob(input: CliInput, cwd: string): AnatomyJob {
  const { optimizer = "adam" } = input.options;
  const problem = readProblem({ ...input, options: { ...input.options, optimizer } }, action, cwd);
  if (!["adam", "adamw", "rmsprop"].includes(problem.optimizer)) {
    throw usageError({ action, name: "--optimizer", text: problem.optimizer }, "adam, adamw or rmsprop");
  }
  const steps = (["from", "to", "every"] as const).flatMap((name) => {
    const value = optionalText(input, action, `--${name}`);
    if (value === undefined) return [];
    const number = parseNumber(value, name === "every" ? "count" : "nonnegative");
    if (!Number.isSafeInteger(number)) throw usageError(value, "an integer ≥ 0");
    return [[name, number] as const];
  });
  const lr = parseNumber(requiredText(input, action, "--lr"), "positive");
  const ends = readEnds(input, { action });
  if (Object.keys(ends).length !== 1) {
    const text = ends.until === undefined ? "neither" : `--until ${ends.until} and --steps ${ends.steps}`;
    throw usageError({ action, name: "the end", text }, "given by exactly one of --until and --steps");
  }
  return { kind: "anatomy", problem, lr, ...ends, ...Object.fromEntries(steps) };
}
