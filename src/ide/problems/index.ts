import { complex } from "./complex.js";
import { convolution } from "./convolution.js";
import type { ProblemEntry } from "./entry.js";
import { fredholm } from "./fredholm.js";
import { lookingAhead } from "./look-ahead.js";
import { movingLimits } from "./moving-limits.js";
import { nonlinearField } from "./nonlinear-field.js";
import { published } from "./published.js";
import { singular } from "./singular.js";
import { stiff } from "./stiff.js";
import { systems } from "./systems.js";
import { volterra } from "./volterra.js";

export { blowUps } from "./blow-ups.js";
export type { BlowUpEntry, ProblemEntry } from "./entry.js";

/** All test problems with exact solutions, in reading order. */
export const problems: readonly ProblemEntry[] = [
  ...published,
  ...volterra,
  ...nonlinearField,
  ...movingLimits,
  ...lookingAhead,
  ...fredholm,
  ...systems,
  ...complex,
  ...stiff,
  ...convolution,
  ...singular,
];
