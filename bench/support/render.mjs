// Tables as Markdown, and the machine they were measured on.
import { availableParallelism, cpus, totalmem } from "node:os";

/** A Markdown table with aligned columns; figures to the right, the first column to the left. */
export function renderTable({ columns, rows }) {
  const widths = columns.map((column, k) => Math.max(3, ...[column, ...rows.map((row) => row[k])].map(lengthOf)));
  const line = (cells) =>
    `| ${cells.map((cell, k) => (k === 0 ? cell.padEnd(widths[k]) : cell.padStart(widths[k]))).join(" | ")} |`;
  const rule = `| ${widths.map((width, k) => (k === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  return [line(columns), rule, ...rows.map(line)].join("\n");
}

function lengthOf(cell) {
  return cell.length;
}

/** A benchmark's tables below its title. */
export function renderBenchmark({ title, name, tables }) {
  const parts = tables.map((table) => [table.caption, renderTable(table), table.note].filter(Boolean).join("\n\n"));
  return [`### ${title} (\`${name}\`)`, ...parts].join("\n\n");
}

/** The bars of some benchmarks beside what was measured. */
export function renderBars(bars) {
  const rows = bars.map(({ work, bar, measured, met }) => [work, bar, measured, met ? "yes" : "**no**"]);
  return renderTable({ columns: ["work", "bar", "measured", "met"], rows });
}

/** The bars of a table that `renderBars` made. */
export function readBars(table) {
  const rows = table.split("\n").filter((line) => line.startsWith("| "));
  return rows.slice(2).map((line) => {
    const [work, bar, measured, met] = line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim());
    return { work, bar, measured, met: met === "yes" };
  });
}

/** Processor, memory and Node, without anything that names the machine. */
export function renderMachine() {
  const model = cpus()[0]?.model.trim() || "unknown processor";
  const memory = Math.round(totalmem() / 2 ** 30);
  const cores = availableParallelism();
  return [
    `${model}, ${cores} core${cores === 1 ? "" : "s"}, ${memory} GiB of memory`,
    `Node ${process.version} (V8 ${process.versions.v8}), ${process.platform} ${process.arch}`,
  ].join("; ");
}
