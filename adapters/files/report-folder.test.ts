import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCheckpoints } from "./checkpoints.js";
import { prepareReportFolder } from "./report-folder.js";

const marker = ".ours";
const files = [
  { path: "index.html", text: "new" },
  { path: "figures/a.svg", text: "a" },
  { path: marker, text: "" },
];
let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "adaflow-"));
});
afterEach(() => rmSync(base, { recursive: true }));

const prepare = (force = false) => prepareReportFolder(join(base, "report"), { marker, force });

describe("report folder", () => {
  it("makes a new folder, and replaces its own as a whole", async () => {
    await (await prepare()).write([...files, { path: "old.txt", text: "old" }]);
    expect(existsSync(join(base, "report", "old.txt"))).toBe(true);
    await (await prepare()).write(files);
    expect(readdirSync(join(base, "report")).sort()).toEqual([marker, "figures", "index.html"]);
    expect(readdirSync(base)).toEqual(["report"]);
  });

  it("refuses another folder or a file", async () => {
    writeFileSync(join(base, "report"), "a file");
    await expect(prepare(true)).rejects.toThrow(/must be a folder: current value is/);
    rmSync(join(base, "report"));
    await (await prepare()).write(files.slice(0, 1));
    await expect(prepare()).rejects.toThrow(/or --force given/);
  });

  it("keeps what else is in a folder it is forced into, and does not claim it", async () => {
    await (await prepare()).write([
      { path: "thesis.txt", text: "mine" },
      { path: "index.html", text: "old" },
    ]);
    await (await prepare(true)).write(files);
    expect(readFileSync(join(base, "report", "thesis.txt"), "utf8")).toBe("mine");
    expect(readFileSync(join(base, "report", "index.html"), "utf8")).toBe("new");
    expect(existsSync(join(base, "report", marker))).toBe(false);
  });

  it("leaves nothing behind when writing fails", async () => {
    await (await prepare()).write(files);
    const broken = [...files, { path: "index.html/impossible", text: "" }];
    await expect((await prepare()).write(broken)).rejects.toThrow();
    expect(readdirSync(base)).toEqual(["report"]);
    expect(readFileSync(join(base, "report", "index.html"), "utf8")).toBe("new");
  });
});

describe("checkpoints", () => {
  it("gives back what was saved under the same key only, and forgets on demand", () => {
    const checkpoints = createCheckpoints<{ y: number[] }>(join(base, "resume"));
    expect(checkpoints.load("a")).toBeUndefined();
    checkpoints.save("a", { y: [1 / 3] });
    expect(checkpoints.load("a")).toEqual({ y: [1 / 3] });
    expect(checkpoints.load("b")).toBeUndefined();
    for (const name of readdirSync(join(base, "resume"))) writeFileSync(join(base, "resume", name), "{");
    expect(checkpoints.load("a")).toBeUndefined();
    checkpoints.clear();
    expect(existsSync(join(base, "resume"))).toBe(false);
  });
});
