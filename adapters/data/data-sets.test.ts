import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import type { ImageSource } from "../../src/networks/index.js";
import { availableSets } from "./available-sets.js";
import { type DataSet, digestOf } from "./data-set.js";
import { dataSets } from "./data-sets.js";
import { fetchSet } from "./fetch-set.js";
import { loadSamples } from "./load-samples.js";

const [fashion, cifar] = dataSets as readonly [DataSet, DataSet];
const newFolder = () => mkdtempSync(join(tmpdir(), "adaflow-data-"));
/** No place but those of a test. */
const home = newFolder();
const env = { HOME: home };

/** An IDX file of bytes. */
function idx(shape: readonly number[], values: Uint8Array): Uint8Array {
  const head = new DataView(new ArrayBuffer(4 + 4 * shape.length));
  head.setUint32(0, 0x0800 + shape.length);
  for (const [k, length] of shape.entries()) head.setUint32(4 + 4 * k, length);
  return Buffer.concat([new Uint8Array(head.buffer), values]);
}

/** A tar archive with a folder, and a file of attributes as macOS adds them. */
function tar(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const entry = (name: string, bytes: Uint8Array, type: string): Buffer => {
    const block = Buffer.alloc(512 + Math.ceil(bytes.length / 512) * 512);
    block.write(name, 0);
    block.write(`${bytes.length.toString(8).padStart(11, "0")}\0`, 124);
    block.write(type, 156);
    block.set(bytes, 512);
    return block;
  };
  const entries = Object.entries(files).map(([name, bytes]) => entry(`batches/${name}`, bytes, "0"));
  const others = [entry("batches/", new Uint8Array(0), "5"), entry("batches/._a", Uint8Array.of(1), "0")];
  return Buffer.concat([...others, ...entries, Buffer.alloc(1024)]);
}

/** The set with other contents, and its packed files. */
function withContents(set: DataSet, contents: Readonly<Record<string, Uint8Array>>) {
  const packed = new Map<string, Uint8Array>();
  const files = set.files.map((file) => {
    const own = Object.fromEntries(file.contents.map(({ name }) => [name, contents[name]!]));
    const bytes = gzipSync(file.packing === "gzip" ? Object.values(own)[0]! : tar(own));
    packed.set(file.name, bytes);
    const described = file.contents.map(({ name, digest }) => {
      const value = digestOf(contents[name]!, digest.algorithm);
      return { name, bytes: contents[name]!.length, digest: { ...digest, value } };
    });
    return { ...file, bytes: bytes.length, md5: digestOf(bytes, "md5"), contents: described };
  });
  return { set: { ...set, files } as DataSet, packed, contents };
}

const pictures = (count: number, first: number) =>
  Uint8Array.from({ length: count * 784 }, (_, i) => (first + i) % 256);
const smallFashion = withContents(fashion, {
  "train-images-idx3-ubyte": idx([4, 28, 28], pictures(4, 0)),
  "train-labels-idx1-ubyte": idx([4], Uint8Array.of(1, 0, 0, 1)),
  "t10k-images-idx3-ubyte": idx([2, 28, 28], pictures(2, 9)),
  "t10k-labels-idx1-ubyte": idx([2], Uint8Array.of(0, 1)),
});
const batch = (label: number) => Uint8Array.of(label, ...new Uint8Array(3072).fill(51 * label));
const smallCifar = withContents(cifar, {
  ...Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`data_batch_${n}.bin`, batch(n % 2)])),
  "test_batch.bin": Buffer.concat([batch(0), batch(1)]),
});
const sets = [smallFashion.set, smallCifar.set];
const fromFashion: ImageSource = {
  source: "fashion-mnist",
  classes: [0, 1],
  perClass: 1,
  testPerClass: null,
  targets: "binary",
  shape: "own",
};
const fromCifar: ImageSource = { ...fromFashion, source: "cifar-10", perClass: null };

function save(folder: string, files: ReadonlyMap<string, Uint8Array> | Readonly<Record<string, Uint8Array>>): string {
  mkdirSync(folder, { recursive: true });
  const entries = files instanceof Map ? [...files] : Object.entries(files);
  for (const [name, bytes] of entries) writeFileSync(join(folder, name), bytes);
  return folder;
}

