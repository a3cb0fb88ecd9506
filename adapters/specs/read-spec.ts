import { readFile } from "node:fs/promises";
import { type Document, parseDocument } from "yaml";

/**
 * The value that a YAML or JSON file holds.
 *
 * @throws {RangeError} if it cannot be read.
 * @throws {SyntaxError} if it is neither; the sentence says where.
 */
export async function readSpec(file: string, name: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new RangeError(`Cannot read the spec as ${name} must be a file that can be read: current value is ${code}`);
  }
  const document = parseDocument(text.replace(/^\uFEFF/, ""), { prettyErrors: true });
  const problem = document.errors[0];
  if (problem) {
    const [what = "", ...lines] = problem.message.split("\n");
    const place = lines.find((line) => line.trim() !== "");
    const current = `${what.replace(/:$/, "")}${place ? `: ${place.trim()}` : ""}`;
    throw new SyntaxError(`Cannot read ${name} as it must be YAML or JSON: current value has ${current}`);
  }
  const value = contentOf(document, name);
  if (value === null) throw new SyntaxError(`Cannot read ${name} as it must hold a spec: current value is nothing`);
  return value;
}

/** What a document means; aliases of nothing, or too many of them, are seen here only. */
function contentOf(document: Document, name: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    const what = String((error as Error).message).split("\n")[0];
    throw new SyntaxError(
      `Cannot read ${name} as it must be YAML or JSON whose aliases can be followed: current value has ${what}`,
    );
  }
}
