import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type CellRecord, encodeRecord, recordSize } from "./cell-record.js";
import { type CellStoreOptions, openCellStore } from "./cell-store.js";

const options: CellStoreOptions = { settings: { objective: "x^4/4", steps: 100 }, cells: 10, force: false };
const records: readonly CellRecord[] = [
  { cell: 3, code: 1, numbers: [0.5, Number.NaN, -Infinity] },
  { cell: 0, code: 0, numbers: [1, 1e-300, Number.MIN_VALUE] },
  { cell: 9, code: 5, numbers: [0, 0, 0] },
];

/** A folder with three records, let go of. */
function keep(): { readonly folder: string; readonly log: string } {
  const folder = join(mkdtempSync(join(tmpdir(), "adaflow-cells-")), "kept");
  const store = openCellStore(folder, options);
  expect(store.found).toEqual([]);
  store.append(records);
  store.close();
  return { folder, log: join(folder, "cells.log") };
}

function found(folder: string): readonly CellRecord[] {
  const store = openCellStore(folder, options);
  store.close();
  return store.found;
}

describe("openCellStore", () => {
  it("gives back what was added, to the last bit, and adds to it", () => {
    const { folder } = keep();
    expect(found(folder)).toEqual(records);
    const store = openCellStore(folder, options);
    store.append([{ cell: 5, code: 2, numbers: [1, 2, 3] }]);
    store.close();
    expect(found(folder).map(({ cell }) => cell)).toEqual([3, 0, 9, 5]);
    openCellStore(folder, options).remove();
    expect(existsSync(folder)).toBe(false);
  });

  it("drops what is torn at any byte behind the committed length, and goes on from there", () => {
    const { folder, log } = keep();
    const whole = readFileSync(log);
    for (let extra = 1; extra < recordSize; extra++) {
      // a fourth record that did not get further
      writeFileSync(log, Buffer.concat([whole, whole.subarray(40, 40 + extra)]));
      expect(found(folder)).toEqual(records);
      expect(readFileSync(log)).toEqual(whole);
    }
  });

  it("takes whole records behind the committed length, but no cell twice", () => {
    const { folder, log } = keep();
    const whole = readFileSync(log);
    const fourth = { cell: 5, code: 2, numbers: [1, 2, 3] };
    const added = encodeRecord(fourth, whole.subarray(8, 40));
    writeFileSync(log, Buffer.concat([whole, added, Buffer.alloc(5)]));
    expect(found(folder)).toEqual([...records, fourth]);
    writeFileSync(log, Buffer.concat([whole, added, added]));
    expect(found(folder)).toEqual([...records, fourth]);
    const twice = Buffer.concat([whole, added]);
    whole.copy(twice, 40 + recordSize, 40, 40 + recordSize);
    writeFileSync(log, twice);
    expect(() => openCellStore(folder, options)).toThrow("a cell of its own: current value is record 2");
  });

  it("refuses a cut at any byte, and any changed byte, of what was committed", () => {
    const { folder, log } = keep();
    const whole = readFileSync(log);
    for (let length = 0; length < whole.length; length++) {
      truncateSync(log, length);
      expect(() => openCellStore(folder, options), `cut to ${length}`).toThrow("it was cut");
      writeFileSync(log, whole);
    }
    for (let at = 0; at < whole.length; at++) {
      const changed = Buffer.from(whole);
      changed[at]! ^= 0x10;
      writeFileSync(log, changed);
      const place =
        at < 40 ? "must be the log of this map" : `record ${Math.floor((at - 40) / recordSize) + 1}, at byte`;
      expect(() => openCellStore(folder, options), `byte ${at}`).toThrow(place);
    }
    writeFileSync(log, whole);
    expect(found(folder)).toEqual(records);
  });

  it("refuses another map by the setting that differs, and files that are gone or cut", () => {
    const { folder } = keep();
    const other = { ...options, settings: { ...options.settings, steps: 101 } };
    expect(() => openCellStore(folder, other)).toThrow(
      "steps must be that of the cells there, 100 (or --force given, to begin anew): current value is 101",
    );
    expect(() => openCellStore(folder, { ...options, cells: 11 })).toThrow("cells must be that");
    for (const name of ["header.json", "committed.json", "cells.log"]) {
      const file = join(folder, name);
      const whole = readFileSync(file);
      truncateSync(file, 3);
      expect(() => openCellStore(folder, options), name).toThrow(/damaged|cut/);
      rmSync(file);
      expect(() => openCellStore(folder, options), name).toThrow("damaged");
      writeFileSync(file, whole);
    }
    expect(found(folder)).toEqual(records);
    expect(readdirSync(folder).sort()).toEqual(["cells.log", "committed.json", "header.json"]);
  });

  it("begins anew by force, but only where it cannot go on", () => {
    const { folder, log } = keep();
    const forced = openCellStore(folder, { ...options, force: true });
    expect(forced.found).toEqual(records);
    forced.close();
    truncateSync(log, 50);
    const anew = openCellStore(folder, { ...options, force: true });
    expect(anew.found).toEqual([]);
    anew.close();
    expect(found(folder)).toEqual([]);
  });

  it("is for one process at a time; a lock of a process that is gone does not count", () => {
    const { folder } = keep();
    // no system has that many processes
    writeFileSync(join(folder, "lock"), "999999999 1");
    expect(found(folder)).toEqual(records);
    writeFileSync(join(folder, "lock"), "");
    expect(found(folder)).toEqual(records);
  });
});