describe("loadSamples", () => {
  it("reads packed files and unpacked ones alike", async () => {
    const packed = await loadSamples(fromFashion, { folder: save(newFolder(), smallFashion.packed), env, sets });
    expect(packed.train).toMatchObject({ count: 2, inputShape: [1, 28, 28], outputs: 1 });
    expect([...packed.train.targets]).toEqual([1, 0]);
    expect(packed.train.inputs[784 + 1]).toBe(Math.fround(((784 + 1) % 256) / 255));
    expect(packed.test).toMatchObject({ count: 2 });
    const folder = save(newFolder(), smallFashion.contents);
    expect(await loadSamples(fromFashion, { folder, env, sets })).toEqual(packed);
  });

  it("reads CIFAR-10 from its archive without writing anything, and from its files", async () => {
    const folder = save(newFolder(), smallCifar.packed);
    const packed = await loadSamples(fromCifar, { folder, env, sets });
    expect(packed.train).toMatchObject({ count: 5, inputShape: [3, 32, 32] });
    expect([...packed.train.targets]).toEqual([1, 0, 1, 0, 1]);
    expect(readdirSync(folder)).toEqual(["cifar-10-binary.tar.gz"]);
    const files = save(join(newFolder(), "cifar-10-batches-bin"), smallCifar.contents);
    expect(await loadSamples(fromCifar, { folder: dirname(files), env, sets })).toEqual(packed);
  });

  it("knows a file that was packed again by what is in it", async () => {
    const folder = newFolder();
    for (const [name, bytes] of Object.entries(smallFashion.contents)) {
      writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 1 }));
    }
    expect((await loadSamples(fromFashion, { folder, env, sets })).train.count).toBe(2);
  });

  it("looks in the given folder, ADAFLOW_DATA, ./data and the cache, in this order", async () => {
    const cwd = newFolder();
    const cache = newFolder();
    const variable = newFolder();
    const given = newFolder();
    const found = async () => {
      const places = { folder: given, cwd, env: { HOME: home, XDG_CACHE_HOME: cache, ADAFLOW_DATA: variable } };
      return (await availableSets({ ...places, sets }))[0]!.folder;
    };
    const inTurn = [join(cache, "adaflow/fashion-mnist"), join(cwd, "data"), join(variable, "FashionMNIST/raw"), given];
    for (const folder of inTurn) {
      save(folder, smallFashion.packed);
      expect(await found()).toBe(folder);
    }
  });

  it("says what is missing, where it looked and what gets it", async () => {
    const folder = newFolder();
    // under no name that a machine may have
    const [file] = smallCifar.set.files;
    const contents = file!.contents.map((content) => ({ ...content, name: `nowhere_${content.name}` }));
    const nowhere = { ...smallCifar.set, files: [{ ...file!, name: "nowhere.tar.gz", contents }] };
    save(folder, { "nowhere_data_batch_1.bin": batch(1) });
    const loading = loadSamples(fromCifar, { folder, env, sets: [nowhere] });
    await expect(loading).rejects.toThrow(RangeError);
    await expect(loading).rejects.toThrow(
      `Cannot read data as the data set cifar-10 must be there ("adaflow data fetch cifar-10" gets it), as nowhere.tar.gz in one of ${folder}, ${resolve("data")}, ${home}/.cache/adaflow, /usr/share/datasets, /usr/local/share/datasets, ${home}/.keras/datasets, or in a folder cifar-10 there: current value is missing`,
    );
    expect((await availableSets({ folder, env, sets: [nowhere] }))[0]!.folder).toBeNull();
  });

  it("refuses a given folder that is none", async () => {
    const file = join(newFolder(), "file");
    writeFileSync(file, "");
    for (const [folder, words] of [
      [join(home, "none"), "which is not there"] as const,
      [file, "which is none"] as const,
    ]) {
      const message = `Cannot look for data as --data-dir must be a folder: current value is ${folder}, ${words}`;
      await expect(availableSets({ folder, env, sets })).rejects.toThrow(new RangeError(message));
      await expect(loadSamples(fromFashion, { folder, env, sets })).rejects.toThrow(message);
    }
  });

  const broken = (name: string, change: (bytes: Uint8Array) => Uint8Array, files = smallFashion.packed) => {
    const folder = save(newFolder(), files);
    writeFileSync(join(folder, name), change(readFileSync(join(folder, name))));
    const source = name.includes("batch") || name.includes("cifar") ? fromCifar : fromFashion;
    return { file: join(folder, name), loading: loadSamples(source, { folder, env, sets }) };
  };
  const flip = (place: number) => (bytes: Uint8Array) => {
    bytes[place < 0 ? bytes.length + place : place]! ^= 1;
    return bytes;
  };

  it("says of a truncated file how many bytes there are and should be", async () => {
    const name = "train-images-idx3-ubyte";
    const whole = smallFashion.packed.get(`${name}.gz`)!.length;
    const packed = broken(`${name}.gz`, (bytes) => bytes.subarray(0, 300));
    await expect(packed.loading).rejects.toThrow(
      `${packed.file} must be whole, ${whole} bytes: current value is 300 bytes`,
    );
    const plain = broken(name, (bytes) => bytes.subarray(0, 300), new Map(Object.entries(smallFashion.contents)));
    await expect(plain.loading).rejects.toThrow(
      `${plain.file} must hold ${16 + 4 * 784} bytes when unpacked: current value is 300 bytes`,
    );
    const archive = broken("cifar-10-binary.tar.gz", (bytes) => bytes.subarray(0, 50), smallCifar.packed);
    await expect(archive.loading).rejects.toThrow(/must be whole, \d+ bytes: current value is 50 bytes/);
    const empty = broken(`${name}.gz`, () => new Uint8Array(0));
    await expect(empty.loading).rejects.toThrow(`must have ${whole} bytes: current value is 0 bytes`);
  });

  it("says both checksums of a file that is not the published one", async () => {
    const name = "train-images-idx3-ubyte";
    // the last bytes of a packed file are its own checksum and length
    const packed = broken(`${name}.gz`, flip(-8));
    await expect(packed.loading).rejects.toThrow(
      new RegExp(`must have the MD5 checksum ${smallFashion.set.files[0]!.md5}: current value is [0-9a-f]{32}$`),
    );
    const right = digestOf(smallFashion.contents[name]!, "sha256");
    const plain = broken(name, flip(500), new Map(Object.entries(smallFashion.contents)));
    await expect(plain.loading).rejects.toThrow(
      new RegExp(`must have the SHA-256 checksum ${right} when unpacked: current value is [0-9a-f]{64}$`),
    );
    const other = { ...smallCifar.contents, "data_batch_3.bin": batch(0) };
    const archive = broken("cifar-10-binary.tar.gz", () => gzipSync(tar(other)), smallCifar.packed);
    await expect(archive.loading).rejects.toThrow(/data_batch_3.bin in .* must have the SHA-1 checksum/);
    const { "data_batch_5.bin": _, ...few } = smallCifar.contents;
    const less = broken("cifar-10-binary.tar.gz", () => gzipSync(tar(few)), smallCifar.packed);
    await expect(less.loading).rejects.toThrow("must hold data_batch_5.bin");
  });
});

