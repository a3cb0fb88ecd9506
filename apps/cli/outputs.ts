import { existsSync } from "node:fs";
import { access, constants, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { FigureSpec } from "../../src/report/index.js";
import type { CliInput } from "./command.js";
import { usageError } from "./values.js";

/** What a command can write. */
export interface OutputContent {
  readonly settings: unknown;
  /** Name of the result in a folder; default result.json. */
  readonly resultName?: string;
  result(): Iterable<string>;
  readonly table: { readonly name: string; chunks(): Iterable<string> };
  figure(): Promise<FigureSpec>;
  /** What --region writes. */
  region?(): Promise<FigureSpec>;
}

export interface Outputs {
  /** Writes whatever was asked for; each file and folder appears whole or not at all. */
  write(content: OutputContent): Promise<void>;
}

type Chunks = Iterable<string | Uint8Array>;

/**
 * Where --csv, --plot, --region and --out write, checked before the work begins.
 *
 * @throws {RangeError} if something exists and --force was not given, or a figure is neither .svg nor .png.
 */
export async function prepareOutputs({ options }: CliInput, cwd: string): Promise<Outputs> {
  const path = (name: string): string | undefined => {
    const text = options[name];
    if (typeof text !== "string") return undefined;
    if (text === "") throw usageError({ action: "write", name: `--${name}`, text }, "a path");
    return resolve(cwd, text);
  };
  const files = { csv: path("csv"), plot: path("plot"), region: path("region") };
  const folder = path("out");
  for (const name of ["plot", "region"] as const) {
    if (files[name] === undefined || /\.(svg|png)$/i.test(files[name])) continue;
    const value = { action: "write", name: `--${name}`, text: String(options[name]) };
    throw usageError(value, "a file that ends in .svg or .png");
  }
  for (const [name, target] of Object.entries({ ...files, out: folder })) {
    if (target === undefined) continue;
    await checkTarget(target, { name: `--${name}`, isForced: options.force === true, isFolder: name === "out" });
  }
  return {
    async write(content) {
      const { csv, plot, region } = files;
      if (csv) await writing("--csv", csv, () => writeWhole(csv, content.table.chunks()));
      if (plot) await writeFigure("--plot", plot, await content.figure());
      if (region && content.region) await writeFigure("--region", region, await content.region());
      if (folder) await writing("--out", folder, () => writeFolder(folder, content));
    },
  };
}

async function writeFigure(name: string, target: string, figure: FigureSpec): Promise<void> {
  const drawn = await draw(figure, target);
  await writing(name, target, () => writeWhole(target, [drawn]));
}

/** What the system refuses becomes a sentence. */
async function writing(name: string, target: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    throw usageError({ action: "write", name, text: `${target} (${code})` }, "a place that can be written");
  }
}

async function checkTarget(
  target: string,
  { name, isForced, isFolder }: { name: string; isForced: boolean; isFolder: boolean },
): Promise<void> {
  const found = existsSync(target) ? await stat(target) : null;
  const value = { action: "write", name, text: target };
  if (found !== null && !isForced) throw usageError(value, `a new ${isFolder ? "folder" : "file"}, or --force given`);
  if (found !== null && found.isDirectory() !== isFolder) throw usageError(value, `a ${isFolder ? "folder" : "file"}`);
  const parent = dirname(target);
  if (!isFolder && !existsSync(parent)) throw usageError(value, "in a folder that exists");
  // before the work begins; a folder may still have to be made
  if (existsSync(parent)) await writing(name, target, () => access(parent, constants.W_OK));
}

async function draw(figure: FigureSpec, file: string): Promise<string | Uint8Array> {
  const { renderSvg, svgToPng } = await import("../../adapters/charts/index.js");
  const svg = await renderSvg(figure);
  return /\.png$/i.test(file) ? svgToPng(svg) : svg;
}

/** Writes a file under a temporary name beside it, and renames it. */
async function writeWhole(file: string, chunks: Chunks): Promise<void> {
  const temporary = temporaryName(file);
  try {
    await writeChunks(temporary, chunks);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function writeChunks(file: string, chunks: Chunks): Promise<void> {
  const handle = await open(file, "w");
  try {
    for (const chunk of chunks) await handle.writeFile(chunk);
  } finally {
    await handle.close();
  }
}

/** A run folder; an existing one (--force) gets these files and keeps all others. */
async function writeFolder(folder: string, content: OutputContent): Promise<void> {
  const { settings, resultName = "result.json", result, table, figure } = content;
  const temporary = temporaryName(folder);
  const contents: Readonly<Record<string, Chunks>> = {
    "settings.json": [`${JSON.stringify(settings, null, 2)}\n`],
    [resultName]: result(),
    [table.name]: table.chunks(),
    "figure.svg": [await draw(await figure(), "figure.svg")],
  };
  await mkdir(temporary, { recursive: true });
  try {
    for (const [name, chunks] of Object.entries(contents)) await writeChunks(join(temporary, name), chunks);
    if (!existsSync(folder)) return await rename(temporary, folder);
    for (const name of Object.keys(contents)) await rename(join(temporary, name), join(folder, name));
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

function temporaryName(target: string): string {
  return join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
}
