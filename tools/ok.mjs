// npm run ok: format, lint without warnings, types, docs, tests (figures are among them). Runs all, then says which failed.

import { join } from "node:path";
import { root, runTool, setUp } from "./setup.mjs";

const steps = [
  ["format", "@biomejs/biome/bin/biome", ["format", "."]],
  ["lint", "@biomejs/biome/bin/biome", ["check", "--formatter-enabled=false", "--error-on-warnings", "."]],
  ["types", "typescript/bin/tsc", ["-p", "tsconfig.json", "--noEmit"]],
  ["lab types", "svelte-check/bin/svelte-check", ["--tsconfig", "apps/lab/tsconfig.json", "--fail-on-warnings"]],
  ["docs", "typedoc/bin/typedoc", ["--logLevel", "Warn"]],
  ["tests", join("..", "tools", "test.mjs"), []],
];

if (setUp()) {
  const failed = steps.filter(([name, script, parameters]) => {
    console.log(`\n— ${name}`);
    return runTool(script, parameters) !== 0;
  });
  console.log(failed.length === 0 ? "\nok" : `\nnot ok: ${failed.map(([name]) => name).join(", ")}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
} else {
  console.error(`Cannot set up ${root}.`);
  process.exitCode = 1;
}
