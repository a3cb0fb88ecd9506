import { objectives } from "../../../src/objectives/index.js";
import type { LabState } from "./lab-state.js";

/** What a new objective changes in the state; null: nothing. Where the number of parameters changes, the start is the customary one. */
export function objectiveChange(
  { objective, theta0 }: Pick<LabState, "objective" | "theta0">,
  change: {
    readonly text: string;
    readonly from: { readonly dimension: number } | null;
    readonly to: { readonly dimension: number };
  },
): Partial<LabState> | null {
  const { text, from, to } = change;
  if (text === objective) return null;
  const fits = theta0.length === to.dimension && from?.dimension === to.dimension;
  return { objective: text, ...(theta0.length > 0 && !fits && { theta0: [] }) };
}

/** A named objective as it is written with its customary parameters: `rosenbrock1d(1.5)`. */
export function writtenName(name: string): string {
  const { parameters = "" } = objectives.find((entry) => entry.name === name) ?? {};
  const values = [...parameters.matchAll(/=\s*([^,)\s]+)/g)].map(([, value]) => value);
  return values.length === 0 ? name : `${name}(${values.join(", ")})`;
}
