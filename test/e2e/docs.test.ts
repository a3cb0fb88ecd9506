import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it, test } from "vitest";
import { root } from "../laws/sources.js";
import { binary, createFolder } from "./run-cli.js";

const execute = promisify(execFile);
const guides = ["README.md", ...readdirSync(join(root, "docs/guide")).map((name) => `docs/guide/${name}`)];
const pages = [...guides, "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "test/golden/README.md"];
const read = (path: string) => readFileSync(join(root, path), "utf8");

interface Block {
  /** What follows the fence: sh, console, js, text, ts file=NAME. */
  readonly kind: string;
  readonly text: string;
}

function blocksOf(path: string): readonly Block[] {
  return [...read(path).matchAll(/^ *```(.*)\n([\s\S]*?)^ *```$/gm)].map(([, kind, text]) => ({
    kind: kind!.trim(),
    text: text!.replace(/^ {2}(?=node )/gm, ""),
  }));
}

interface Invocation {
  readonly line: string;
  /** Expected exit code. */
  readonly code: number;
  /** Expected on stdout, if the page shows it. */
  readonly output?: string;
}

/** The commands of a page; those that take minutes, or never end by themselves, are left out. */
function invocationsOf(path: string): readonly Invocation[] {
  return blocksOf(path).flatMap(({ kind, text }) => {
    if (kind === "console") {
      return text
        .split(/^\$ /m)
        .slice(1)
        .map((part) => ({
          line: part.slice(0, part.indexOf("\n")),
          code: 0,
          output: part.slice(part.indexOf("\n") + 1),
        }));
    }
    if (kind !== "sh" && kind !== "") return [];
    return text
      .split("\n")
      .filter(
        (line) => line.startsWith("node bin/adaflow.js") && !/--with-reference|# minutes|# until Ctrl-C/.test(line),
      )
      .map((line) => ({ line: line.replace(/ +#.*/, ""), code: Number(/# exit (\d)/.exec(line)?.[1] ?? 0) }));
  });
}

/** A folder with the files that the page says to save. */
function createWorkspace(path: string): string {
  const folder = createFolder();
  for (const { kind, text } of blocksOf(path)) {
    const name = /file=(\S+)/.exec(kind)?.[1];
    if (name) writeFileSync(join(folder, name), text);
  }
  return folder;
}

async function runLine(line: string, cwd: string): Promise<{ code: number; stdout: string }> {
  const command = line.replaceAll("node bin/adaflow.js", `"${process.execPath}" "${binary}"`);
  try {
    return { code: 0, stdout: (await execute("sh", ["-c", command], { cwd })).stdout };
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string };
    return { code, stdout };
  }
}

/** The same words, and numbers that differ by at most one unit in the fourth digit: they are shown rounded. */
function expectSameOutput(given: string, expected: string): void {
  const [some, others] = [given, expected].map((text) => text.trim().split(/\s+/)) as [string[], string[]];
  expect(some.length, given).toBe(others.length);
  some.forEach((word, i) => {
    const [a, b] = [Number(word), Number(others[i])];
    if (Number.isNaN(a) || Number.isNaN(b)) expect(word).toBe(others[i]);
    else expect(Math.abs(a - b), `${word} for ${others[i]}`).toBeLessThanOrEqual(1e-9 + 1e-3 * Math.abs(b));
  });
}

describe.each(guides)("%s", (path) => {
  it("has commands that do what it shows", { timeout: 300_000 }, async () => {
    const folder = createWorkspace(path);
    for (const { line, code, output } of invocationsOf(path)) {
      const result = await runLine(line, folder);
      expect(result.code, line).toBe(code);
      if (output !== undefined) expectSameOutput(result.stdout, output);
    }
  });

  it("has programs that run", async () => {
    const blocks = blocksOf(path);
    for (const [index, { kind, text }] of blocks.entries()) {
      if (kind !== "js") continue;
      // the package finds itself by its name
      const { stdout } = await execute(process.execPath, ["--input-type=module", "--eval", text], { cwd: root });
      if (blocks[index + 1]?.kind === "text") expectSameOutput(stdout, blocks[index + 1]!.text);
      expect(stdout).not.toMatch(/NaN|undefined|not-converged/);
    }
  });
});

test("links lead to files that exist", () => {
  const links = pages.flatMap((page) =>
    [...read(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, target]) => ({ page, target: target! })),
  );
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter(({ page, target }) => !existsSync(join(root, dirname(page), target)))).toEqual([]);
});

test("the version is the same everywhere", () => {
  const { version } = JSON.parse(read("package.json"));
  expect(read("CITATION.cff")).toContain(`\nversion: ${version}\n`);
  expect(read("CHANGELOG.md")).toContain(`\n## ${version}`);
});

test("the citation names the three papers", () => {
  for (const paper of ["2411.09734v3", "2602.09101", "2009.06125"]) expect(read("CITATION.cff")).toContain(paper);
});
