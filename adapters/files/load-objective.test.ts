import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadObjective } from "./index.js";

let folder = "";
let files = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "adaflow-load-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Writes a module under a fresh name, since modules are cached by name, and returns that name. */
async function moduleFile(text: string, extension = "mjs"): Promise<string> {
  files++;
  const name = `./objective-${files}.${extension}`;
  await writeFile(join(folder, name), text);
  return name;
}

async function load(text: string, theta0: readonly number[] = [1]) {
  return loadObjective(text, { theta0, cwd: folder });
}

const GOOD = `
export const dimension = 1;
export const value = (theta) => (theta[0] - 4) ** 2;
export const gradient = (theta, out) => { out[0] = 2 * (theta[0] - 4); };
`;

describe("what a text means", () => {
  it.each([
    ["quadratic", "name", 1],
    [" rosenbrock1d(4) ", "name", 1],
    ["randomQuadratic(3, 7)", "name", 3],
    ["rastrigin()", "name", 2],
    ["cosh(x)", "expression", 1],
    ["(x)", "expression", 1],
    ["x^2", "expression", 1],
    ["2x", "expression", 1],
    ["y*x", "expression", 2],
  ])("%s is a %s", async (text, source, dimension) => {
    const loaded = await loadObjective(text);
    expect(loaded.source).toBe(source);
    expect(loaded.objective.dimension).toBe(dimension);
  });

  it("gives the order of the variables of an expression", async () => {
    expect((await loadObjective("y*x")).variables).toEqual(["x", "y"]);
    expect((await loadObjective("y*x", { variables: ["y", "x"] })).variables).toEqual(["y", "x"]);
    expect((await loadObjective("quadratic")).variables).toBeNull();
    await expect(loadObjective("quadratic", { variables: ["x"] })).rejects.toThrow(/variables must be given only with/);
  });

  it.each([
    ["quadratik", /such as quadratic/],
    ["power(3)", /k must be an even whole number/],
    ["power(4, 2)", /parameters must be those of power\(k = 4\): current value is power\(4, 2\)/],
    ["rosenbrock1d(-1)", /c must be a finite number >= 0: current value is -1/],
    ["randomQuadratic(2.5)", /n must be a whole number/],
    ["x", /as a formula it is written \(x\)/],
    ["import('fs')", /position 1/],
  ])("%s is refused", async (text, reason) => {
    await expect(loadObjective(text)).rejects.toThrow(reason);
  });
});

describe("modules", () => {
  it("come as named exports, as `objective` or as default export, with methods that use this", async () => {
    const inner =
      "{ dimension: 1, target: 4, value(t) { return (t[0] - this.target) ** 2 }, gradient(t, out) { out[0] = 2 * (t[0] - this.target) } }";
    for (const text of [GOOD, `export const objective = ${inner};`, `export default ${inner};`]) {
      const { objective, source } = await load(await moduleFile(text));
      expect(source).toBe("file");
      expect(objective.value(Float64Array.of(1))).toBe(9);
    }
  });

  it("may be TypeScript, also with imports, and leave nothing behind", async () => {
    const typed = GOOD.replace("(theta)", "(theta: Float64Array): number").replace("out)", "out: Float64Array)");
    await writeFile(join(folder, "helper.mjs"), "export const target = 4;");
    const importing = `import { target } from "./helper.mjs";\n${typed.replaceAll("4", "target")}`;
    for (const text of [typed, importing]) {
      const { objective } = await load(await moduleFile(text, "ts"));
      expect(objective.value(Float64Array.of(1))).toBe(9);
    }
    expect((await readdir(folder)).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("are accepted at a minimiser, at a large value and in single precision", async () => {
    await load(await moduleFile(GOOD), [4]);
    const steep =
      "export const dimension = 1; export const value = (t) => 1e12 + Math.expm1(t[0] - 1) - t[0]; export const gradient = (t, o) => { o[0] = Math.expm1(t[0] - 1) };";
    await load(await moduleFile(steep), [1]);
    const single = GOOD.replace("(theta[0] - 4) ** 2", "Math.fround((theta[0] - 4) ** 2 + 100)");
    await load(await moduleFile(single), [1]);
  });

  const bad: readonly (readonly [what: string, text: string, reason: RegExp])[] = [
    [
      "wrong gradient",
      GOOD.replace("2 *", "2.1 *"),
      /component 1 of the gradient in .* must agree .* -6\.00000 \(off by 3\.0e-1\): current value is -6\.3/,
    ],
    [
      "wrong sign",
      GOOD.replace("2 *", "-2 *"),
      /must agree with finite differences at theta0, -6\.00000 \(off by 1\.2e\+1\): current value is 6/,
    ],
    [
      "NaN value",
      GOOD.replace("(theta[0] - 4) ** 2", "NaN"),
      /value in .* must be finite at theta0: current value is NaN/,
    ],
    ["gradient not written", GOOD.replace("out[0] =", ""), /component 1 of the gradient in .* must be finite/],
    [
      "gradient returned",
      GOOD.replace("{ out[0] = 2 * (theta[0] - 4); }", "[2 * (theta[0] - 4)]"),
      /must be written into its last argument/,
    ],
    [
      "value that throws",
      GOOD.replace("(theta[0] - 4) ** 2", "{ throw new Error('no data') }"),
      /value in .* must not throw at theta0: current value is Error: no data/,
    ],
    ["module that throws", "throw new Error('broken')", /must be a module that loads: current value is Error: broken/],
    ["syntax error", "export const", /must be a module that loads: current value is \w*Error/],
    [
      "no dimension",
      GOOD.replace("dimension = 1", "size = 1"),
      /dimension in .* must be a whole number >= 1: current value is undefined/,
    ],
    ["no gradient", GOOD.replace("gradient", "slope"), /gradient in .* must be a function/],
    ["wrong length of theta0", GOOD.replace("dimension = 1", "dimension = 2"), /theta0 must have the 2 entries/],
    [
      "wrong Hessian",
      `${GOOD}export const hessian = (t, out) => { out[0] = 3; };`,
      /row 1 of the Hessian .* 2\.00000 \(off by 1\.0e\+0\): current value is 3/,
    ],
    [
      "wrong valueAndGradient",
      `${GOOD}export const valueAndGradient = (t, out) => { gradient(t, out); return 1; };`,
      /valueAndGradient in .* must agree/,
    ],
  ];
  it.each(bad)("%s is refused", async (_what, text, reason) => {
    const error = await load(await moduleFile(text)).catch((reasonOfRejection: unknown) => reasonOfRejection);
    expect((error as Error).message).toMatch(reason);
    expect((error as Error).message).not.toContain("\n");
  });

  it("TypeScript that needs more than erasing types, and a missing file, are refused", async () => {
    const name = await moduleFile(`enum Colour { Red }\n${GOOD}`, "ts");
    await expect(load(name)).rejects.toThrow(/hold only types that can be erased .*: current value is enum Colour/);
    await expect(load("./nowhere.js")).rejects.toThrow(/be a file that can be read: current value is Error: ENOENT/);
  });
});
