// npm test on a fresh clone: installs and builds what is missing or stale, then runs every test.
// The last line is always "N passed, N failed". Arguments go to vitest: npm test -- src/kernels
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root, runTool, setUp } from "./setup.mjs";

const file = join(root, ".vitest-results.json");

function runTests() {
  if (!setUp()) return { passed: 0, failed: 1 };
  rmSync(file, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const status = runTool("vitest/vitest.mjs", ["run", ...reporters, ...process.argv.slice(2)]);
  return count(status);
}

/** A failure that belongs to no test (a file that does not load, has no tests, or fails in a hook) counts as one. */
function count(status) {
  let passed = 0;
  let failed = 0;
  for (const { status: outcome, assertionResults } of readResults()) {
    const failures = assertionResults.filter((test) => test.status === "failed").length;
    passed += assertionResults.filter((test) => test.status === "passed").length;
    failed += failures > 0 ? failures : outcome === "passed" && assertionResults.length > 0 ? 0 : 1;
  }
  if (failed === 0 && (status !== 0 || passed === 0)) failed = 1;
  return { passed, failed };
}

function readResults() {
  try {
    return JSON.parse(readFileSync(file, "utf8")).testResults;
  } catch {
    return [];
  }
}

const { passed, failed } = runTests();
process.exitCode = failed === 0 ? 0 : 1;
process.stdout.write(`${passed} passed, ${failed} failed\n`);