describe("fetchSet", () => {
  const closing: (() => void)[] = [];
  afterEach(() => {
    for (const close of closing.splice(0)) close();
  });

  /** Starts a server; returns its address. */
  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    closing.push(() => {
      server.closeAllConnections();
      server.close();
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/mirror`;
  }

  const archive = smallCifar.packed.get("cifar-10-binary.tar.gz")!;
  const half = archive.length >> 1;
  /** Serves the archive, whole or from where it is asked for. */
  const whole: (ranges: (string | undefined)[]) => RequestListener = (ranges) => (request, response) => {
    ranges.push(request.headers.range);
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
    if (from >= archive.length) {
      response.writeHead(416, { "content-range": `bytes */${archive.length}` }).end();
      return;
    }
    const headers = { "content-length": archive.length - from };
    const range = { ...headers, "content-range": `bytes ${from}-${archive.length - 1}/${archive.length}` };
    response.writeHead(from > 0 ? 206 : 200, from > 0 ? range : headers).end(archive.subarray(from));
  };
  const fetchCifar = (folder: string, url: string, options: object = {}) => {
    const signal = new AbortController().signal;
    return fetchSet(smallCifar.set, { folder, env, url, signal, onProgress: () => {}, ...options });
  };
  const part = "cifar-10-binary.tar.gz.part";

  it("downloads every file into a folder of its name, with progress, and finds it there", async () => {
    const folder = newFolder();
    const asked: string[] = [];
    const url = await serve((request, response) => {
      asked.push(request.url!);
      response.end(smallFashion.packed.get(request.url!.slice("/mirror/".length)));
    });
    const fractions: number[] = [];
    const signal = new AbortController().signal;
    const options = { folder, env, url, signal, onProgress: (fraction: number) => fractions.push(fraction) };
    const { folder: target, files } = await fetchSet(smallFashion.set, options);
    expect(target).toBe(join(folder, "fashion-mnist"));
    expect(asked).toEqual(fashion.files.map(({ name }) => `/mirror/${name}`));
    expect(readdirSync(target).sort()).toEqual(fashion.files.map(({ name }) => name).sort());
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    expect(files.every(({ wasThere }) => !wasThere)).toBe(true);
    expect((await loadSamples(fromFashion, { folder, env, sets })).train.count).toBe(2);
    // a second time there is nothing to do
    expect((await fetchSet(smallFashion.set, options)).files.every(({ wasThere }) => wasThere)).toBe(true);
    expect(asked).toHaveLength(4);
  });

  it("goes on where a download was cut off", async () => {
    const folder = newFolder();
    let cutOff = () => {};
    const cut = await serve((_, response) => {
      cutOff = () => response.destroy();
      response.writeHead(200, { "content-length": archive.length });
      response.write(archive.subarray(0, half));
    });
    await expect(fetchCifar(folder, cut, { onProgress: () => cutOff() })).rejects.toThrow(
      new RegExp(`what came is kept, .*: current value is ${half} of ${archive.length} bytes`),
    );
    expect(readdirSync(join(folder, "cifar-10"))).toEqual([part]);
    const ranges: (string | undefined)[] = [];
    await fetchCifar(folder, await serve(whole(ranges)));
    expect(ranges).toEqual([`bytes=${half}-`]);
    expect(readFileSync(join(folder, "cifar-10/cifar-10-binary.tar.gz"))).toEqual(archive);
  });

  it("begins anew where the server does not, and asks for nothing where all is there", async () => {
    const folder = newFolder();
    save(join(folder, "cifar-10"), { [part]: archive.subarray(0, half) });
    await fetchCifar(folder, await serve((_, response) => response.end(archive)));
    expect(readdirSync(join(folder, "cifar-10"))).toEqual(["cifar-10-binary.tar.gz"]);
    const other = newFolder();
    save(join(other, "cifar-10"), { [part]: archive });
    const ranges: (string | undefined)[] = [];
    await fetchCifar(other, await serve(whole(ranges)));
    expect(ranges).toEqual([`bytes=${archive.length}-`]);
    // more than there is to have
    const longer = newFolder();
    save(join(longer, "cifar-10"), { [part]: Buffer.concat([archive, archive]) });
    await fetchCifar(longer, await serve(whole([])));
    expect(existsSync(join(longer, "cifar-10/cifar-10-binary.tar.gz"))).toBe(true);
  });

  it("keeps nothing of a file with another checksum", async () => {
    const folder = newFolder();
    const wrong = Buffer.from(archive);
    wrong[half]! ^= 1;
    const url = await serve((_, response) => response.end(wrong));
    await expect(fetchCifar(folder, url)).rejects.toThrow(
      new RegExp(`what ${url}/cifar-10-binary.tar.gz gives must have .* checksum .*: current value is [0-9a-f]+$`),
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it("replaces a file that is not the right one, when it has the right one", async () => {
    const folder = newFolder();
    save(join(folder, "cifar-10"), { "cifar-10-binary.tar.gz": archive.subarray(0, half) });
    const missing = await serve((_, response) => response.writeHead(404).end());
    await expect(fetchCifar(folder, missing)).rejects.toThrow("must have it: current value is 404 Not Found");
    const { files } = await fetchCifar(folder, `${await serve(whole([]))}/cifar-10-binary.tar.gz`);
    expect(files).toEqual([{ path: join(folder, "cifar-10/cifar-10-binary.tar.gz"), wasThere: false }]);
    expect(readFileSync(files[0]!.path)).toEqual(archive);
  });

  it("keeps what came when it is stopped", async () => {
    const folder = newFolder();
    const controller = new AbortController();
    const url = await serve((_, response) => {
      response.writeHead(200, { "content-length": archive.length });
      response.write(archive.subarray(0, half));
    });
    const fetching = fetchCifar(folder, url, { signal: controller.signal, onProgress: () => controller.abort() });
    await expect(fetching).rejects.toThrow(expect.objectContaining({ name: "AbortError" }));
    const kept = readFileSync(join(folder, "cifar-10", part));
    expect(kept.length).toBeGreaterThan(0);
    expect(kept).toEqual(Buffer.from(archive.subarray(0, kept.length)));
  });

  it("refuses an address that is none, and a server that does not answer", async () => {
    await expect(fetchCifar(newFolder(), "ftp://a/b")).rejects.toThrow("--url must begin with http:// or https://");
    await expect(fetchCifar(newFolder(), "nowhere")).rejects.toThrow("current value is nowhere");
    const url = await serve(() => {});
    for (const close of closing.splice(0)) close();
    await expect(fetchCifar(newFolder(), url)).rejects.toThrow(
      "the server must answer (there may be no network; --url names a mirror): current value is ECONNREFUSED",
    );
    const [folder, own] = [newFolder(), newFolder()];
    mkdirSync(join(own, "cifar-10"));
    await expect(fetchCifar(join(folder, "some/place"), url)).rejects.toThrow("ECONNREFUSED");
    await expect(fetchCifar(own, url)).rejects.toThrow("ECONNREFUSED");
    // what was not there is not there again; what was, is
    expect([readdirSync(folder), readdirSync(own)]).toEqual([[], ["cifar-10"]]);
  });

  it("cannot write where there is a file", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "cifar-10"), "");
    await expect(fetchCifar(folder, "http://127.0.0.1:9")).rejects.toThrow(
      "must be a folder that can be written: current value is EEXIST",
    );
  });
});
