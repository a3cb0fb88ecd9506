// npm run bench [-- NAME …] [--write]: measures, prints tables; --write puts those of a whole run into bench/README.md.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { setUp } from "../tools/setup.mjs";
import { inFreshProcess, root } from "./support/process.mjs";
import { renderBars, renderBenchmark, renderMachine } from "./support/render.mjs";

const names = [
  "adagrad",
  "reproduce",
  "uniform",
  "adam",
  "inertial",
  "author",
  "discrete",
  "startup",
  "expression",
  "hard",
  "ide",
  "region",
  "certificates",
  "flows",
  "anatomy",
  "map",
  "reproduce-h2",
];
const page = join(root, "bench", "README.md");

/** Each benchmark in a process of its own, so that none is warmed up or slowed down by the one before it. */
async function run(chosen) {
  const results = [];
  for (const name of chosen) {
    process.stderr.write(`${name} …\n`);
    const { title } = await import(`./${name}.mjs`);
    const { result } = inFreshProcess(name, "measure");
    results.push({ name, title, ...result });
    console.log(`${renderBenchmark(results.at(-1))}\n`);
  }
  return results;
}

function write(results, bars) {
  const sections = { machine: renderMachine(), bars, results: results.map(renderBenchmark).join("\n\n") };
  let text = readFileSync(page, "utf8");
  for (const [name, section] of Object.entries(sections)) {
    const marks = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
    const [start, end] = marks.map((mark) => text.indexOf(mark));
    if (!(start >= 0 && end > start)) {
      throw new Error(
        `Cannot write bench/README.md as it must contain ${marks.join(" and ")}: current value is neither`,
      );
    }
    text = `${text.slice(0, start + marks[0].length)}\n${section}\n${text.slice(end)}`;
  }
  writeFileSync(page, text);
}

async function main() {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { write: { type: "boolean" } } });
  const unknown = positionals.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new RangeError(
      `Cannot run benchmarks as names must be among ${names.join(", ")}: current value is ${unknown}`,
    );
  }
  if (values.write && positionals.length > 0) {
    throw new RangeError(
      `Cannot write bench/README.md as its figures must come from one run of all benchmarks: current value is ${positionals.join(", ")}`,
    );
  }
  if (!setUp()) throw new Error("Cannot run benchmarks as the project must be installed and built");
  console.log(`${renderMachine()}\n`);
  const results = await run(positionals.length === 0 ? names : names.filter((name) => positionals.includes(name)));
  const all = results.flatMap(({ bars }) => bars);
  if (all.length > 0) console.log(renderBars(all));
  if (values.write) write(results, renderBars(all));
}

try {
  await main();
} catch (error) {
  console.error(error.message);
  process.exitCode = error instanceof RangeError || error.code?.startsWith("ERR_PARSE_ARGS") ? 2 : 1;
}
