import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { availableSets, loadSamples } from "../../adapters/data/index.js";
import { createFolder, runCli, runJson } from "./run-cli.js";

const servers: ReturnType<typeof createServer>[] = [];
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  servers.push(server);
  await new Promise((resolve) => server.once("listening", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** No data but what a test gives, apart from that of the machine. */
const HOME = createFolder();
const env = { HOME, XDG_CACHE_HOME: join(HOME, "cache") };

describe("data list", () => {
  it("names every set, its size and where it is", async () => {
    const folder = createFolder();
    mkdirSync(join(folder, "cifar10"));
    writeFileSync(join(folder, "cifar10/cifar-10-binary.tar.gz"), "");
    const { code, json } = await runJson(["data", "list", "--data-dir", folder], { env });
    expect(code).toBe(0);
    expect(Object.keys(json)).toEqual(["schema_version", "sets"]);
    expect(json.sets.map(({ name }: { name: string }) => name)).toEqual(["fashion-mnist", "cifar-10"]);
    const incomplete = ["cifar-10-binary.tar.gz"];
    expect(json.sets[1]).toMatchObject({ bytes: 170_052_171, folder: join(folder, "cifar10"), incomplete });
    const { stdout } = await runCli(["data", "list"], { env: { ...env, ADAFLOW_DATA: folder } });
    expect(stdout).toMatch(
      /^fashion-mnist +31 MB .*\ncifar-10 +170 MB +\S+cifar10 \(incomplete: cifar-10-binary.tar.gz\) +60 000 colour images/,
    );
  });

  it.each([
    [["data", "lst"], "the action must be one of list, fetch (nearest: list"],
    [["data", "list", "cifar-10"], "NAME must be left out"],
    [["data", "list", "--data-dir", "none"], "--data-dir must be a folder: current value is none, which is not there"],
    [["data", "fetch"], "NAME must be one of fashion-mnist, cifar-10: current value is missing"],
    [["data", "fetch", "cifar10"], "such as cifar-10"],
    [["data", "fetch", "cifar-10", "--url", "here"], "--url must begin with http"],
  ])("refuses %j", async (args, words) => {
    const { code, stdout, stderr } = await runCli(args, { env });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(words);
  });
});

describe("data fetch", () => {
  it("says what a server answers, and keeps nothing of what is not the data set", async () => {
    const folder = createFolder();
    const fetching = async (listener: RequestListener) =>
      runCli(["data", "fetch", "cifar-10", "--data-dir", folder, "--url", await serve(listener)], { env });
    const missing = await fetching((_, response) => response.writeHead(404).end("no"));
    expect({ code: missing.code, stdout: missing.stdout }).toEqual({ code: 2, stdout: "" });
    expect(missing.stderr).toMatch(/Cannot fetch http.*cifar-10-binary.tar.gz as .*: current value is 404 Not Found/);
    const other = await fetching((_, response) => response.end("<html>"));
    expect(other.code).toBe(2);
    expect(other.stderr).toContain("cifar-10-binary.tar.gz gives must hold data_batch_1.bin");
    expect(readdirSync(folder)).toEqual([]);
  });

  it("says that there may be no network, and makes no folder for nothing", async () => {
    const folder = join(createFolder(), "new");
    // names in .invalid are never there (RFC 6761)
    const args = ["data", "fetch", "cifar-10", "--data-dir", folder, "--url", "http://mirror.invalid/"];
    const { code, stderr } = await runCli(args, { env });
    expect(code).toBe(2);
    expect(stderr).toContain(
      "the server must answer (there may be no network; --url names a mirror): current value is",
    );
    expect(existsSync(folder)).toBe(false);
  });

  it("keeps what came and exits with 130 at Ctrl-C, and goes on from there", async () => {
    const folder = createFolder();
    const part = join(folder, "cifar-10/cifar-10-binary.tar.gz.part");
    const ranges: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      ranges.push(request.headers.range);
      response.writeHead(200, { "content-length": 1e6 });
      response.write(Buffer.alloc(1000, 7));
      // once it is on the disk
      const waiting = setInterval(() => {
        if (!existsSync(part) || readFileSync(part).length < 1000) return;
        clearInterval(waiting);
        process.kill(Number(readFileSync(join(folder, "cifar-10/lock"), "utf8").split(" ")[0]), "SIGINT");
      }, 20);
    });
    const args = ["data", "fetch", "cifar-10", "--data-dir", folder, "--url", url];
    const { code, stdout, stderr } = await runCli(args, { env });
    expect({ code, stdout }).toEqual({ code: 130, stdout: "" });
    expect(stderr).toContain("the same command goes on from there");
    expect(readdirSync(join(folder, "cifar-10"))).toEqual(["cifar-10-binary.tar.gz.part"]);
    expect(readFileSync(part)).toEqual(Buffer.alloc(1000, 7));
    const second = await serve((request, response) => {
      ranges.push(request.headers.range);
      response.writeHead(503).end();
    });
    expect((await runCli([...args.slice(0, -1), second], { env })).code).toBe(2);
    expect(ranges).toEqual([undefined, "bytes=1000-"]);
  });
});

