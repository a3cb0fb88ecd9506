import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { createFolder, runCli, runJson } from "./run-cli.js";

describe("a map of a network", () => {
  const network = { hidden: [4] };
  const axes = ["--x", "beta1=0.1:0.9:2", "--y", "beta2=0.1:0.9:2"];
  const mapOf = (spec: string) => ["map", "--objective", spec, "--lr", "0.01", "--steps", "20", ...axes];
  const write = (spec: object): string => {
    const cwd = createFolder();
    writeFileSync(join(cwd, "net.json"), JSON.stringify(spec));
    return cwd;
  };

  it("finds a CSV file beside the spec, and is a map of what is in it", async () => {
    const cwd = createFolder();
    mkdirSync(join(cwd, "specs"));
    const data = { source: "csv", file: "t.csv", inputs: ["x"], targets: ["y"] };
    writeFileSync(join(cwd, "specs", "net.json"), JSON.stringify({ network, data }));
    const settingsFor = async (table: string) => {
      writeFileSync(join(cwd, "specs", "t.csv"), table);
      expect((await runJson([...mapOf("specs/net.json"), "--out", "map", "--force"], { cwd })).code).toBe(0);
      return JSON.parse(readFileSync(join(cwd, "map", "settings.json"), "utf8"));
    };
    const [one, other] = [await settingsFor("x,y\n0,1\n1,2\n"), await settingsFor("x,y\n0,1\n1,3\n")];
    expect(one.dataSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(one).not.toEqual(other);
    // whatever keeps cells refuses a setting that differs
    expect({ ...one, dataSha256: other.dataSha256 }).toEqual(other);
    const solved = ["solve", "--model", "discrete", "--optimizer", "adam", "--lr", "0.01", "--steps", "2"];
    expect((await runJson([...solved, "--objective", "specs/net.json"], { cwd })).code).toBe(0);
  });

  it("takes engine and batch from the spec: a cell is the run that train makes", async () => {
    const data = { source: "sine-sum", dimension: 2, samples: 40, test: 5 };
    const cwd = write({
      network,
      data,
      batch: 7,
      engine: "wasm",
      seed: 3,
      lr: 0.01,
      beta1: 0.1,
      beta2: 0.9,
      steps: 20,
    });
    const { json, stderr } = await runJson(mapOf("net.json"), { cwd });
    expect(stderr).not.toContain("WebAssembly");
    expect(json.settings.engine).toBe("wasm");
    const { json: run } = await runJson(["train", "net.json", "--out", "a"], { cwd });
    expect(json.finalLoss[1][0]).toBe(run.last.loss);
  });

  it("says where engine and batch do not count", async () => {
    const cwd = write({ network, data: "sine-sum", batch: 5, engine: "native" });
    const shared = ["--objective", "net.json", "--optimizer", "adam", "--lr", "0.01"];
    for (const command of [["solve", "--model", "discrete"], ["anatomy"]]) {
      const { code, stderr } = await runCli([...command, ...shared, "--steps", "2"], { cwd });
      expect(code).toBe(0);
      expect(stderr).toContain(
        "evaluates on all samples, by WebAssembly, not with engine native or batch 5 as net.json",
      );
    }
  });

  it("says that it is slow where ONNX Runtime cannot be used, if nobody asked for that", async () => {
    const cwd = write({ network, data: { source: "sine-sum", dimension: 1, samples: 10 } });
    const resolve = `export async function resolve(name, context, next) {
      if (name === "onnxruntime-node") throw new Error("does not load");
      return next(name, context);
    }`;
    const hooks = JSON.stringify(`data:text/javascript,${encodeURIComponent(resolve)}`);
    writeFileSync(join(cwd, "without.mjs"), `import { register } from "node:module"; register(${hooks});`);
    const env = { NODE_OPTIONS: `--import ${pathToFileURL(join(cwd, "without.mjs")).href}` };
    for (const args of [mapOf("net.json"), ["train", "net.json", "--steps", "2"]]) {
      const { code, stderr } = await runCli(args, { cwd, env });
      expect(code).toBe(0);
      expect(stderr.split("ONNX Runtime cannot be used here")).toHaveLength(2);
    }
    writeFileSync(join(cwd, "net.json"), JSON.stringify({ network, data: "sine-sum", engine: "native" }));
    const refused = await runCli(mapOf("net.json"), { cwd, env });
    expect(refused).toMatchObject({ code: 2, stdout: "" });
    expect(refused.stderr).toContain("for the engine native");
  });

  it("looks for data sets in --data-dir, which other commands have too", async () => {
    const cwd = write({ network, data: "fashion-mnist" });
    mkdirSync(join(cwd, "sets"));
    for (const name of ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"]) {
      writeFileSync(join(cwd, "sets", `${name}-ubyte`), "");
    }
    const solve = ["solve", "--model", "discrete", "--optimizer", "adam", "--lr", "0.1", "--objective", "net.json"];
    for (const args of [mapOf("net.json"), [...solve, "--steps", "2"]]) {
      const { code, stderr } = await runCli([...args, "--data-dir", "sets"], { cwd });
      expect(code).toBe(2);
      expect(stderr).toContain(`${join(cwd, "sets", "train-images-idx3-ubyte")} must hold`);
    }
  });

  it("calls keys of the spec by their names", async () => {
    const cwd = write({ network, data: "sine-sum", lr: 0, curvatureEvery: 3 });
    const { code, stderr } = await runCli(mapOf("net.json"), { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: Cannot read net\.json as lr must be /);
  });
});
