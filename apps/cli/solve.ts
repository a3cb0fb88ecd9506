import { type CliCommand, type CliInput, type CliIo, exitCodes } from "./command.js";
import type { SolveJob } from "./job.js";
import { perform } from "./perform.js";
import {
  addOutputOptions,
  addProblemOptions,
  addSettingOptions,
  optionalText,
  readEnds,
  readProblem,
  type SettingValues,
} from "./problem-options.js";
import { parseNumber, parseNumbers } from "./values.js";

const examples = `
Examples:
  adaflow solve --optimizer adam --objective "(x-4)^2" --theta0 1 --lr 0.1 --until 6
  adaflow solve --model discrete --optimizer sgd --momentum 0.9 --objective beale --theta0 1,1 --lr 0.001 --steps 200
  adaflow solve --optimizer rmsprop --objective doubleWell --theta0 -0.1 --lr 0.01 --at 0.5,1.25 --json
  adaflow solve --model inertial --optimizer adam --objective quadratic --theta0 1 --velocity0 -2 --lr 0.1 --until 6
  adaflow solve --model flow --optimizer adam --rate1 2 --rate2 5 --objective quadratic --theta0 1 --until 6
  adaflow solve --optimizer general --kernel2 power:0.5 --objective quadratic --theta0 1 --lr 0.1 --until 5 --out run

Times are in units of t = k·lr. Without --at, rows are at t = 0, lr, 2·lr, …; m and v are the raw memories at t.
Flows have no learning rate: without --at, 201 equidistant rows.`;

export const command: CliCommand = {
  configure(command) {
    command.option("--model <name>", "nonlocal (default), inertial, discrete or flow");
    addProblemOptions(command);
    command
      .option("--lr <a>", "learning rate, also the unit of time; flows have none")
      .option("--until <T>", "end of the run")
      .option("--steps <N>", "end of the run in steps: T = N·lr")
      .option("--at <times>", "report exactly these times, in this order");
    addSettingOptions(command, "solve");
    addOutputOptions(command);
    command.addHelpText("after", examples);
  },
  run: solve,
};

async function solve(input: CliInput, io: CliIo): Promise<number> {
  const job = readJob(input, io.cwd);
  const { outputs, result } = await perform(job, { input, io });
  const text = await import("./solve-text.js");
  const { trajectory, negativeV } = result;
  await outputs.write({
    settings: settingsOf(job, result.settings),
    result: () => text.resultChunks(result),
    table: { name: "trajectory.csv", chunks: () => text.trajectoryCsv(trajectory) },
    figure: async () => {
      const { trajectoryFigure } = await import("../../src/report/index.js");
      const label = `${job.model} ${job.problem.optimizer}`;
      return trajectoryFigure([{ label, trajectory, negativeV }], {
        title: `${label} on ${job.problem.objective}${job.lr === undefined ? "" : `, lr ${job.lr}`}`,
      });
    },
  });
  const isJson = input.options.json === true;
  const { status } = trajectory;
  if (!isJson || status !== "completed") io.note(text.describeRun(result, job));
  if (negativeV) io.note(text.describeNegative(negativeV));
  for (const chunk of isJson ? text.resultChunks(result) : [text.trajectoryTable(trajectory)]) io.out(chunk);
  return {
    completed: exitCodes.done,
    diverged: exitCodes.done,
    "not-converged": exitCodes.notConverged,
    interrupted: exitCodes.interrupted,
  }[status];
}

/** Everything that determines the result, defaults included. */
function settingsOf({ problem, model, lr, until, steps, at }: SolveJob, settings: SettingValues) {
  const { objective, variables, theta0, optimizer } = problem;
  return { command: "solve", model, optimizer, objective, variables, theta0, lr, until, steps, at, ...settings };
}

function readJob(input: CliInput, cwd: string): SolveJob {
  const problem = readProblem(input, "solve", cwd);
  const [at, lr] = ["--at", "--lr"].map((name) => optionalText(input, "solve", name));
  return {
    kind: "solve",
    problem,
    model: optionalText(input, "solve", "--model")?.text ?? "nonlocal",
    ...(lr && { lr: parseNumber(lr, "positive") }),
    ...readEnds(input, { action: "solve", typed: ["until", "steps", "at"] }),
    typed: (["lr", "steps"] as const).filter((name) => input.typed.has(name)),
    ...(at && { at: parseNumbers(at, "nonnegative") }),
  };
}
