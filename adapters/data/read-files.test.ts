import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { loadSamples } from "./load-samples.js";
import { readCifarImages } from "./read-cifar.js";
import { readIdx, readIdxImages } from "./read-idx.js";
import { selectImages } from "./select-images.js";

const name = "some-file";

describe("readIdx", () => {
  // the layout of the format, written out
  const small = Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6);

  it("reads dimensions with the high byte first, and the values", () => {
    expect(readIdx(small, { name })).toEqual({ shape: [2, 3], values: Uint8Array.of(1, 2, 3, 4, 5, 6) });
    const long = new Uint8Array(8 + 258);
    long.set([0, 0, 8, 1, 0, 0, 1, 2]);
    expect(readIdx(long, { name }).shape).toEqual([258]);
  });

  it("reads a view into something larger", () => {
    const within = new Uint8Array(small.length + 5);
    within.set(small, 5);
    expect(readIdx(within.subarray(5), { name }).shape).toEqual([2, 3]);
  });

  test.each<[string, Uint8Array, string]>([
    [
      "is cut off",
      small.subarray(0, 17),
      "some-file must have 18 bytes, as its dimensions 2 × 3 say: current value is 17 bytes",
    ],
    [
      "goes on",
      Uint8Array.of(...small, 0),
      "must have 18 bytes, as its dimensions 2 × 3 say: current value is 19 bytes",
    ],
    ["ends in its head", small.subarray(0, 10), "must have 12 bytes of head: current value is 10 bytes"],
    ["is empty", new Uint8Array(0), "current value is empty"],
    ["is something else", Uint8Array.of(0x89, 0x50, 0x4e, 0x47), "current value is 89504e47"],
    ["holds floats", Uint8Array.of(0, 0, 0x0d, 1, 0, 0, 0, 0), "current value is 00000d01"],
  ])("refuses a file that %s", (_, bytes, words) => {
    expect(() => readIdx(bytes, { name })).toThrow(RangeError);
    expect(() => readIdx(bytes, { name })).toThrow(words);
  });

  it("wants as many labels as images", () => {
    const images = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 7, 8);
    const labels = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 1, 3);
    expect(() => readIdxImages([images, labels], ["i", "l"])).toThrow("l must have 2 labels");
    expect(() => readIdxImages([labels, labels], ["i", "l"])).toThrow("i must have three dimensions");
  });
});

describe("readCifarImages", () => {
  const record = (label: number, value: number) => Uint8Array.of(label, ...new Uint8Array(3072).fill(value));

  it("reads records one after another, from several files", () => {
    const first = Uint8Array.of(...record(3, 10), ...record(9, 20));
    const images = readCifarImages([first, record(0, 30)], ["a", "b"]);
    expect(images).toMatchObject({ count: 3, shape: [3, 32, 32] });
    expect([...images.labels]).toEqual([3, 9, 0]);
    expect([0, 3072, 6144, 9215].map((i) => images.pixels[i])).toEqual([10, 20, 30, 30]);
  });

  it("refuses parts of records and classes that there are none of", () => {
    expect(() => readCifarImages([record(1, 1), record(1, 1).subarray(0, 3000)], ["a", "b"])).toThrow(
      "b must have whole records of 3073 bytes: current value is 3000 bytes",
    );
    expect(() => readCifarImages([new Uint8Array(0)], ["a"])).toThrow("current value is 0 bytes");
    expect(() => readCifarImages([Uint8Array.of(...record(1, 1), ...record(10, 1))], ["a"])).toThrow("10 at 3073");
  });
});

