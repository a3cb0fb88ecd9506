/** What every engine says of an objective that has been disposed of. @throws {TypeError} always. */
export function refuseDisposed(): never {
  throw new TypeError("Cannot evaluate an objective as it must still be in use: current value is disposed");
}
