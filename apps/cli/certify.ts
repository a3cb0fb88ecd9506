import type { ConstantName } from "../../src/certificates/index.js";
import { type CliCommand, type CliInput, type CliIo, exitCodes } from "./command.js";
import type { CertifyJob, CertifyResult } from "./job.js";
import { perform } from "./perform.js";
import {
  addOutputOptions,
  addProblemOptions,
  addSettingOptions,
  optionalText,
  readDataFolder,
  readEnds,
  readSettings,
  readVariables,
} from "./problem-options.js";
import { parseNames, parseNumber, parseNumbers, usageError, type ValueRange } from "./values.js";

const examples = `
Examples:
  adaflow certify --theorem h1-theorem-2 --optimizer rmsprop --objective quadratic --theta0 1 --lr 0.1 --until 6
  adaflow certify --optimizer adagrad --objective "(x-4)^2" --theta0 1 --lr 0.1 --until 6 --estimate
  adaflow certify --theorem h1-lemma-3 --optimizer adagrad --objective "(x-4)^2" --theta0 1 --lr 0.1 --until 6 \\
    --smoothness 2 --strong-convexity 2 --minimum 0 --plot promises.svg
  adaflow certify --theorem h1-lemma-4 --beta1 0.9 --beta2 0.999 --json
  adaflow certify --region region.svg

Theorems about the method alone need no objective. See \`adaflow list theorems\`. Exit code 1 if all hypotheses of a theorem
hold and its promise is broken: an error in the theory, in a given constant or in the numbers.`;

/** Constants of an objective that a caller may vouch for. */
const constantFlags = [
  {
    flags: "--smoothness <L>",
    name: "smoothness",
    range: "positive",
    description: "Lipschitz constant of the gradient",
  },
  { flags: "--strong-convexity <mu>", name: "strongConvexity", range: "positive", description: "of the objective" },
  { flags: "--pl <mu>", name: "pl", range: "positive", description: "Polyak–Łojasiewicz: ‖∇f‖² ≥ 2μ(f − f*)" },
  { flags: "--minimum <f>", name: "minimum", range: "finite", description: "smallest value of the objective, f*" },
] as const satisfies readonly { flags: string; name: ConstantName; range: ValueRange; description: string }[];

export const command: CliCommand = {
  configure(command) {
    command
      .option("--theorem <names>", "which, comma-separated, or all (default); see `adaflow list theorems`")
      .option("--model <name>", "nonlocal (default) or discrete");
    addProblemOptions(command);
    command
      .option("--lr <a>", "learning rate, also the unit of time (0.001 for theorems that need no run)")
      .option("--until <T>", "end of the run")
      .option("--steps <N>", "end of the run in steps: T = N·lr");
    for (const { flags, description } of constantFlags) command.option(flags, description);
    command
      .option("--estimate", "allow constants that are missing to be estimated along the run")
      .option("--region <file>", "draw where the scalar Lyapunov condition holds, .svg or .png; needs nothing else");
    addSettingOptions(command, "certify");
    addOutputOptions(command);
    command.addHelpText("after", examples);
  },
  run: certify,
};

async function certify(input: CliInput, io: CliIo): Promise<number> {
  if (isRegionAlone(input)) return drawRegion(input, io);
  const job = readJob(input, io.cwd);
  const { outputs, result } = await perform(job, { input, io });
  const text = await import("./certify-text.js");
  await outputs.write({
    settings: settingsOf(job, result),
    result: () => [text.certificatesJson(result)],
    table: { name: "promises.csv", chunks: () => text.promisesCsv(result) },
    figure: async () => {
      const { certificateFigure } = await import("../../src/report/index.js");
      const on = job.problem === undefined ? "" : ` on ${job.problem.objective}`;
      return certificateFigure(result.certificates, {
        title: `${job.model} ${result.optimizer}${on}, lr ${result.lr}`,
      });
    },
    region: () => regionOf(result.lr),
  });
  const isJson = input.options.json === true;
  if (result.left.length > 0) io.note(text.describeLeft(result));
  if (!isJson || !isWhole(result)) io.note(text.describeCertificates(result, job));
  io.out(isJson ? text.certificatesJson(result) : text.certificatesText(result, { isColourful: isColourful() }));
  return exitCodeOf(result);
}

