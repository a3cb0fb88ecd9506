import { isSpec } from "../../adapters/specs/is-spec.js";
import type { Job } from "./job.js";

/** Options by their name in the library, where it is not that of the flag. */
const otherNames: Readonly<Record<string, string>> = { initial: "theta0", lrs: "lr" };

const sameNames = [
  "beta1",
  "beta2",
  "epsilon",
  "kernel1",
  "kernel2",
  "firstGuess",
  "firstStep",
  "lookAhead",
  "lr",
  "lrDecay",
  "maximumIterations",
  "mixingStep",
  "model",
  "models",
  "momentum",
  "norm",
  "optimizer",
  "rate1",
  "rate2",
  "solver",
  "start",
  "step",
  "steps",
  "theta0",
  "tolerance",
  "until",
  "v0",
  "variables",
  "velocity0",
  "weightDecay",
];

/** The flags that only `certify` has. */
const certifyNames = ["estimate", "minimum", "objective", "pl", "smoothness", "strongConvexity", "theorem"];

/** The flags that only `anatomy` has. */
const anatomyNames = ["every", "from", "to"];

/** The flags of `ide`; every other name in a sentence is a field of the problem in the user's file. */
const ideNames = ["maximumIterations", "method", "smoothing", "stages", "step", "tolerance"];

/**
 * A sentence of the library in the words of the command line: "Cannot solve as tolerance must …" names --tolerance. What is
 * no such sentence comes back as it is.
 */
export function inFlagWords(error: unknown, { kind }: Pick<Job, "kind">): unknown {
  const match =
    error instanceof Error ? /^Cannot ([^:]*?) as (\w+(?:(?:, | and )\w+)*) must /.exec(error.message) : null;
  if (!(error instanceof Error) || match === null) return error;
  const [start, action = "", names = ""] = match;
  // "read net.yaml": what follows are keys of that file
  if (isSpec(action)) return error;
  const flags = names.split(/, | and /).map((name) => flagOf(name, kind));
  if (flags.includes(undefined)) return error;
  const verb = action === "solve" && kind !== "ide" ? kind : action;
  const rest = error.message.slice(start.length).replace("unless estimate is:", "unless --estimate is:");
  // a list in brackets says which theorem needs what
  const what = verb.replace(/\([^)]*\)/g, (list) => inWords(list, kind));
  error.message = `Cannot ${what} as ${inWords(names, kind)} must ${rest}`;
  return error;
}

/** A text with every name of an option in it as a flag. */
function inWords(text: string, kind: Job["kind"]): string {
  return text.replace(/\w+/g, (word) => flagOf(word, kind) ?? word);
}

const ownNames: Partial<Readonly<Record<Job["kind"], readonly string[]>>> = {
  certify: certifyNames,
  anatomy: anatomyNames,
};

function flagOf(name: string, kind: Job["kind"]): string | undefined {
  if (kind === "compare" && name === "model") return "--models";
  const names = kind === "ide" ? ideNames : [...sameNames, ...(ownNames[kind] ?? [])];
  const known = (kind === "ide" ? undefined : otherNames[name]) ?? (names.includes(name) ? name : undefined);
  return known && flagName(known);
}

/** The flag of an option: `strongConvexity` is --strong-convexity. */
export function flagName(option: string): string {
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
