import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Time in which a file that has just been made is written, in ms. */
const WRITING = 50;
/** Age at which a claim, which lasts a moment, is what a killed process left, in ms. */
const ABANDONED = 5000;
const MOST_ATTEMPTS = 10;

/**
 * What `open` makes of a folder that this process alone has, made if it is not there. `unlock` lets go of it; if `open`
 * throws, that is done.
 *
 * @throws {RangeError} if a running process has it.
 */
export function lockedFolder<Opened>(folder: string, open: (unlock: () => void) => Opened): Opened {
  mkdirSync(folder, { recursive: true });
  const unlock = lockFolder(folder);
  try {
    return open(unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

/**
 * Keeps a folder for this process until the returned function is called; a lock that a killed process left does not count.
 *
 * @throws {RangeError} if a running process has it.
 */
function lockFolder(folder: string): () => void {
  const file = join(folder, "lock");
  const own = identityOf(process.pid);
  const unlock = (): void => rmSync(file, { force: true });
  for (let attempt = 1; ; attempt++) {
    if (create(file, own)) return unlock;
    const holder = readHolder(file);
    if (holder === null) continue;
    const pid = Number(holder.split(" ")[0]);
    const isHeld = holder !== own && pid > 0 && isRunning(pid) && identityOf(pid) === holder;
    if (isHeld || attempt === MOST_ATTEMPTS) {
      throw new RangeError(
        `Cannot use ${folder} as it must not be in use by another process: current value is process ${pid}`,
      );
    }
    if (holder === "" && attempt === 1) pause();
    else if (takeOver(file, { holder, own })) return unlock;
  }
}

/** Whether this process has made a file that was not there. */
function create(file: string, own: string): boolean {
  try {
    writeFileSync(file, own, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  }
}

/** Replaces the lock of a process that is gone; of several processes that try, one at a time looks whether it is still there. */
function takeOver(file: string, { holder, own }: { readonly holder: string; readonly own: string }): boolean {
  const claim = `${file}.claim`;
  if (!create(claim, own)) {
    const age = Date.now() - (statSync(claim, { throwIfNoEntry: false })?.mtimeMs ?? Number.NaN);
    if (age > ABANDONED) rmSync(claim, { force: true });
    else pause();
    return false;
  }
  if (readHolder(file) !== holder) {
    rmSync(claim);
    return false;
  }
  renameSync(claim, file);
  return true;
}

/** Stops this thread for a moment. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WRITING);
}

/** What a lock says; null if there is none, empty while it is written. */
function readHolder(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return null;
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
