// npm start on a fresh clone: installs and builds what is missing or stale, then reproduces the paper into report/.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root, setUp } from "./setup.mjs";

if (setUp()) {
  const program = [join(root, "bin", "adaflow.js"), "reproduce", "heredia-2024", "--out", join(root, "report")];
  const { status } = spawnSync(process.execPath, [...program, ...process.argv.slice(2)], { stdio: "inherit" });
  process.exitCode = status ?? 1;
} else {
  process.exitCode = 1;
}
