#!/usr/bin/env node
import { existsSync } from "node:fs";

const main = new URL("../dist/apps/cli/main.js", import.meta.url);

if (existsSync(main)) {
  const { main: run } = await import(main.href);
  process.exitCode = await run(process.argv.slice(2));
} else {
  console.error(
    "Cannot start adaflow as dist/ must be built first (npm ci, or npm run build): current value is missing",
  );
  process.exitCode = 2;
}