/** Whether nothing but the picture is asked for. */
function isRegionAlone({ options, typed }: CliInput): boolean {
  const beside = ["region", "lr", "force", "json"];
  return typeof options.region === "string" && [...typed].every((name) => beside.includes(name));
}

async function drawRegion(input: CliInput, io: CliIo): Promise<number> {
  const lr = optionalText(input, "certify", "--lr");
  const rate = lr ? parseNumber(lr, "positive") : undefined;
  const { prepareOutputs } = await import("./outputs.js");
  const outputs = await prepareOutputs({ ...input, options: { ...input.options, out: undefined } }, io.cwd);
  const { certificatesJson } = await import("./certify-text.js");
  const nothing = { certificates: [], trajectory: null };
  await outputs.write({
    settings: { command: "certify", lr: rate },
    result: () => [certificatesJson(nothing)],
    table: { name: "promises.csv", chunks: () => [] },
    figure: () => regionOf(rate),
    region: () => regionOf(rate),
  });
  if (input.options.json === true) io.out(certificatesJson(nothing));
  return exitCodes.done;
}

async function regionOf(lr: number | undefined) {
  const { scalarRegionGrids } = await import("../../src/certificates/scalar-region-grids.js");
  const { regionFigure } = await import("../../src/report/index.js");
  return regionFigure(scalarRegionGrids(lr === undefined ? {} : { lr }));
}

function readJob(input: CliInput, cwd: string): CertifyJob {
  const text = (flag: string) => optionalText(input, "certify", flag);
  const [objective, theta0, lr, theorem] = ["--objective", "--theta0", "--lr", "--theorem"].map(text);
  const optimizer = text("--optimizer");
  const names = theorem ? parseNames(theorem) : ["all"];
  const ends = readEnds(input, { action: "certify" });
  if (ends.until !== undefined && ends.steps !== undefined) {
    const both = { action: "certify", name: "the end", text: `--until ${ends.until} and --steps ${ends.steps}` };
    throw usageError(both, "given by exactly one of --until and --steps");
  }
  const given = constantFlags.flatMap(({ flags, name, range }) => {
    const value = text(flags.split(" ")[0]!);
    return value === undefined ? [] : [[name, parseNumber(value, range)] as const];
  });
  const start = theta0 && parseNumbers(theta0, "finite");
  const variables = readVariables(input, "certify");
  return {
    kind: "certify",
    method: { ...readSettings(input, "certify"), action: "certify", ...(optimizer && { optimizer: optimizer.text }) },
    ...(objective && {
      problem: {
        ...{ action: "certify", objective: objective.text, cwd },
        ...{ ...variables, ...(start && { theta0: start }), ...readDataFolder(input, cwd) },
      },
    }),
    model: text("--model")?.text ?? "nonlocal",
    ...(lr && { lr: parseNumber(lr, "positive") }),
    ...ends,
    ...(names.includes("all") ? {} : { theorems: names }),
    given: Object.fromEntries(given),
    estimate: input.options.estimate === true,
  };
}

/** Everything that determines the result, defaults included. */
function settingsOf({ problem, model, until, steps, theorems, given, estimate }: CertifyJob, result: CertifyResult) {
  const { objective, variables, theta0 } = problem ?? {};
  const { optimizer, lr, settings } = result;
  const what = { theorem: theorems ?? "all", ...given, estimate };
  return { command: "certify", ...what, model, optimizer, objective, variables, theta0, lr, until, steps, ...settings };
}

function isWhole({ trajectory, interrupted }: CertifyResult): boolean {
  return !interrupted && (trajectory === null || trajectory.status === "completed");
}

function exitCodeOf({ certificates, trajectory, interrupted }: CertifyResult): number {
  if (interrupted || trajectory?.status === "interrupted") return exitCodes.interrupted;
  if (certificates.some(({ verdict }) => verdict === "violated")) return exitCodes.findings;
  return trajectory === null || trajectory.status === "completed" ? exitCodes.done : exitCodes.notConverged;
}

function isColourful(): boolean {
  return process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== "dumb";
}
