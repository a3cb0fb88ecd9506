/** Why a file of data cannot be used, as a sentence. */
export function dataError(file: string, must: string, current: unknown): RangeError {
  return new RangeError(`Cannot read data as ${file} must ${must}: current value is ${current}`);
}
