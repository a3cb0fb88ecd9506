import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { createContext, runInContext } from "node:vm";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { isTest, readSources, root, type Source } from "./sources.js";

/** Folder of src/ → layer. A folder imports from itself and from lower layers. */
const layers: Readonly<Record<string, number>> = {
  numeric: 0,
  trajectory: 1,
  objectives: 2,
  kernels: 2,
  networks: 2,
  optimizers: 3,
  models: 3,
  ide: 3,
  solvers: 4,
  training: 4,
  certificates: 5,
  regimes: 5,
  maps: 6,
  anatomy: 6,
  lagrangian: 6,
  report: 6,
  experiments: 7,
};

/** What the folders beside src/ may import of the project. */
const neighbours: Readonly<Record<string, readonly string[]>> = {
  papers: ["src", "papers"],
  adapters: ["src", "adapters"],
  apps: ["src", "papers", "adapters", "apps"],
};

const core = readSources("src").filter((source) => !isTest(source));
const outside = Object.keys(neighbours)
  .flatMap(readSources)
  .filter((source) => !isTest(source));
const everything = [...readSources("src"), ...outside, ...readSources("test")];

/** `path:line text` of every line of code that matches; comments do not count. */
function linesLike(sources: readonly Source[], pattern: RegExp): string[] {
  return sources.flatMap(({ path, text }) =>
    withoutComments(text)
      .split("\n")
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
  );
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, "")).replace(/(^|\s)\/\/.*$/gm, "");
}

const folderOf = (path: string) => (path.split("/").length > 2 ? path.split("/")[1]! : null);
const isRelative = (path: string) => path.endsWith(".ts");