describe("selectImages", () => {
  const labels = Uint8Array.of(5, 3, 3, 7, 5, 3, 5);
  const images = { count: 7, shape: [1, 1, 2] as const, pixels: Uint8Array.from({ length: 14 }, (_, i) => i), labels };
  const base = { classes: [3, 5], targets: "binary", shape: "own", count: 2, name } as const;

  it("takes the first of each class in the order of the file, targets in the order of the classes", () => {
    const samples = selectImages(images, base);
    expect(samples).toMatchObject({ count: 4, inputShape: [1, 1, 2], outputs: 1 });
    expect([...samples.targets]).toEqual([1, 0, 0, 1]);
    const pixels = [0, 1, 2, 3, 4, 5, 8, 9];
    expect([...samples.inputs]).toEqual(pixels.map((value) => Math.fround(value / 255)));
    expect([...selectImages(images, { ...base, classes: [5, 3] }).targets]).toEqual([0, 1, 1, 0]);
  });

  it("makes one-hot targets, and takes all of the classes where no number is given", () => {
    const samples = selectImages(images, { ...base, classes: [7, 3, 5], targets: "one-hot", count: null });
    expect(samples).toMatchObject({ count: 7, outputs: 3 });
    expect([...samples.targets.subarray(0, 6)]).toEqual([0, 0, 1, 0, 1, 0]);
  });

  it("puts a grey picture into the middle of all three channels", () => {
    const grey = { count: 1, shape: [1, 28, 28] as const, pixels: new Uint8Array(784), labels: Uint8Array.of(3) };
    grey.pixels[0] = 255;
    grey.pixels[783] = 51;
    const { inputs, inputShape } = selectImages(grey, { ...base, classes: [3], shape: "cifar", count: 1 });
    expect(inputShape).toEqual([3, 32, 32]);
    const at = (channel: number, row: number, column: number) => inputs[(channel * 32 + row) * 32 + column];
    for (let channel = 0; channel < 3; channel++) {
      expect([at(channel, 2, 2), at(channel, 29, 29)]).toEqual([1, Math.fround(0.2)]);
    }
    expect(inputs.filter((value) => value !== 0)).toHaveLength(6);
  });

  it("says how many of a class there are", () => {
    expect(() => selectImages(images, { ...base, count: 4 })).toThrow("4 images of class 3: current value is 3");
    expect(() => selectImages(images, { ...base, classes: [3, 8], count: null })).toThrow("some images of class 8");
  });
});

describe("tables", () => {
  const cwd = mkdtempSync(join(tmpdir(), "adaflow-table-"));
  const source = { source: "csv", file: "t.csv", inputs: ["x2", "x1"], targets: ["y"] } as const;
  const load = (text: string, changes: object = {}) => {
    writeFileSync(join(cwd, "t.csv"), text);
    return loadSamples({ ...source, ...changes }, { cwd });
  };

  it("reads columns by name, whatever separates them", async () => {
    const { train, test } = await load("x1,x2,y,note\n1,2,3,a\n# comment\n-4e-1,.5,6,b\n");
    expect(test).toBeNull();
    expect(train).toMatchObject({ count: 2, inputShape: [2], outputs: 1 });
    expect([...train.inputs]).toEqual([2, 1, 0.5, Math.fround(-0.4)]);
    expect([...train.targets]).toEqual([3, 6]);
    expect((await load('\uFEFFx1;"x2";y\r\n1;2;3\r\n')).train.inputs).toEqual(Float32Array.of(2, 1));
  });

  test.each([
    ["x1,x2,z\n1,2,3\n", "t.csv must have the column y (the nearest is z"],
    ["x1,x2,y\n1,2\n", "t.csv must have 3 cells in row 2: current value is 2 cells"],
    ["x1,x2,y\n1,two,3\n", "x2 in row 2: current value is two"],
    ["x1,x2,y\n1,,3\n", "x2 in row 2: current value is empty"],
    ["x1,x2,y\n1,NaN,3\n", "x2 in row 2: current value is NaN"],
    ["x1,x2,y\n1,1e39,3\n", "x2 in row 2: current value is 1e39"],
    ["x1,x2,y\n", "a header and rows: current value is 1 lines"],
    ["x1,x2,y,y\n1,2,3,4\n", "the column y once"],
    ['x1,x2,y\n"1,2,3\n', "close its quotes in row 2"],
  ])("refuses %j", async (text, words) => {
    await expect(load(text)).rejects.toThrow(words);
    await expect(load(text)).rejects.toThrow(RangeError);
  });

  it("names a file that cannot be read", async () => {
    await expect(load("", { file: "none.csv" })).rejects.toThrow(
      "none.csv must be a file that can be read: current value is ENOENT",
    );
  });
});
