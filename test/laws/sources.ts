import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** A TypeScript file of the project: its path from the root with forward slashes, its text, what it imports. */
export interface Source {
  readonly path: string;
  readonly text: string;
  /** Import specifiers; relative ones as paths of .ts files from the root. */
  readonly imports: readonly string[];
}

/** All .ts files below `folder`, tests included, in the order of their paths. */
export function readSources(folder: string): readonly Source[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => posix.join(folder, name.replaceAll("\\", "/")))
    .filter((path) => path.endsWith(".ts"))
    .sort()
    .map((path) => {
      const text = readFileSync(join(root, path), "utf8");
      const { importedFiles } = ts.preProcessFile(text, true, true);
      return { path, text, imports: importedFiles.map(({ fileName }) => resolve(path, fileName)) };
    });
}

export const isTest = ({ path }: Source) => path.endsWith(".test.ts");

function resolve(from: string, specifier: string): string {
  return specifier.startsWith(".") ? posix.join(posix.dirname(from), specifier).replace(/\.js$/, ".ts") : specifier;
}