describe("layers", () => {
  it("every folder of src/ has a layer and an index.ts", () => {
    const folders = readdirSync(join(root, "src"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.filter(({ name }) => layers[name] === undefined).map(({ name }) => name)).toEqual([]);
    expect(folders.filter(({ name }) => !existsSync(join(root, "src", name, "index.ts")))).toEqual([]);
  });

  it("a folder of src/ imports only from itself and from lower layers", () => {
    const upward = core.flatMap(({ path, imports }) =>
      imports.filter(isRelative).flatMap((target) => {
        const [from, to] = [folderOf(path), folderOf(target)];
        const allowed = target.startsWith("src/") && (from === null || (to !== null && isBelow(to, from)));
        return allowed ? [] : [`${path} imports ${target}`];
      }),
    );
    expect(upward).toEqual([]);
  });

  it("papers and adapters know the core only; nothing knows apps", () => {
    const wrong = outside.flatMap(({ path, imports }) =>
      imports
        .filter(isRelative)
        .filter((target) => !neighbours[path.split("/")[0]!]!.includes(target.split("/")[0]!))
        .map((target) => `${path} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it("the page knows no Node, nothing of the command line, and of the adapters only what runs in browsers", () => {
    const specifiers = readTexts("apps/lab")
      .filter(({ path }) => !/\.(test|config)\.ts$/.test(path))
      .flatMap(({ path, text }) =>
        [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, target]) => ({ path, target: target! })),
      );
    expect(specifiers.length).toBeGreaterThan(50);
    const foreign = /^node:|\/cli\/|\/adapters\/(?!jax\/)/;
    expect(specifiers.filter(({ target }) => foreign.test(target))).toEqual([]);
  });

  it("has no cycles, types included; only apps, which load on demand, are exempt", () => {
    expect(findCycle([...core, ...outside.filter(({ path }) => !path.startsWith("apps/"))])).toBeNull();
  });

  it("imports packages in the core only for expressions", () => {
    const packages = core.flatMap(({ path, imports }) =>
      imports.filter((target) => !isRelative(target)).map((target) => [path, target] as const),
    );
    expect(packages.filter(([path]) => !path.startsWith("src/objectives/expression/"))).toEqual([]);
    expect(new Set(packages.map(([, target]) => target.split("/")[0]))).toEqual(new Set(["mathjs"]));
  });
});

function isBelow(to: string, from: string): boolean {
  return to === from || layers[to]! < layers[from]!;
}

/** A path through imports that ends where it began, or null. */
function findCycle(sources: readonly Source[]): readonly string[] | null {
  const imports = new Map(sources.map((source) => [source.path, source.imports]));
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]): readonly string[] | null => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return null;
    for (const target of imports.get(path) ?? []) {
      const cycle = walk(target, [...trail, path]);
      if (cycle !== null) return cycle;
    }
    done.add(path);
    return null;
  };
  for (const { path } of sources) {
    const cycle = walk(path, []);
    if (cycle !== null) return cycle;
  }
  return null;
}

describe("the core knows no platform", () => {
  it("asks no clock and no chance", () => {
    expect(linesLike(core, /\b(Math\.random|Date\b|performance\b|setTimeout|setInterval|queueMicrotask)/)).toEqual([]);
  });

  it("compiles against the language alone: no Node, no DOM, no console", () => {
    const entries = ["src/index.ts", ...Object.keys(layers).map((name) => `src/${name}/index.ts`)]
      .map((path) => join(root, path))
      .filter((path) => existsSync(path));
    const program = ts.createProgram(entries, {
      target: ts.ScriptTarget.ES2022,
      lib: ["lib.es2023.d.ts"],
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      types: [],
      strict: true,
      noEmit: true,
    });
    const unknown = [...program.getGlobalDiagnostics(), ...program.getSemanticDiagnostics()]
      // cannot find name: the others are the business of `npm run types`
      .filter(({ code }) => [2304, 2318, 2552, 2580, 2584, 2591, 2792].includes(code))
      .map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);
    expect(unknown).toEqual([]);
  });

  it("runs in a context that has nothing but the language", () => {
    const load = createLoader(createContext({}));
    const { nonlocalModel, quadraticObjective, solve, createOptimizer, run } = load(
      "src/index.ts",
    ) as typeof import("../../src/index.js");
    const equation = solve(nonlocalModel(quadraticObjective(), { optimizer: "adam", lr: 0.1 }), {
      initial: [1],
      until: 2,
    });
    const algorithm = run(quadraticObjective(), createOptimizer("adam", { lr: 0.1 }), { theta0: [1], steps: 20 });
    expect(equation.status).toBe("completed");
    // both moved about lr a step towards 4
    expect(Math.abs(equation.theta.at(-1)! - algorithm.theta.at(-1)!)).toBeLessThan(0.2);
    load("src/experiments/index.ts");
    load("src/report/index.ts");
  });
});

/** Loads sources as CommonJS modules into `context`, where they see no global of Node. */
function createLoader(context: ReturnType<typeof createContext>): (path: string) => object {
  const modules = new Map<string, { exports: object }>();
  const load = (path: string): object => {
    const known = modules.get(path);
    if (known) return known.exports;
    const module = { exports: {} };
    modules.set(path, module);
    const { outputText } = ts.transpileModule(readFileSync(join(root, path), "utf8"), {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    const evaluate = runInContext(`(function (module, exports, require) {${outputText}\n})`, context);
    evaluate(module, module.exports, (name: string) =>
      load(posix.join(posix.dirname(path), name).replace(/\.js$/, ".ts")),
    );
    return module.exports;
  };
  return load;
}

describe("style", () => {
  it("has no default exports but the settings that a tool reads", () => {
    const own = everything.filter(({ path }) => !path.endsWith(".config.ts"));
    expect(linesLike(own, /^\s*export default\b|\bas default\b/)).toEqual([]);
  });

  it("prints and exits in apps only", () => {
    const quiet = [...core, ...outside.filter(({ path }) => !path.startsWith("apps/"))];
    expect(linesLike(quiet, /\bconsole\.|\bprocess\.(exit|stdout|stderr)/)).toEqual([]);
  });

  it("has no file of more than 300 lines, no test of more than 400", () => {
    const long = everything
      .map((source) => ({ path: source.path, lines: source.text.trimEnd().split("\n").length, test: isTest(source) }))
      .filter(({ lines, test }) => lines > (test ? 400 : 300));
    expect(long).toEqual([]);
  });

  it("has no name of a place for everything", () => {
    expect(everything.filter(({ path }) => /\/(utils?|helpers?|misc|common)\.ts$/.test(path))).toEqual([]);
  });

  it("reads nothing outside its own folder", () => {
    const leaving = everything.flatMap(({ path, imports }) =>
      imports.filter((target) => target.startsWith("../")).map((target) => `${path} imports ${target}`),
    );
    expect(leaving).toEqual([]);
    const others = ["tools", "bench", "docs", "bin", ".ci"].filter((name) => existsSync(join(root, name)));
    const pages = readdirSync(root).filter((name) => /\.(md|json|cff|ts)$/.test(name) && name !== "package-lock.json");
    const texts = [...others.flatMap(readTexts), ...pages.map(readText)];
    // in two parts, so that this file does not name it either
    const name = ["..", "shared"].join("/");
    expect([...everything, ...texts].filter(({ text }) => text.includes(name)).map(({ path }) => path)).toEqual([]);
  });
});

/** Every file of a folder that people wrote. */
function readTexts(folder: string): { readonly path: string; readonly text: string }[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /(\.(m?[jt]s|svelte|md|json|py)|^run)$/.test(name) && !name.startsWith("api"))
    .map((name) => readText(posix.join(folder, name)));
}

function readText(path: string): { readonly path: string; readonly text: string } {
  return { path, text: readFileSync(join(root, path), "utf8") };
}
