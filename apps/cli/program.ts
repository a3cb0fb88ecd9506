import { readFileSync } from "node:fs";
import { Command } from "commander";
import { type CliCommand, type CliInput, type CliIo, exitCodes } from "./command.js";

interface LazyCommand {
  readonly summary: string;
  load(): Promise<{ readonly command: CliCommand }>;
}

/** Every command; only the one that is called is loaded. */
export const lazyCommands: Readonly<Record<string, LazyCommand>> = {
  solve: { summary: "solve one problem, as an equation or with the algorithm", load: () => import("./solve.js") },
  ide: { summary: "solve an integro-differential equation of your own", load: () => import("./ide.js") },
  compare: { summary: "measure the gap between algorithm and equation", load: () => import("./compare.js") },
  certify: {
    summary: "check theorems: hypotheses, constants, promises along a run",
    load: () => import("./certify.js"),
  },
  anatomy: {
    summary: "take a run's spikes apart: what announces them, and their stages",
    load: () => import("./anatomy.js"),
  },
  map: { summary: "map what the algorithm does over two of its settings", load: () => import("./map.js") },
  diagnose: { summary: "say what a run does, from a log of its losses", load: () => import("./diagnose.js") },
  train: { summary: "train a network as a spec says, with metrics and checkpoints", load: () => import("./train.js") },
  reproduce: { summary: "reproduce a paper: figures, claims, report", load: () => import("./reproduce.js") },
  lab: { summary: "serve the lab, a page to see it all move, to your browser", load: () => import("./lab.js") },
  data: { summary: "list the data sets that are there, or fetch one", load: () => import("./data.js") },
  list: {
    summary: "list objectives, optimizers, models, kernels, theorems or papers",
    load: () => import("./list.js"),
  },
};

const examples = `
Examples:
  adaflow solve --optimizer adam --objective "(x-4)^2" --theta0 1 --lr 0.1 --until 6
  adaflow solve --model discrete --optimizer adamw --objective rosenbrock --theta0 -1.2,1 --lr 0.01 --steps 500 --json
  adaflow compare --optimizer rmsprop --objective quadratic --theta0 1 --lr 0.1,0.05,0.025 --until 3 --plot gap.svg
  adaflow ide problem.mjs --at 0.5,1,2 --plot solution.svg
  adaflow certify --theorem h1-theorem-2 --optimizer rmsprop --objective quadratic --theta0 1 --lr 0.1 --until 6
  adaflow diagnose log.csv --lr 1e-3 --beta1 0.9 --beta2 0.999
  adaflow reproduce heredia-2024 --out report
  adaflow list objectives
  adaflow lab --open

Settings may also come from ADAFLOW_* variables (ADAFLOW_LR=0.1) and from adaflow.config.json ({ "lr": 0.1 });
what is typed wins, then the environment, then the file.

Exit codes: 0 done (a divergence is a result), 1 findings, 2 usage or unreadable input, 3 not converged, 130 interrupted.`;

/** The program with the command that `argv` calls; `exitCode` is known after parsing. */
export async function createProgram(
  argv: readonly string[],
  io: CliIo,
): Promise<{ program: Command; exitCode: () => number }> {
  let code: number = exitCodes.done;
  const program = new Command("adaflow")
    .description("What is Adam actually doing? Optimizers as equations with memory: solved, compared, checked.")
    .version(readVersion(), "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText("after", examples);
  const operands = argv.filter((word) => !word.startsWith("-"));
  const called = operands[0] === "help" ? operands[1] : operands[0];
  for (const [name, { summary, load }] of Object.entries(lazyCommands)) {
    const subcommand = program.command(name).summary(summary).description(summary);
    if (name !== called) continue;
    const { command } = await load();
    command.configure(subcommand);
    subcommand.action(async () => {
      code = await command.run(await readInput(subcommand, io), io);
    });
  }
  return { program, exitCode: () => code };
}

/** What was typed, completed from the environment and the config file. */
async function readInput(subcommand: Command, io: CliIo): Promise<CliInput> {
  const { applyConfig } = await import("./config.js");
  await applyConfig(subcommand, { cwd: io.cwd, env: process.env, note: io.note });
  const options = subcommand.opts();
  const typed = Object.keys(options).filter((name) => subcommand.getOptionValueSource(name) === "cli");
  return { operands: subcommand.args, options, typed: new Set(typed) };
}

function readVersion(): string {
  const file = new URL("../../../package.json", import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
