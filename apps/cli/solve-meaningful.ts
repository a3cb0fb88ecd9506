import type { IdeJob, IdeSettings } from "./job.js";

/**
 * Solves with the settings of a job; one from the environment or the config file that the solver says belongs to another
 * method is left out. A typed one is refused.
 */
export function solveMeaningful<Solution>(
  { settings, typed }: Pick<IdeJob, "settings" | "typed">,
  solve: (settings: IdeSettings) => Solution,
): { readonly solution: Solution; readonly settings: IdeSettings } {
  try {
    return { solution: solve(settings), settings };
  } catch (error) {
    const name = error instanceof RangeError && /^Cannot solve as (\w+) must be left out/.exec(error.message)?.[1];
    if (!name || !(name in settings) || typed.includes(name)) throw error;
    const others = Object.fromEntries(Object.entries(settings).filter(([other]) => other !== name));
    return solveMeaningful({ settings: others, typed }, solve);
  }
}
