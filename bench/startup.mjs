// Short commands as whole processes.
import { duration, spreadCells, spreadColumns } from "./support/format.mjs";
import { spread } from "./support/measure.mjs";
import { timeCommand } from "./support/process.mjs";

export const title = "Short commands, whole process";

const problem = ["--optimizer", "adam", "--theta0", "1", "--lr", "0.1", "--until", "10", "--json"];
const commands = [
  { name: "--help", bar: 0.3, command: ["--help"] },
  { name: "--version", bar: null, command: ["--version"] },
  {
    name: 'solve --model nonlocal --objective "(x-4)^2"',
    bar: 1,
    command: ["solve", "--model", "nonlocal", "--objective", "(x-4)^2", ...problem],
  },
  {
    name: 'solve --model discrete --objective "(x-4)^2"',
    bar: 1,
    command: ["solve", "--model", "discrete", "--objective", "(x-4)^2", ...problem],
  },
  {
    name: "solve --model nonlocal --objective quadratic",
    bar: null,
    command: ["solve", "--model", "nonlocal", "--objective", "quadratic", ...problem],
  },
];

export function measure() {
  const rows = commands.map(({ name, bar, command }) => {
    timeCommand(command); // fills the caches of the file system
    return { name, bar, seconds: spread(Array.from({ length: 10 }, () => timeCommand(command))) };
  });
  return {
    bars: rows
      .filter(({ bar }) => bar !== null)
      .map(({ name, bar, seconds }) => ({
        work: `\`${name}\`, whole process`,
        bar: `≤ ${bar} s`,
        measured: duration(seconds.median),
        met: seconds.median <= bar,
      })),
    tables: [
      {
        columns: ["", ...spreadColumns],
        rows: rows.map(({ name, seconds }) => [`\`${name}\``, ...spreadCells(seconds)]),
      },
    ],
  };
}
