import { readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** Where a module is looked for, and what for. */
export interface ImportOptions {
  /** Folder that a relative file name starts from. */
  readonly cwd: string;
  /** What the errors say is loaded, such as `the objective`. */
  readonly what: string;
}

/** A file by its name as typed, and what is loaded from it. */
interface Wanted {
  readonly name: string;
  readonly what: string;
}

function loadError({ name, what }: Wanted, problem: string, current: unknown): TypeError {
  const shown = (current instanceof Error ? `${current.name}: ${current.message}` : String(current)).split("\n")[0];
  // a syntax error says its place only in the first line of its stack, as file:line
  const line =
    current instanceof SyntaxError ? /^\S*:(\d+)$/.exec(current.stack?.split("\n")[0] ?? "")?.[1] : undefined;
  const place = line === undefined ? "" : ` (line ${line})`;
  return new TypeError(`Cannot load ${what} as ${name} must ${problem}: current value is ${shown}${place}`);
}

/** JavaScript of a TypeScript text: types become blanks, so that lines and columns stay. */
async function stripTypes(source: string, wanted: Wanted): Promise<string> {
  const { default: blankSpace } = await import("ts-blank-space");
  const refused: string[] = [];
  const script = blankSpace(source, (node) => {
    refused.push(source.slice(node.pos, node.end).trim());
  });
  if (refused.length > 0) {
    throw loadError(
      wanted,
      "hold only types that can be erased (no enum, no namespace, no parameter property)",
      refused[0],
    );
  }
  return script;
}

/** Imports the text of a module; one that imports others needs a place beside them for a moment. */
async function importText(script: string, path: string): Promise<unknown> {
  if (!/\bimport\b|\bfrom\s*["']/.test(script)) {
    return await import(/* @vite-ignore */ `data:text/javascript;charset=utf-8,${encodeURIComponent(script)}`);
  }
  const temporary = join(dirname(path), `.${basename(path, ".ts")}.${process.pid}.mjs`);
  await writeFile(temporary, script, { flag: "wx" });
  try {
    return await import(/* @vite-ignore */ pathToFileURL(temporary).href);
  } finally {
    await rm(temporary, { force: true });
  }
}

/**
 * The exports of a module file.
 *
 * A `.ts` file loses its types by ts-blank-space; it may import packages and .js files, not other .ts files. If it
 * imports anything, its script stands beside it as a hidden file while it is loaded.
 *
 * @throws {TypeError} if the file cannot be read or if loading it throws.
 */
export async function importModule(
  name: string,
  { cwd, what }: ImportOptions,
): Promise<Readonly<Record<string, unknown>>> {
  const wanted = { name, what };
  const path = resolve(cwd, name);
  let source: string;
  try {
    source = await readFile(path, "utf8");
  } catch (error) {
    throw loadError(wanted, "be a file that can be read", error);
  }
  const script = path.endsWith(".ts") ? await stripTypes(source, wanted) : null;
  try {
    const module =
      script === null ? await import(/* @vite-ignore */ pathToFileURL(path).href) : await importText(script, path);
    return module as Record<string, unknown>;
  } catch (error) {
    throw loadError(wanted, "be a module that loads", error);
  }
}
