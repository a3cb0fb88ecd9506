import ts from "typescript";
import { describe, expect, it, test } from "vitest";
import * as experiments from "../../src/experiments/index.js";
import * as ide from "../../src/ide/index.js";
import * as library from "../../src/index.js";
import * as biasCorrection from "../../src/models/bias-correction.js";
import * as numeric from "../../src/numeric/index.js";
import * as expression from "../../src/objectives/expression/index.js";
import * as report from "../../src/report/index.js";
import { isTest, readSources } from "./sources.js";

/** What examples may name without importing it. */
const names: Readonly<Record<string, unknown>> = {
  ...numeric,
  ...experiments,
  ...report,
  ...biasCorrection,
  ...library,
  ...expression,
  ...ide,
};

interface Example {
  readonly path: string;
  /** Name of the function or value it documents. */
  readonly subject: string;
  readonly code: string;
}

const comment =
  /\/\*\*((?:(?!\*\/)[\s\S])*?)@example\n((?:(?!\*\/)[\s\S])*?)\*\/\s*export (?:async )?(?:function\*? |const )(\w+)/g;

const examples: readonly Example[] = readSources("src")
  .filter((source) => !isTest(source))
  .flatMap(({ path, text }) =>
    [...text.matchAll(comment)].map(([, , body, subject]) => ({
      path,
      subject: subject!,
      code: body!.replace(/^ *\* ?/gm, "").trim(),
    })),
  );

/** A statement of an example with the comment on its line: `value` or `name is value`. */
interface Statement {
  readonly code: string;
  readonly isExpression: boolean;
  readonly comment: string;
}

function splitStatements(code: string): readonly Statement[] {
  const file = ts.createSourceFile("example.ts", code, ts.ScriptTarget.ES2022, true);
  return file.statements.map((statement) => ({
    code: statement.getText(file),
    isExpression: ts.isExpressionStatement(statement),
    comment: /^[ \t]*\/\/ (.*)/.exec(code.slice(statement.end))?.[1] ?? "",
  }));
}

/** Runs an example; returns what it promises beside what it gives. */
async function runExample(code: string): Promise<readonly { promised: unknown; given: unknown }[]> {
  const promises: { promised: unknown; given: unknown }[] = [];
  const lines = splitStatements(code).map((statement) => {
    const [, subject, value] = /^(?:([a-z][\w.]*) (?:is|=) )?(.*)$/.exec(statement.comment)!;
    const promised = readLiteral(value!);
    if (promised === undefined) return statement.code;
    const record = (text: string) => `$promise(${JSON.stringify(promised)}, ${text});`;
    if (subject) return `${statement.code}\n${record(subject)}`;
    return statement.isExpression ? record(statement.code.replace(/;$/, "")) : statement.code;
  });
  const { outputText } = ts.transpileModule(`async function $example() {\n${lines.join("\n")}\n}`, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  const $promise = (promised: unknown, given: unknown) => promises.push({ promised, given: structuredClone(given) });
  // the text comes from this repository
  const build = new Function("$promise", ...Object.keys(names), `${outputText}\nreturn $example();`);
  await build($promise, ...Object.values(names));
  return promises;
}

/** The value of a literal at the start of a comment, `1.5`, `[1, 2]`, `{ sup: 0.5 }`, `"text"`, `true`; else undefined. */
function readLiteral(text: string): unknown {
  const literal = text.replace(/^Float64Array /, "").replace(/^(-?[\d.e-]+|true|false|"[^"]*"), .*$/, "$1");
  try {
    return JSON.parse(literal.replace(/([{,] *)(\w+):/g, '$1"$2":'));
  } catch {
    return undefined;
  }
}

/** Arrays as lists; an array of one as its number where a number is promised. */
function plain(given: unknown, promised: unknown): unknown {
  const list = ArrayBuffer.isView(given) ? Array.from(given as Float64Array) : given;
  return Array.isArray(list) && list.length === 1 && !Array.isArray(promised) ? list[0] : list;
}

function expectClose(given: unknown, promised: unknown): void {
  // some examples say "less an ε", of 1e-8
  if (typeof promised === "number") expect(Math.abs((given as number) - promised)).toBeLessThan(1e-7);
  else if (Array.isArray(promised)) {
    expect((given as unknown[]).length).toBe(promised.length);
    promised.forEach((value, i) => {
      expectClose((given as unknown[])[i], value);
    });
  } else if (typeof promised === "object" && promised !== null) {
    for (const [key, value] of Object.entries(promised)) expectClose((given as Record<string, unknown>)[key], value);
  } else expect(given).toEqual(promised);
}

describe("examples in doc comments", () => {
  it("are found", () => {
    expect(examples.length).toBeGreaterThan(40);
  });

  it("stand at every public function", () => {
    const documented = new Set(examples.map(({ subject }) => subject));
    const functions = [library, expression, ide]
      .flatMap((entry) => Object.entries(entry))
      .filter(([, value]) => typeof value === "function");
    expect(functions.map(([name]) => name).filter((name) => !documented.has(name))).toEqual([]);
  });

  test.each(examples.map((example) => [example.subject, example] as const))("%s", async (_subject, { code }) => {
    const checked = await runExample(code);
    // an example that only shows values keeps at least what it promises
    for (const { promised, given } of checked) expectClose(plain(given, promised), promised);
  });

  it("would be caught if they promised something else", async () => {
    const checked = await runExample("const x = Float64Array.of(2);\nx; // [3]\nx.fill(4); // x is 5, or so");
    expect(checked).toEqual([
      { promised: [3], given: Float64Array.of(2) },
      { promised: 5, given: Float64Array.of(4) },
    ]);
    await expect(runExample("gamma(notDefined);")).rejects.toThrow(ReferenceError);
  });
});
