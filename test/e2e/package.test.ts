import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../laws/sources.js";
import { serveLab } from "./browser.js";

const execute = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "adaflow-package-"));
const user = join(folder, "user");

/** Runs npm in `cwd` as a user would: without the settings that the npm running this test passes on. */
async function npm(parameters: readonly string[], cwd: string): Promise<string> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle|config_local_prefix|command)/.test(name)),
  );
  const windows = process.platform === "win32";
  return (await execute(windows ? "npm.cmd" : "npm", [...parameters], { cwd, env, shell: windows })).stdout;
}

async function runNode(file: string): Promise<string> {
  return (await execute(process.execPath, [file], { cwd: user })).stdout;
}

let packed: { readonly filename: string; readonly files: readonly { readonly path: string }[] };

beforeAll(async () => {
  // the build is up to date; building it again would pull it away under other tests
  packed = JSON.parse(await npm(["pack", "--ignore-scripts", "--json", "--pack-destination", folder], root))[0];
  mkdirSync(user);
  writeFileSync(join(user, "package.json"), '{ "name": "user", "private": true, "type": "module" }\n');
  await npm(["install", "--no-audit", "--no-fund", "--prefer-offline", join(folder, packed.filename)], user);
}, 180_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the package, installed into an empty folder", () => {
  it("holds what users need, and nothing else", () => {
    const paths = packed.files.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(["LICENSE", "README.md", "CITATION.cff", "bin/adaflow.js"]));
    const page = readdirSync(join(root, "dist/lab"), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(html|js|css|svg|woff2)$/.test(name))
      .map((name) => `dist/lab/${name.replaceAll("\\", "/")}`);
    expect(paths.filter((path) => path.startsWith("dist/lab/")).sort()).toEqual(page.sort());
    expect(page).toContain("dist/lab/index.html");
    const allowed =
      /^(dist\/lab\/.+|dist\/(src|adapters|apps|papers)\/.+\.(js|d\.ts|js\.map)|bin\/adaflow\.js|[A-Z]+\.(md|cff)|LICENSE|package\.json)$/;
    expect(paths.filter((path) => !allowed.test(path) || path.includes(".test."))).toEqual([]);
  });

  it("solves through both entries", async () => {
    writeFileSync(
      join(user, "solve.js"),
      `import { nonlocalModel, solve } from "adaflow";
       import { expressionObjective } from "adaflow/expression";
       const model = nonlocalModel(expressionObjective("(x-4)^2"), { optimizer: "adam", lr: 0.1 });
       const { status, theta } = solve(model, { initial: [1], until: 20 });
       console.log(status, theta.at(-1).toFixed(3));`,
    );
    expect(await runNode("solve.js")).toBe("completed 4.000\n");
  });

  it("solves integro-differential problems through entries that load no dependency", async () => {
    writeFileSync(
      join(user, "ide.js"),
      `import { solveIntegroDifferential } from "adaflow/ide";
       import { problems } from "adaflow/ide/problems";
       const { problem, exact } = problems.find(({ name }) => name === "kernel-sum-of-exponentials");
       const { status, at } = solveIntegroDifferential(problem);
       console.log(status, Math.abs(at(problem.end) - exact(problem.end)) < 1e-9);`,
    );
    expect(await runNode("ide.js")).toBe("completed true\n");

    // a copy of the package beside none of its dependencies: whatever asks for one fails
    const alone = join(folder, "alone");
    mkdirSync(join(alone, "node_modules"), { recursive: true });
    cpSync(join(user, "node_modules", "adaflow"), join(alone, "node_modules", "adaflow"), { recursive: true });
    writeFileSync(join(alone, "package.json"), '{ "private": true, "type": "module" }\n');
    cpSync(join(user, "ide.js"), join(alone, "ide.js"));
    writeFileSync(join(alone, "mathjs.js"), 'await import("adaflow/expression");');
    expect((await execute(process.execPath, ["ide.js"], { cwd: alone })).stdout).toBe("completed true\n");
    await expect(execute(process.execPath, ["mathjs.js"], { cwd: alone })).rejects.toThrow("ERR_MODULE_NOT_FOUND");
  });

  it("keeps its inside to itself", async () => {
    writeFileSync(join(user, "inside.js"), 'await import("adaflow/dist/src/index.js");');
    await expect(runNode("inside.js")).rejects.toThrow("ERR_PACKAGE_PATH_NOT_EXPORTED");
  });

  it("has types that resolve, and refuse what is wrong", async () => {
    writeFileSync(
      join(user, "types.ts"),
      `import { type Kernel, nonlocalModel, powerLawKernel, quadraticObjective, solve, type Trajectory } from "adaflow";
       import { expressionObjective } from "adaflow/expression";
       import { type Complex, type IntegroDifferentialSolution, solveIntegroDifferential } from "adaflow/ide";
       export const kernel: Kernel = powerLawKernel({ gamma: 0.5 });
       const model = nonlocalModel(quadraticObjective(), { optimizer: "adam", lr: 0.1 });
       export const trajectory: Trajectory = solve(model, { initial: [1], until: 1 });
       export const names: readonly string[] = expressionObjective("x*y").variables;
       // @ts-expect-error the horizon is missing
       solve(model, { initial: [1] });
       const causal = { kernel: () => 1, lower: () => 0, upper: (x: number) => x, start: 0, end: 1 };
       const turning = solveIntegroDifferential({ ...causal, local: (_x, y) => ({ re: -y.im, im: y.re }), initial: { re: 1, im: 0 } });
       export const complex: IntegroDifferentialSolution<Complex> = turning;
       export const real: number = solveIntegroDifferential({ ...causal, local: (_x, y) => -y, initial: 1 }).at(1);
       // @ts-expect-error a number has no complex slope
       solveIntegroDifferential({ ...causal, local: () => ({ re: 0, im: 1 }), initial: 1 });`,
    );
    const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
    const options = ["--strict", "--noEmit", "--module", "node16", "--target", "es2022", "--lib", "es2023"];
    const { stdout } = await execute(process.execPath, [compiler, ...options, "types.ts"], { cwd: user }).catch(
      (error) => error as { stdout: string },
    );
    expect(stdout).toBe("");
  });

  it("has the program", async () => {
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect((await npm(["exec", "--offline", "--", "adaflow", "--version"], user)).trim()).toBe(version);
  });

  it("has the page of the lab", async () => {
    const lab = await serveLab(["--port", "0"], { program: join(user, "node_modules/adaflow/bin/adaflow.js") });
    expect(await (await fetch(lab.url)).text()).toContain("<title>adaflow lab</title>");
    expect(await lab.stop()).toBe(0);
  });
});
