import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { writeByRenaming } from "./write-by-renaming.js";

/** States of long runs, kept in a folder so that the next process can go on from them. */
export interface Checkpoints<State> {
  /** What was kept under this key; undefined for nothing, or for something that cannot be read. */
  load(key: string): State | undefined;
  save(key: string, state: State): void;
  /** Removes the folder. */
  clear(): void;
}

/** Checkpoints of plain data, typed arrays among it, as files in a folder that is made when the first is saved. */
export function createCheckpoints<State>(folder: string): Checkpoints<State> {
  const fileOf = (key: string) => join(folder, `${createHash("sha256").update(key).digest("hex").slice(0, 16)}.state`);
  return {
    load(key) {
      const file = fileOf(key);
      if (!existsSync(file)) return undefined;
      try {
        const found = deserialize(readFileSync(file)) as { key: string; state: State };
        return found.key === key ? found.state : undefined;
      } catch {
        return undefined;
      }
    },
    save(key, state) {
      const file = fileOf(key);
      mkdirSync(folder, { recursive: true });
      writeByRenaming(file, serialize({ key, state }));
    },
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}
