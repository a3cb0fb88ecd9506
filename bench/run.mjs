// npm run bench [-- NAME …] [--write]: measures, prints tables; --write puts them into bench/README.md.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { setUp } from "../tools/setup.mjs";
import { inFreshProcess, root } from "./support/process.mjs";
import { readBars, renderBars, renderBenchmark, renderMachine } from "./support/render.mjs";

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
  "lab",
  "networks",
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

/** Replaces what was measured. What was not stays; the figures of a benchmark, and its bars, come from one run of it. */
function write(results) {
  let text = readFileSync(page, "utf8");
  const before = between(text, "results").inside.split(/^(?=### )/m);
  const sections = names.flatMap((name) => {
    const result = results.find((each) => each.name === name);
    const old = before.find((section) => section.split("\n", 1)[0].endsWith(`(\`${name}\`)`));
    return result ? [renderBenchmark(result)] : old ? [old.trim()] : [];
  });
  const measured = results.flatMap(({ bars }) => bars);
  const rows = results.length === names.length ? [] : readBars(between(text, "bars").inside);
  const bars = [...rows.map((row) => measured.find(({ work }) => work === row.work) ?? row)];
  bars.push(...measured.filter(({ work }) => !rows.some((row) => row.work === work)));
  const parts = { machine: renderMachine(), bars: renderBars(bars), results: sections.join("\n\n") };
  for (const [name, part] of Object.entries(parts)) {
    const { start, end } = between(text, name);
    text = `${text.slice(0, start)}\n${part}\n${text.slice(end)}`;
  }
  writeFileSync(page, text);
}

/** What stands between the marks of a part of the page, and where. */
function between(text, name) {
  const marks = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const [open, end] = marks.map((mark) => text.indexOf(mark));
  if (!(open >= 0 && end > open)) {
    throw new Error(`Cannot write bench/README.md as it must contain ${marks.join(" and ")}: current value is neither`);
  }
  const start = open + marks[0].length;
  return { start, end, inside: text.slice(start, end) };
}

async function main() {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { write: { type: "boolean" } } });
  const unknown = positionals.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new RangeError(
      `Cannot run benchmarks as names must be among ${names.join(", ")}: current value is ${unknown}`,
    );
  }
  if (!setUp()) throw new Error("Cannot run benchmarks as the project must be installed and built");
  console.log(`${renderMachine()}\n`);
  const results = await run(positionals.length === 0 ? names : names.filter((name) => positionals.includes(name)));
  const all = results.flatMap(({ bars }) => bars);
  if (all.length > 0) console.log(renderBars(all));
  if (values.write) write(results);
}

try {
  await main();
} catch (error) {
  console.error(error.message);
  process.exitCode = error instanceof RangeError || error.code?.startsWith("ERR_PARSE_ARGS") ? 2 : 1;
}
