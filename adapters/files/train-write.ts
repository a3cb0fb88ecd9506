/**
 * Writes a file of a run.
 *
 * @throws {RangeError} with the file, if the disk is full or the file cannot be written for another reason of the system's.
 */
export function writeTrain(file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new RangeError(
      `Cannot write the run as ${file} must be a file that can be written, with room for it (--resume goes on then): current value is ${code}`,
    );
  }
}
