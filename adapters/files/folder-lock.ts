import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Time in which a lock that has just been made is written, in ms. */
const WRITING = 50;

/**
 * Keeps a folder for this process until the returned function is called; a lock that a killed process left does not count.
 *
 * @throws {RangeError} if a running process has it.
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, "lock");
  const own = identityOf(process.pid);
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(file, own, { flag: "wx" });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST" || attempt > 3) throw error;
    }
    const holder = readHolder(file);
    if (holder === "" && attempt === 0) {
      pause(WRITING);
      continue;
    }
    const pid = Number(holder.split(" ")[0]);
    if (holder !== own && pid > 0 && isRunning(pid) && identityOf(pid) === holder) {
      throw new RangeError(
        `Cannot use ${folder} as it must not be in use by another process: current value is process ${pid}`,
      );
    }
    removeStale(file, holder);
  }
}

/** Removes a lock that no process has any more; if another process was faster and has a new one, it keeps that. */
function removeStale(file: string, holder: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readHolder(aside) === holder) rmSync(aside);
    else renameSync(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

/** Stops this thread for some ms. */
function pause(time: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, time);
}

function readHolder(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Number of a process, and its start where the system tells, since numbers are used again; a dead one has no start. */
function identityOf(pid: number): string {
  try {
    // fields after the name, which may hold anything: state, …, start as the 20th
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ");
    return fields[0] === "Z" ? `${pid} dead` : `${pid} ${fields[19]}`;
  } catch {
    return String(pid);
  }
}
