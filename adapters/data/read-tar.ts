/** Bytes of a header, and of what the size of a file is rounded up to. */
const BLOCK = 512;
/** Types of an entry that is a file. */
const FILE_TYPES = new Set(["", "0", "7"]);

/**
 * The files of an unpacked tar archive by their names without folders, as views into it. What is cut off by the end is left out.
 *
 * @see POSIX.1-2001, pax, "ustar interchange format": name at 0, size at 124 in octal digits, type at 156.
 */
export function readTar(archive: Uint8Array): Map<string, Uint8Array> {
  const text = (start: number, length: number): string => {
    const field = Buffer.from(archive.buffer, archive.byteOffset + start, length).toString("latin1");
    return field.replace(/\0.*$/s, "");
  };
  const files = new Map<string, Uint8Array>();
  let position = 0;
  while (position + BLOCK <= archive.length) {
    const name = text(position, 100);
    const size = Number.parseInt(text(position + 124, 12).trim(), 8);
    // two blocks of zeros are the end
    if (name === "" || !(size >= 0)) break;
    const start = position + BLOCK;
    const isWhole = start + size <= archive.length;
    if (isWhole && FILE_TYPES.has(text(position + 156, 1))) {
      files.set(name.replace(/^.*\//, ""), archive.subarray(start, start + size));
    }
    position = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}
