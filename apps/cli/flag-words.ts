import type { Job } from "./job.js";

/** Options by their name in the library, where it is not that of the flag. */
const otherNames: Readonly<Record<string, string>> = { initial: "theta0", lrs: "lr" };

const sameNames = [
  "beta1",
  "beta2",
  "epsilon",
  "kernel1",
  "kernel2",
  "lookAhead",
  "lr",
  "lrDecay",
  "maximumIterations",
  "model",
  "models",
  "momentum",
  "norm",
  "optimizer",
  "solver",
  "start",
  "step",
  "steps",
  "theta0",
  "tolerance",
  "until",
  "variables",
  "weightDecay",
];

/** The flags of `ide`; every other name in a sentence is a field of the problem in the user's file. */
const ideNames = ["maximumIterations", "method", "smoothing", "stages", "step", "tolerance"];

/**
 * A sentence of the library in the words of the command line: "Cannot solve as tolerance must …" names --tolerance. What is
 * no such sentence comes back as it is.
 */
export function inFlagWords(error: unknown, { kind }: Pick<Job, "kind">): unknown {
  const match = error instanceof Error ? /^Cannot ([^:]*?) as (\w+) must /.exec(error.message) : null;
  if (!(error instanceof Error) || match === null) return error;
  const [start, action = "", name = ""] = match;
  const flag = flagOf(name, kind);
  if (flag === undefined) return error;
  const verb = action === "solve" && kind !== "ide" ? kind : action;
  error.message = `Cannot ${verb} as ${flag} must ${error.message.slice(start.length)}`;
  return error;
}

function flagOf(name: string, kind: Job["kind"]): string | undefined {
  if (kind === "compare" && name === "model") return "--models";
  const names = kind === "ide" ? ideNames : sameNames;
  const known = (kind === "ide" ? undefined : otherNames[name]) ?? (names.includes(name) ? name : undefined);
  return known && `--${known.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
