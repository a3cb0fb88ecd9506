// What a fresh clone needs before anything runs: dependencies as in the lock file, and a build younger than its sources.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const sources = ["src", "adapters", "apps", "papers", "tsconfig.json", "tsconfig.build.json", "package-lock.json"];

/** Installs and builds what is missing or stale. Returns whether everything is there. */
export function setUp() {
  // `npm ci` builds by the prepare script; --include=dev because the compiler is needed even where NODE_ENV is production
  if (!isInstalled()) return runNpm(["ci", "--include=dev"]);
  return isBuilt() || runNpm(["run", "build"]);
}

/** Runs a program of an installed package; returns its exit code. */
export function runTool(script, parameters, options = {}) {
  const program = join(root, "node_modules", script);
  const { status } = spawnSync(process.execPath, [program, ...parameters], { cwd: root, stdio: "inherit", ...options });
  return status ?? 1;
}

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

/** Whether dist exists and is younger than every source; the page of the lab is what is built last. */
function isBuilt() {
  const built = join(root, "dist", "lab", "index.html");
  if (!existsSync(built)) return false;
  return sources.every((name) => newest(join(root, name)) <= statSync(built).mtimeMs);
}

function newest(path) {
  if (!existsSync(path)) return 0;
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), found.mtimeMs);
}

/** Runs the npm that started this, or the one on the path, with its output on stderr; returns whether it succeeded. */
function runNpm(parameters) {
  const cli = process.env.npm_execpath;
  const options = { cwd: root, stdio: ["ignore", 2, "inherit"] };
  const { status } =
    cli?.endsWith(".js") && existsSync(cli)
      ? spawnSync(process.execPath, [cli, ...parameters], options)
      : spawnSync("npm", parameters, { ...options, shell: process.platform === "win32" });
  return status === 0;
}
