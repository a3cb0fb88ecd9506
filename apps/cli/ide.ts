import { basename } from "node:path";
import { type CliCommand, type CliInput, type CliIo, exitCodes } from "./command.js";
import type { IdeJob, IdeResult, IdeSettings } from "./job.js";
import { perform } from "./perform.js";
import { addOutputOptions, optionalText } from "./problem-options.js";
import { parseNumber, parseNumbers, type ValueRange } from "./values.js";

const examples = `
FILE is a .ts, .js or .mjs module. Its export \`problem\`, or its default export, is the equation
y' = local(x, y) + scale(x)·∫ kernel(x, s)·integrand(y(s)) ds from lower(x) to upper(x), y(start) = initial:

  export const problem = {
    start: 0, end: 5, initial: 1,
    local: (x, y) => -y,
    kernel: (x, s) => Math.exp(s - x),
    lower: () => 0,
    upper: (x) => x,
  };

Examples:
  adaflow ide problem.mjs
  adaflow ide problem.mjs --at 0.5,1,2 --json
  adaflow ide problem.ts --method spectral --tolerance 1e-12 --csv rows.csv --plot solution.svg
  adaflow ide problem.mjs --method relaxation --smoothing 0.5 --maximum-iterations 200

Without --at there are 101 rows, at equal distances from start to end, or to the x that was reached.`;

/** Numbers among the settings of the solver. */
const numberFlags = [
  { flag: "--tolerance", option: "tolerance", range: "positive" },
  { flag: "--step", option: "step", range: "positive" },
  { flag: "--stages", option: "stages", range: "count" },
  { flag: "--smoothing", option: "smoothing", range: "factor" },
  { flag: "--maximum-iterations", option: "maximumIterations", range: "count" },
] as const satisfies readonly { flag: string; option: keyof IdeSettings; range: ValueRange }[];

export const command: CliCommand = {
  configure(command) {
    command
      .argument("<file>", "module with the problem")
      .option("--method <name>", "marching, spectral, relaxation or auto (default)")
      .option("--tolerance <e>", "bound of sup |Δy| relative to max(1, sup |y|) (1e-10)")
      .option("--at <xs>", "report exactly these x, in this order")
      .option("--step <h>", "marching: length of the elements of a uniform mesh (adaptive)")
      .option("--stages <n>", "marching: collocation nodes per element, 2 to 12 (8)")
      .option("--smoothing <a>", "relaxation: share of the old iterate in the next one, in [0, 1)")
      .option("--maximum-iterations <n>", "sweeps (1000) or Newton steps for one system (50), at most");
    addOutputOptions(command);
    command.addHelpText("after", examples);
  },
  run: ide,
};

async function ide(input: CliInput, io: CliIo): Promise<number> {
  const job = readJob(input, io.cwd);
  const { outputs, result } = await perform(job, { input, io });
  const { describeLeft, describeSolution, solutionCsv, solutionJson, solutionTable } = await import("./ide-text.js");
  await outputs.write({
    settings: settingsOf(job, result),
    result: () => [solutionJson(result)],
    table: { name: "solution.csv", chunks: () => [solutionCsv(result)] },
    figure: async () => {
      const { solutionFigure } = await import("../../src/report/index.js");
      const { curve, components, method, status } = result;
      return solutionFigure(
        { ...curve, labels: components.map(labelOf) },
        { title: `${basename(job.file)}, ${method}`, diverged: status === "diverged" },
      );
    },
  });
  const isJson = input.options.json === true;
  if (!isJson || result.status !== "completed") io.note(describeSolution(result));
  if (result.left.length > 0) io.note(describeLeft(result));
  io.out(isJson ? solutionJson(result) : solutionTable(result));
  return {
    completed: exitCodes.done,
    diverged: exitCodes.done,
    "not-converged": exitCodes.notConverged,
    interrupted: exitCodes.interrupted,
  }[result.status];
}

function readJob(input: CliInput, cwd: string): IdeJob {
  const text = (flag: string) => optionalText(input, "solve", flag);
  const method = text("--method");
  const numbers = numberFlags.flatMap(({ flag, option, range }) => {
    const value = text(flag);
    return value === undefined ? [] : [[option, parseNumber(value, range)] as const];
  });
  const at = text("--at");
  return {
    kind: "ide",
    file: input.operands[0]!,
    cwd,
    // the solver refuses a name that it does not know
    settings: {
      ...(method && { method: method.text as NonNullable<IdeSettings["method"]> }),
      ...Object.fromEntries(numbers),
    },
    typed: [...input.typed],
    ...(at && { at: parseNumbers(at, "finite") }),
  };
}

/** What determines the result, beside the file. */
function settingsOf({ file, at }: IdeJob, { settings, method }: IdeResult) {
  return { command: "ide", file, at, ...settings, method };
}

/** How a legend writes the name of a column: `re y0` for `y0_re`. */
function labelOf(component: string): string {
  const [name, part] = component.split("_");
  return part === undefined ? name! : `${part} ${name}`;
}
