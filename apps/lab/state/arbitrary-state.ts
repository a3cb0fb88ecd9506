import fc from "fast-check";
import { clampField, type Field } from "./field.js";
import { fieldNames, fields, type LabState } from "./lab-state.js";

/** Any value that a field can have. */
function arbitraryValue(field: Field): fc.Arbitrary<unknown> {
  const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0);
  switch (field.kind) {
    case "flag":
      return fc.boolean();
    case "choice":
      return fc.constantFrom(...field.choices);
    case "choices":
      return fc.subarray([...field.choices]);
    case "text":
      return fc
        .string({ unit: "grapheme", maxLength: field.longest })
        .map((text) => text.slice(0, field.longest).replace(/\p{Surrogate}/gu, ""));
    case "numbers":
      return fc.array(finite, { maxLength: field.longest });
    case "number": {
      const inside = fc.double({ min: field.min, max: field.max, noNaN: true });
      return fc
        .oneof(inside, finite, fc.constant(0))
        .map((number) => clampField(field, { name: "number", number: number + 0 }).value);
    }
  }
}

/** Any state of the lab, for tests. */
export const arbitraryState: fc.Arbitrary<LabState> = fc.record(
  Object.fromEntries(fieldNames.map((name) => [name, arbitraryValue(fields[name])])),
) as unknown as fc.Arbitrary<LabState>;
