import type { z } from "zod";
import { nearestNames } from "../../src/numeric/index.js";
import { usualNames } from "./usual-names.js";

/** Sentences that are said at once. */
const MOST_SENTENCES = 20;

/** Collects what is wrong with a file, so that all of it can be said at once. */
export interface SpecProblems {
  /** Adds `Cannot read FILE as <field> must be <must>: current value is <value>`. */
  add(field: string, must: string, value: unknown): void;
  /** Adds that a field must be one of some names, with the nearest. */
  addName(field: string, names: readonly string[], value: unknown): void;
  /** The object as the schema has it; undefined, with what is wrong added, if it is none. */
  check<Schema extends z.ZodObject>(schema: Schema, value: unknown, path: string): z.infer<Schema> | undefined;
  /**
   * The same by one of several schemas, told by `key`; `fallback` where the key is not given.
   */
  checkOne<Schemas extends Readonly<Record<string, z.ZodObject>>>(
    schemas: Schemas,
    value: unknown,
    where: { readonly path: string; readonly key: string; readonly fallback?: string },
  ): z.infer<Schemas[keyof Schemas]> | undefined;
  /** @throws {RangeError} one sentence for each problem, if there are any, at most twenty. */
  conclude(): void;
}

/** Problems of a file of that name. */
export function createSpecProblems(name: string): SpecProblems {
  const sentences: string[] = [];
  const add: SpecProblems["add"] = (field, must, value) => {
    sentences.push(`Cannot read ${name} as ${field} must be ${must}: current value is ${shown(value)}`);
  };
  const isObject = (value: unknown, path: string): value is Record<string, unknown> => {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return true;
    add(path || "it", "a mapping of keys to values", value);
    return false;
  };
  const check: SpecProblems["check"] = (schema, value, path) => {
    if (!isObject(value, path)) return undefined;
    const { success, data, error } = schema.safeParse(value);
    if (success) return data;
    for (const issue of error.issues) addIssue(issue, { value, path, keys: Object.keys(schema.shape), add });
    return undefined;
  };
  const addName: SpecProblems["addName"] = (field, names, value) => add(field, oneOf(names, value), value ?? "missing");
  return {
    add,
    addName,
    check,
    checkOne(schemas, value, { path, key, fallback }) {
      if (!isObject(value, path)) return undefined;
      const kind = value[key] ?? fallback;
      const schema = typeof kind === "string" && Object.hasOwn(schemas, kind) ? schemas[kind] : undefined;
      if (schema !== undefined) return check(schema, value, path) as ReturnType<typeof check<never>>;
      addName(`${path}.${key}`, Object.keys(schemas), kind);
      return undefined;
    },
    conclude() {
      if (sentences.length > 0) throw new RangeError(sentences.slice(0, MOST_SENTENCES).join("\n"));
    },
  };
}

interface IssueContext {
  readonly value: Record<string, unknown>;
  readonly path: string;
  /** Keys that there may be. */
  readonly keys: readonly string[];
  readonly add: SpecProblems["add"];
}

function addIssue(issue: z.core.$ZodIssue, { value, path, keys, add }: IssueContext): void {
  const field = [path, ...issue.path.map(String)].filter((part) => part !== "").join(".");
  const current = issue.path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown>)?.[key], value);
  if (issue.code === "unrecognized_keys") {
    for (const key of issue.keys) add(path === "" ? key : `${path}.${key}`, oneOf(keys, key), value[key]);
  } else if (issue.code === "invalid_value") {
    add(field, oneOf(issue.values.map(String), current), current ?? "missing");
  } else if (issue.code === "invalid_union") {
    add(field, "a text or a number", current ?? "missing");
  } else if (issue.code === "invalid_type") {
    add(field, kindOf(issue.expected), current ?? "missing");
  } else if (issue.code === "too_small") {
    add(field, issue.origin === "array" ? "a longer list" : `a whole number ≥ ${issue.minimum}`, current);
  } else {
    add(field, issue.message.charAt(0).toLowerCase() + issue.message.slice(1), current);
  }
}

const kinds: Readonly<Record<string, string>> = {
  int: "a whole number",
  number: "a finite number",
  string: "a text",
  boolean: "true or false",
  array: "a list",
  tuple: "a list",
};

const kindOf = (expected: string): string => kinds[expected] ?? expected;

function oneOf(names: readonly string[], name: unknown): string {
  if (name === undefined) return `one of ${names.join(", ")}`;
  if (names.length === 1) return names[0]!;
  const all = `one of ${names.join(", ")}`;
  if (typeof name === "object") return all;
  const text = String(name);
  const usual = usualNames(text).filter((meant) => names.includes(meant));
  const near = usual.length > 0 ? usual : nearestNames(text, names);
  return `${all} (nearest: ${near.join(", ")})`;
}

function shown(value: unknown): string {
  const text = typeof value === "object" ? jsonOf(value) : String(value) || "empty";
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** A value as JSON; aliases can make one that holds itself. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return "a structure that holds itself";
  }
}
