import { type CliCommand, type CliInput, type CliIo, exitCodes } from "./command.js";
import type { CompareJob, CompareResult } from "./job.js";
import { perform } from "./perform.js";
import {
  addOutputOptions,
  addProblemOptions,
  addSettingOptions,
  optionalText,
  readProblem,
  requiredText,
  type SettingValues,
} from "./problem-options.js";
import { checkSize } from "./time-grid.js";
import { parseNames, parseNumber, parseNumbers, usageError } from "./values.js";

const examples = `
Examples:
  adaflow compare --optimizer adam --objective quadratic --theta0 1 --lr 0.1,0.05,0.025 --until 6
  adaflow compare --models nonlocal,inertial --optimizer adam --objective quadratic --theta0 1 --lr 0.1,0.05 --until 6
  adaflow compare --optimizer rmsprop --beta2 0.9 --objective doubleWell --theta0 0.1 --lr 0.02,0.01 --until 2 --plot gap.svg

Gaps are largest absolute differences over t = k·lr in [0, T], and the ones at the last of these times; the order is the
slope of log gap against log lr.`;

export const command: CliCommand = {
  configure(command) {
    command.option("--models <two>", "two of discrete, nonlocal, inertial (default: discrete,nonlocal)");
    addProblemOptions(command);
    command.option("--lr <list>", "learning rates, comma-separated").option("--until <T>", "horizon");
    addSettingOptions(command, "compare");
    addOutputOptions(command);
    command.addHelpText("after", examples);
  },
  run: compare,
};

async function compare(input: CliInput, io: CliIo): Promise<number> {
  const job = readJob(input, io.cwd);
  const { outputs, result } = await perform(job, { input, io });
  const { comparisonCsv, comparisonJson, comparisonTable, describeComparison } = await import("./compare-text.js");
  await outputs.write({
    settings: settingsOf(job, result.settings),
    result: () => [comparisonJson(result)],
    table: { name: "comparison.csv", chunks: () => [comparisonCsv(result)] },
    figure: async () => {
      const { comparisonFigure } = await import("../../src/report/index.js");
      const title = `${job.problem.optimizer} on ${job.problem.objective}: ${job.models.join(" and ")}`;
      return comparisonFigure({ rows: [...result.rows].map(figureRow), order: result.order }, { title });
    },
  });
  const isJson = input.options.json === true;
  if (job.lrs.every((lr) => job.until < lr * (1 - 1e-9))) {
    io.note(`No gap is measured, as --until ${job.until} is below every --lr: there is no step up to it.`);
  }
  const isComplete = result.rows.every(({ status }) => status.every((one) => one === "completed"));
  if (!isJson || !isComplete) io.note(describeComparison(result, job));
  io.out(isJson ? comparisonJson(result) : comparisonTable(result));
  return exitCodeOf(result, job);
}

/** Everything that determines the result, defaults included. */
function settingsOf({ problem, models, lrs, until }: CompareJob, settings: SettingValues) {
  const { objective, variables, theta0, optimizer } = problem;
  return { command: "compare", models, optimizer, objective, variables, theta0, lr: lrs, until, ...settings };
}

function readJob(input: CliInput, cwd: string): CompareJob {
  const problem = readProblem(input, "compare", cwd);
  const models = optionalText(input, "compare", "--models") ?? {
    action: "compare",
    name: "--models",
    text: "discrete,nonlocal",
  };
  const [first, second, ...rest] = parseNames(models);
  if (first === undefined || second === undefined || rest.length > 0 || first === second) {
    throw usageError(models, "two different models, comma-separated");
  }
  const lrs = parseNumbers(requiredText(input, "compare", "--lr"), "positive");
  const until = parseNumber(requiredText(input, "compare", "--until"), "positive");
  for (const lr of lrs) checkSize(Math.floor(until / lr + 1e-9), { action: "compare", until, lr });
  return { kind: "compare", problem, models: [first, second], lrs, until };
}

function figureRow({ lr, theta, m, v, loss }: CompareResult["rows"][number]) {
  return { lr, theta, m, v, loss };
}

function exitCodeOf({ rows }: CompareResult, { lrs }: CompareJob): number {
  const statuses = rows.flatMap(({ status }) => status);
  if (rows.length < lrs.length || statuses.includes("interrupted")) return exitCodes.interrupted;
  return statuses.includes("not-converged") ? exitCodes.notConverged : exitCodes.done;
}
