import type { TrainRequest } from "./train-request.js";
import { usageError } from "./values.js";

/**
 * What is done in the folder of a run.
 *
 * @throws {RangeError} if the system refuses.
 */
export function atTrainPlace<Done>({ shownOut }: Pick<TrainRequest, "shownOut">, act: () => Done): Done {
  try {
    return act();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const value = { action: "train", name: "--out", text: `${shownOut} (${code})` };
    throw usageError(value, "a place that can be written");
  }
}
