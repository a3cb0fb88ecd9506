import type { Job } from "./job.js";
import { openObjective } from "./open-objective.js";

export interface ObjectiveInput {
  readonly objective: string;
}

/** What an objective is, in words and numbers. */
export interface ObjectiveOutput {
  /** The text that was read. */
  readonly objective: string;
  readonly dimension: number;
  readonly variables: readonly string[];
  /** Where it customarily starts. */
  readonly start: readonly number[];
}

/** Reads an objective; fails with the sentence, and for a formula the position, where it is none. */
export const objectiveJob: Job<ObjectiveInput, ObjectiveOutput> = async ({ objective: text }) => {
  const { objective, variables, theta0 } = await openObjective(text, []);
  return { objective: text, dimension: objective.dimension, variables, start: Array.from(theta0) };
};
