import { type CliCommand, type CliInput, type CliIo, exitCodes } from "./command.js";
import { flagName } from "./flag-words.js";

/** One line of a list; the fields depend on the kind. */
type Entry = Readonly<Record<string, unknown>> & { readonly name: string; readonly description: string };

const kinds: Readonly<Record<string, () => Promise<Entry[]>>> = {
  objectives: async () => {
    const { objectives } = await import("../../src/objectives/index.js");
    return objectives.map(({ name, parameters, formula, description }) => ({ name, parameters, formula, description }));
  },
  optimizers: async () => {
    const { optimizers } = await import("../../src/optimizers/index.js");
    return optimizers.map(({ name, formula, defaults, description }) => ({ name, formula, defaults, description }));
  },
  models: async () => {
    const { roads } = await import("../../src/experiments/index.js");
    return roads.map(({ name, optimizers, description }) => ({ name, optimizers, description }));
  },
  kernels: async () => {
    const { kernelSyntaxes } = await import("./kernel-text.js");
    return kernelSyntaxes.map(({ name, syntax, formula, description }) => ({ name, syntax, formula, description }));
  },
  theorems: async () => {
    const { statements } = await import("../../src/certificates/index.js");
    return statements.map(({ name, paper, title, evidence, needs }) => ({
      name,
      paper,
      needs: [...(evidence === "none" ? [] : ["objective"]), ...needs],
      description: title,
    }));
  },
  papers: async () => {
    const { papers } = await import("../../papers/index.js");
    return papers.map(({ name, arxiv, title }) => ({ name, arxiv, description: title }));
  },
};

export const command: CliCommand = {
  configure(command) {
    command
      .argument("<kind>", Object.keys(kinds).join(", "))
      .option("--json", "print one JSON object on stdout")
      .addHelpText("after", "\nExamples:\n  adaflow list objectives\n  adaflow list optimizers --json");
  },
  run: list,
};

async function list({ operands, options }: CliInput, io: CliIo): Promise<number> {
  const kind = operands[0] ?? "";
  if (!Object.hasOwn(kinds, kind)) {
    const { nearestNames } = await import("../../src/numeric/nearest.js");
    const near = nearestNames(kind, Object.keys(kinds));
    throw new RangeError(
      `Cannot list as the kind must be one of ${Object.keys(kinds).join(", ")} (nearest: ${near.join(", ")}): current value is ${kind}`,
    );
  }
  const entries = await kinds[kind]!();
  if (options.json === true) {
    io.out(`${JSON.stringify({ schema_version: 1, [kind]: entries })}\n`);
    return exitCodes.done;
  }
  const { formatList } = await import("./table.js");
  io.out(formatList(entries.map(lineOf)));
  return exitCodes.done;
}

/** Name with its parameters or spelling, formula or what belongs to it, description. */
function lineOf({ name, description, parameters, syntax, formula, optimizers, arxiv, paper, needs }: Entry): string[] {
  if (Array.isArray(needs)) {
    const flags = needs.map((need) => flagName(String(need)));
    return [name, String(paper), `${description}${flags.length > 0 ? `; needs ${flags.join(", ")}` : ""}`];
  }
  const detail = formula ?? (Array.isArray(optimizers) ? optimizers.join(", ") : arxiv);
  return [String(syntax ?? `${name}${parameters ?? ""}`), String(detail ?? ""), description];
}
