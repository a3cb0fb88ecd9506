import type { System } from "./system.js";
import { show } from "./value.js";

/** Refuses a problem or an option. */
export function refuse(name: string, condition: string, value: unknown): never {
  throw new RangeError(`Cannot solve as ${name} must be ${condition}: current value is ${show(value)}`);
}

/** Refuses what has the wrong type or shape. */
export function refuseType(name: string, condition: string, value: unknown): never {
  throw new TypeError(`Cannot solve as ${name} must be ${condition}: current value is ${show(value)}`);
}

/** Refuses a problem for the value of a function that was last found not to be finite. */
export function throwFault({ fault }: Pick<System, "fault">): never {
  throw new RangeError(`Cannot solve as ${fault.text}`);
}
