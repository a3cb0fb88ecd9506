import type { IntegroDifferentialProblem } from "../../src/ide/index.js";
import { nearestNames } from "../../src/numeric/index.js";
import { guardIdeProblem, ideFields } from "./guard-ide-problem.js";
import { importModule } from "./import-module.js";

/** Options of {@link loadIdeProblem}. */
export interface LoadIdeOptions {
  /** Folder that a relative file name starts from; default the current one. */
  readonly cwd?: string;
}

type Fields = Readonly<Record<string, unknown>>;

const WHAT = "the problem";

/**
 * The integro-differential problem that a .ts, .js or .mjs file exports as `problem` or as default.
 *
 * Only what is missing altogether is found here; the solver checks the values. Functions keep their `this`, and say which
 * of them threw, and where.
 *
 * @throws {TypeError} with one sentence that says what is wrong: a file that cannot be loaded, an export or a field that is
 *   missing.
 */
export async function loadIdeProblem(
  file: string,
  { cwd = process.cwd() }: LoadIdeOptions = {},
): Promise<IntegroDifferentialProblem> {
  const module = await importModule(file, { cwd, what: WHAT });
  const problem = findProblem(module, file);
  checkFields(problem, file);
  return guardIdeProblem(problem as unknown as IntegroDifferentialProblem, file);
}

function findProblem(module: Fields, file: string): Fields {
  const name = module.problem === undefined ? "default" : "problem";
  const found = module[name];
  if (typeof found === "object" && found !== null) return found as Fields;
  if (found !== undefined) fail(`the export ${name}`, file, { must: "an object", value: found });
  const names = Object.keys(module);
  throw new TypeError(
    `Cannot load ${WHAT} as ${file} must export it as problem or default: current value is ${
      names.length === 0 ? "a module without exports" : `a module with ${names.join(", ")}`
    }`,
  );
}

const known: readonly string[] = ideFields;

function checkFields(problem: Fields, file: string): void {
  // a field with a typing error would be left out of the equation without a word
  const unknown = Object.keys(problem).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new TypeError(
      `Cannot load ${WHAT} as fields in ${file} must be known ones such as ${nearestNames(unknown, known).join(", ")}: current value is ${unknown}`,
    );
  }
  for (const name of ["start", "end"]) {
    if (!Number.isFinite(problem[name])) fail(name, file, { must: "a finite number", value: problem[name] });
  }
  if (problem.initial === undefined) fail("initial", file, { must: "given", value: undefined });
  for (const name of ["lower", "upper"]) {
    if (typeof problem[name] !== "function") fail(name, file, { must: "a function of x", value: problem[name] });
  }
  for (const [name, other] of [
    ["local", "field"],
    ["kernel", "nonlinearKernel"],
  ] as const) {
    if (problem[name] === undefined && problem[other] === undefined) {
      fail(`${name} or ${other}`, file, { must: "given", value: undefined });
    }
  }
}

function fail(what: string, file: string, { must, value }: { must: string; value: unknown }): never {
  const kind = typeof value;
  const shown =
    kind === "function"
      ? "a function"
      : Array.isArray(value)
        ? "an array"
        : kind === "object" && value !== null
          ? "an object"
          : String(value).split("\n")[0];
  throw new TypeError(`Cannot load ${WHAT} as ${what} in ${file} must be ${must}: current value is ${shown}`);
}