const found = (await availableSets({ env })).find(({ name }) => name === "fashion-mnist")!.folder;

describe.runIf(found !== null)("with the files of Fashion-MNIST", () => {
  const source = { source: "fashion-mnist", targets: "one-hot", shape: "own" } as const;

  it("reads them, their checksums being the published ones", async () => {
    const every = { ...source, classes: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], perClass: null, testPerClass: null };
    const { train, test } = await loadSamples(every, { env });
    expect(train).toMatchObject({ count: 60_000, inputShape: [1, 28, 28], outputs: 10 });
    expect(test).toMatchObject({ count: 10_000 });
    for (const [samples, perClass] of [[train, 6000] as const, [test!, 1000] as const]) {
      const counts = new Array<number>(10).fill(0);
      samples.targets.forEach((value, i) => {
        counts[i % 10]! += value;
      });
      expect(counts).toEqual(new Array(10).fill(perClass));
    }
    // the mean of all pixels, 0.2860, is what image libraries subtract
    const mean = train.inputs.reduce((sum, value) => sum + value, 0) / train.inputs.length;
    expect(mean).toBeCloseTo(0.286, 4);
    // the first image is an ankle boot
    expect([...train.targets.subarray(0, 10)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  it("fetches them from a server, whatever program packed them", async () => {
    const folder = createFolder();
    const files = createServedFolder(found!);
    const args = ["data", "fetch", "fashion-mnist", "--data-dir", folder, "--url", await serve(files)];
    const { code, json } = await runJson(args, { env });
    expect(code).toBe(0);
    expect(json).toMatchObject({ schema_version: 1, name: "fashion-mnist", folder: join(folder, "fashion-mnist") });
    expect(json.files).toHaveLength(4);
    const { stdout } = await runCli(args, { env });
    expect(stdout).toBe(`fashion-mnist was already in ${join(folder, "fashion-mnist")}\n`);
  });

  it("says which of them is truncated", async () => {
    const folder = createFolder();
    for (const name of readdirSync(found!)) {
      const bytes = readFileSync(join(found!, name));
      writeFileSync(join(folder, name), name.startsWith("train-images") ? bytes.subarray(0, 1e6) : bytes);
    }
    const loading = loadSamples({ ...source, classes: [0, 1], perClass: 5, testPerClass: 0 }, { folder, env });
    await expect(loading).rejects.toThrow(
      /train-images-idx3-ubyte(\.gz)? must .* bytes.*: current value is 1000000 bytes/,
    );
  });
});

function createServedFolder(folder: string): RequestListener {
  return (request, response) => {
    const path = join(folder, request.url!.slice(1));
    const plain = path.replace(/\.gz$/, "");
    // files of Debian are packed; those of others may not be
    response.end(readFileSync(existsSync(path) ? path : plain));
  };
}
