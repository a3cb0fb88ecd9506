import { commandOf } from "../state/command.js";
import type { LabState } from "../state/lab-state.js";
import type { Job } from "./job.js";
import { openObjective } from "./open-objective.js";

/** The command lines that compute what a view shows; fails where the objective is none. */
export const commandJob: Job<LabState, string> = async (state) => {
  const needsNone = state.view === "papers" || (state.view === "anatomy" && state.subject === "network");
  const { objective: text, theta0 } = needsNone ? { objective: "quadratic", theta0: [] } : state;
  return commandOf(state, await openObjective(text, theta0));
};
