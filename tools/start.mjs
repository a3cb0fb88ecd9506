// npm start on a fresh clone: installs and builds what is missing or stale, then reproduces the paper into report/.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const sources = ["src", "adapters", "apps", "papers", "tsconfig.json", "tsconfig.build.json", "package-lock.json"];

if (!isInstalled()) runNpm(["ci"]);
else if (!isBuilt()) runNpm(["run", "build"]);

const program = [join(root, "bin", "adaflow.js"), "reproduce", "heredia-2024", "--out", join(root, "report")];
const result = spawnSync(process.execPath, [...program, ...process.argv.slice(2)], { stdio: "inherit" });
process.exitCode = result.status ?? 1;

/** Whether node_modules holds the versions of the lock file; what is for other platforms only may be missing. */
function isInstalled() {
  const installed = readLock(join(root, "node_modules", ".package-lock.json"));
  const wanted = readLock(join(root, "package-lock.json"));
  if (installed === null || wanted === null) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "") return true;
    const found = installed[path];
    return found === undefined ? entry.optional === true || entry.peer === true : found.version === entry.version;
  });
}

function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages ?? null;
  } catch {
    return null;
  }
}

/** Whether dist exists and is younger than every source. */
function isBuilt() {
  const built = join(root, "dist", "apps", "cli", "main.js");
  if (!existsSync(built)) return false;
  return sources.every((name) => newest(join(root, name)) <= statSync(built).mtimeMs);
}

function newest(path) {
  if (!existsSync(path)) return 0;
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), 0);
}

/** Runs the npm that started this, or the one on the path. */
function runNpm(parameters) {
  const cli = process.env.npm_execpath;
  const found =
    cli !== undefined && existsSync(cli)
      ? spawnSync(process.execPath, [cli, ...parameters], { cwd: root, stdio: ["inherit", 2, "inherit"] })
      : spawnSync("npm", parameters, {
          cwd: root,
          stdio: ["inherit", 2, "inherit"],
          shell: process.platform === "win32",
        });
  if (found.status !== 0) process.exit(found.status ?? 1);
}
