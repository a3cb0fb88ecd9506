/** Rooms that are kept, by the step of the diagnosis that works in them. */
const numberRooms = new Map<string, Float64Array>();
const indexRooms = new Map<string, Int32Array>();

/** Longer rooms are not kept. */
const longest = 2 ** 17;

/**
 * Room for `length` numbers, whatever is in it, kept for the next diagnosis: to allocate it anew costs as much as what is done
 * in it, and a map diagnoses thousands of runs. Nothing of it may be in a result.
 */
export function numberRoom(name: string, length: number): Float64Array {
  const known = numberRooms.get(name);
  if (known !== undefined && known.length >= length) return known.length === length ? known : known.subarray(0, length);
  const made = new Float64Array(length);
  if (length <= longest) numberRooms.set(name, made);
  return made;
}

/** As {@link numberRoom}, for indices. */
export function indexRoom(name: string, length: number): Int32Array {
  const known = indexRooms.get(name);
  if (known !== undefined && known.length >= length) return known.length === length ? known : known.subarray(0, length);
  const made = new Int32Array(length);
  if (length <= longest) indexRooms.set(name, made);
  return made;
}
