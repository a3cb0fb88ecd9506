import type { AvailableSet } from "../../adapters/data/index.js";
import { type CliCommand, type CliInput, type CliIo, exitCodes } from "./command.js";
import { usageError } from "./values.js";

const examples = `
list shows the data sets that experiments can use, where they were found and which files are incomplete. fetch NAME downloads
one into a folder of that name in --data-dir, ADAFLOW_DATA or the user's cache, the first that is given, checks it, and goes on
where it was interrupted.

Data is looked for in --data-dir, ADAFLOW_DATA, ./data, the user's cache, /usr/share/datasets, /usr/local/share/datasets and
~/.keras/datasets, in each of them and in folders named after the set; packed or not.

Examples:
  adaflow data list
  adaflow data fetch fashion-mnist
  adaflow data fetch cifar-10 --data-dir /mnt/data
  adaflow data fetch cifar-10 --url https://mirror.example.org/cifar-10-binary.tar.gz`;

const actions: Readonly<Record<string, (input: CliInput, io: CliIo) => Promise<number>>> = { list, fetch: fetchData };

export const command: CliCommand = {
  configure(command) {
    command
      .argument("<action>", "list or fetch")
      .argument("[name]", "data set to fetch")
      .option("--data-dir <folder>", "folder of data sets")
      .option("--url <url>", "mirror to fetch from: the folder of the files")
      .option("--json", "print one JSON object on stdout")
      .addHelpText("after", examples);
  },
  run: data,
};

async function data(input: CliInput, io: CliIo): Promise<number> {
  const action = input.operands[0] ?? "";
  if (Object.hasOwn(actions, action)) return actions[action]!(input, io);
  const { nearestNames } = await import("../../src/numeric/nearest.js");
  const near = nearestNames(action, Object.keys(actions)).join(", ");
  const must = `one of ${Object.keys(actions).join(", ")} (nearest: ${near})`;
  throw usageError({ action: "manage data", name: "the action", text: action }, must);
}

async function list({ operands, options }: CliInput, io: CliIo): Promise<number> {
  if (operands[1] !== undefined) {
    throw usageError({ action: "list data", name: "NAME", text: operands[1] }, "left out: all sets are listed");
  }
  const { availableSets } = await import("../../adapters/data/index.js");
  const sets = await availableSets({ folder: textOf(options.dataDir), cwd: io.cwd });
  if (options.json === true) {
    io.out(`${JSON.stringify({ schema_version: 1, sets })}\n`);
    return exitCodes.done;
  }
  const { formatList } = await import("./table.js");
  const lines = sets.map((set) => [set.name, `${Math.round(set.bytes / 1e6)} MB`, whereIs(set), set.description]);
  io.out(formatList(lines));
  return exitCodes.done;
}

function whereIs({ folder, incomplete }: Pick<AvailableSet, "folder" | "incomplete">): string {
  if (folder === null) return "not found";
  return incomplete.length === 0 ? folder : `${folder} (incomplete: ${incomplete.join(", ")})`;
}

async function fetchData({ operands, options }: CliInput, io: CliIo): Promise<number> {
  const { dataSets, fetchSet, findDataSet } = await import("../../adapters/data/index.js");
  const name = operands[1];
  const names = dataSets.map((set) => set.name).join(", ");
  if (name === undefined) throw usageError({ action: "fetch data", name: "NAME", text: "missing" }, `one of ${names}`);
  const set = findDataSet(dataSets, name);
  const controller = new AbortController();
  io.onCancel(() => controller.abort());
  try {
    const { folder, files } = await fetchSet(set, {
      folder: textOf(options.dataDir),
      cwd: io.cwd,
      url: textOf(options.url),
      signal: controller.signal,
      onProgress: io.progress,
    });
    const isNew = files.some(({ wasThere }) => !wasThere);
    const text = `${name} ${isNew ? "is now" : "was already"} in ${folder}\n`;
    io.out(options.json === true ? `${JSON.stringify({ schema_version: 1, name, folder, files })}\n` : text);
    return exitCodes.done;
  } catch (error) {
    if (!controller.signal.aborted) throw error;
    io.note("What has come is kept; the same command goes on from there.");
    return exitCodes.interrupted;
  }
}

function textOf(option: string | boolean | undefined): string | undefined {
  return typeof option === "string" ? option : undefined;
}
