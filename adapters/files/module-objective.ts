import type { Objective } from "../../src/objectives/index.js";

type Fields = Readonly<Record<string, unknown>>;

const OPTIONAL = ["valueAndGradient", "hessian", "hessianVector"] as const;

function fail(file: string, field: string, must: string, value: unknown): never {
  const shown = typeof value === "object" && value !== null ? "an object" : String(value).split("\n")[0];
  throw new TypeError(`Cannot load the objective as ${field} in ${file} must be ${must}: current value is ${shown}`);
}

/** Where the fields are: the module itself, or its export `objective` or `default`. */
function findFields(module: Fields): Fields {
  if (typeof module.value === "function") return module;
  for (const candidate of [module.objective, module.default]) {
    if (typeof candidate === "object" && candidate !== null) return candidate as Fields;
  }
  return module;
}

/**
 * The objective that a module exports: `dimension`, `value(theta)` and `gradient(theta, out)`, optionally
 * `valueAndGradient`, `hessian`, `hessianVector` and `constants`, as named exports or in one object that is the export
 * `objective` or the default export.
 *
 * @throws {TypeError} if one of them is missing or has a wrong type.
 */
export function moduleObjective(module: Fields, file: string): Objective {
  const fields = findFields(module);
  const { dimension, value, gradient, constants } = fields;
  if (!(Number.isInteger(dimension) && (dimension as number) >= 1)) {
    fail(file, "dimension", "a whole number >= 1", dimension);
  }
  if (typeof value !== "function") fail(file, "value", "a function", value);
  if (typeof gradient !== "function") fail(file, "gradient", "a function", gradient);
  const optional: Partial<Record<(typeof OPTIONAL)[number], unknown>> = {};
  for (const name of OPTIONAL) {
    const method = fields[name];
    if (method === undefined) continue;
    if (typeof method !== "function") fail(file, name, "a function if it is there", method);
    optional[name] = method.bind(fields);
  }
  if (constants !== undefined && (typeof constants !== "object" || constants === null)) {
    fail(file, "constants", "an object if they are there", constants);
  }
  return {
    dimension: dimension as number,
    value: value.bind(fields),
    gradient: gradient.bind(fields),
    ...(optional as Partial<Objective>),
    ...(constants !== undefined && { constants: constants as NonNullable<Objective["constants"]> }),
  };
}
