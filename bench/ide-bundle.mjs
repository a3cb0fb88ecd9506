// What `adaflow/ide` alone adds to a web page.
import { join, sep } from "node:path";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { count } from "./support/format.mjs";
import { root } from "./support/process.mjs";

/** 15 kB of 1024 bytes. */
const largest = 15 * 1024;
const built = join(root, "dist", "src");

export async function measure() {
  const bundle = await rolldown({ input: join(built, "ide", "index.js") });
  const { output } = await bundle.generate({ format: "esm", minify: true });
  await bundle.close();
  const chunks = output.filter(({ type }) => type === "chunk");
  const code = chunks.map((chunk) => chunk.code).join("");
  const zipped = gzipSync(code, { level: 9 }).length;
  const modules = chunks.flatMap(({ moduleIds }) => moduleIds);
  const names = new Set(chunks.map(({ fileName }) => fileName));
  const left = chunks.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports]);
  const foreign = [
    ...left.filter((name) => !names.has(name)),
    ...modules.filter((file) => !file.startsWith(built + sep) && !file.startsWith("\0")),
  ];
  return {
    bars: [
      {
        work: "bundle of `adaflow/ide` alone, minified, gzip level 9",
        bar: `≤ ${count(largest)} bytes`,
        measured: `${count(zipped)} bytes`,
        met: zipped <= largest,
      },
      {
        work: "packages that this bundle imports or contains",
        bar: "0",
        measured: String(foreign.length),
        met: foreign.length === 0,
      },
    ],
    tables: [
      {
        caption: "The bundle of `adaflow/ide` alone, by rolldown:",
        columns: ["", "bytes"],
        rows: [
          ["minified", count(Buffer.byteLength(code))],
          ["minified, gzip level 9", count(zipped)],
        ],
        note: `From ${modules.length} modules of this project.`,
      },
    ],
  };
}
