import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { availableSets } from "./available-sets.js";
import { type DataContent, type DataSet, digestOf, mostBytes } from "./data-set.js";
import { readPacked } from "./read-contents.js";

/** Bytes that cannot be packed well. */
const noise = (count: number) => Uint8Array.from({ length: count }, (_, i) => (i * i * 31 + (i >> 3) * 7) % 251);
const content = (name: string, bytes: Uint8Array): DataContent => ({
  name,
  bytes: bytes.length,
  digest: { algorithm: "sha256", value: digestOf(bytes, "sha256") },
});
const [one, two] = [noise(2000), noise(700)];
const packed = gzipSync(one);
const header = Buffer.alloc(512);
header.write("two");
header.write(`${(700).toString(8).padStart(11, "0")}\0`, 124);
const archive = Buffer.concat([header, two, Buffer.alloc(1024 - 700 + 1024)]);
const tarred = gzipSync(archive);
const part = { contents: ["one", "two"], read: () => expect.unreachable() };
const set: DataSet = {
  name: "some",
  description: "",
  url: "",
  folders: [],
  files: [
    {
      name: "one.gz",
      packing: "gzip",
      bytes: packed.length,
      md5: digestOf(packed, "md5"),
      contents: [content("one", one)],
    },
    {
      name: "two.tar.gz",
      packing: "tar-gzip",
      bytes: tarred.length,
      md5: digestOf(tarred, "md5"),
      contents: [content("two", two)],
    },
  ],
  train: part,
  test: part,
};

async function incomplete(files: Readonly<Record<string, Uint8Array>>): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "adaflow-incomplete-"));
  mkdirSync(join(folder, "home"));
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  const [found] = await availableSets({ folder, env: { HOME: join(folder, "home") }, sets: [set] });
  expect(found!.folder).toBe(folder);
  return found!.incomplete;
}

describe("incomplete files", () => {
  it("are none where the published files are, packed, packed again or unpacked", async () => {
    const again = (bytes: Uint8Array) => gzipSync(bytes, { level: 0 });
    const members = Buffer.concat([gzipSync(one.subarray(0, 900)), gzipSync(one.subarray(900))]);
    expect(await incomplete({ "one.gz": packed, "two.tar.gz": tarred })).toEqual([]);
    expect(await incomplete({ one, two })).toEqual([]);
    expect(await incomplete({ "one.gz": again(one), "two.tar.gz": again(archive) })).toEqual([]);
    expect(await incomplete({ "one.gz": members, two })).toEqual([]);
    // as a server gives them that unpacks on the way
    expect(await incomplete({ "one.gz": one, "two.tar.gz": archive })).toEqual([]);
  });

  it("are those that are cut off, at any place", async () => {
    for (const share of [0, 0.01, 0.5, 0.9]) {
      const cut = (bytes: Uint8Array) => bytes.subarray(0, Math.floor(share * bytes.length));
      expect(await incomplete({ "one.gz": cut(packed), "two.tar.gz": cut(tarred) })).toEqual(["one.gz", "two.tar.gz"]);
      expect(await incomplete({ one: cut(one), "two.tar.gz": tarred })).toEqual(["one"]);
      expect(await incomplete({ "one.gz": packed, "two.tar.gz": cut(archive).subarray(0, 699) })).toEqual([
        "two.tar.gz",
      ]);
    }
    expect(await incomplete({ "one.gz": packed.subarray(0, -1), two })).toEqual(["one.gz"]);
    const again = gzipSync(one, { level: 0 });
    expect(await incomplete({ "one.gz": again.subarray(0, -1), two })).toEqual(["one.gz"]);
  });
});

describe("reading a packed file", () => {
  const file = set.files[0]!;
  const pathOf = (bytes: Uint8Array): string => {
    const path = join(mkdtempSync(join(tmpdir(), "adaflow-packed-")), "one.gz");
    writeFileSync(path, bytes);
    return path;
  };

  it("stops unpacking where the contents cannot be right any more", async () => {
    const path = pathOf(gzipSync(Buffer.alloc(mostBytes(file) + 1)));
    await expect(readPacked(path, { file })).rejects.toThrow(
      `Cannot read data as ${path} must hold 2000 bytes when unpacked: current value is more than ${2000 + 2 ** 20} bytes`,
    );
  });

  it("does not even read what is too large", async () => {
    const path = pathOf(Buffer.alloc(mostBytes(file) + 1));
    await expect(readPacked(path, { file })).rejects.toThrow(
      `${path} must have ${packed.length} bytes: current value is ${2001 + 2 ** 20} bytes`,
    );
  });
});
