import type { Certificate, Hypothesis, Verdict } from "../../../src/certificates/index.js";

/** What each statement says, in one sentence. */
export const explanations: Readonly<Record<string, string>> = {
  "h1-lemma-2":
    "A memory kernel that is a mixture of decaying exponentials never becomes negative and is never larger than at age 0.",
  "h1-lemma-3":
    "On a strongly convex, smooth objective the squared gradient lies between two multiples of the distance from the smallest loss.",
  "h1-theorem-1":
    "With a bounded memory the distance from the minimiser falls at least as fast as a subexponential function of time.",
  "h1-theorem-2":
    "Loss and memory together are a Lyapunov functional: with forgetting it falls exponentially, without it never rises, and the memory stays bounded.",
  "h1-lemma-4":
    "Adam's gain, the correction over the root of the second moment, cannot grow faster than a function of the two factors alone; the scalar condition asks that this stays below the rate at which gradients are forgotten.",
  "h1-theorem-3":
    "On a strongly convex objective loss and first moment, weighted with the gain, are a Lyapunov functional of Adam: it falls, so that the momentum dies out and θ reaches the minimiser.",
  "h1-proposition-4":
    "If θ moves no faster than a multiple of the momentum within one step, reading memories at t + α instead of t costs at most α times that multiple.",
  "h1-lemma-5": "Where the loss cannot fall without end, the memory stays bounded and the gradient vanishes.",
  "h1-theorem-4":
    "Without convexity, but where the gradient is large wherever the loss is, the loss falls at a rate that is known, and the path has finite length.",
  "h1-theorem-5":
    "Without convexity the functional of Theorem 2 still does not rise, and RMSProp forgets its memory in the end.",
  "h1-theorem-6":
    "Without convexity Adam's functional still falls where the sublevel set is bounded: momentum and gradient vanish.",
  "m-proposition-1":
    "With fixed factors and ever smaller learning rates, RMSProp and Adam follow the smoothed flow of signs: a memory of a few steps forgets at once.",
  "m-proposition-2":
    "With memories of fixed length in time and ever smaller learning rates, RMSProp and Adam follow their flows, in which the memories remain.",
  "m-proposition-3":
    "Adam's flow begins like signGD, whatever its rates: each coordinate moves at unit speed at first.",
  "m-proposition-4":
    "Where the gradient is large wherever the loss is, the flow of signs reaches the minimum in finite time, and stops.",
  "m-stability":
    "A minimum is stable under the algorithm only while the learning rate is below a multiple of ε over the curvature; above it the algorithm ends in a cycle.",
  "edge-of-stability":
    "With the second moment frozen, Adam is stable while the largest curvature, measured in its own scale, stays below a threshold of α and β₁ alone.",
  "largest-step":
    "No gradients whatever can make Adam move a parameter further in one step than a multiple of α that the two factors set.",
  "memory-gap":
    "The mean of squares is older than the mean of gradients by a number of steps that the factors set: while gradients grow, steps grow with that number.",
  "rmsprop-step":
    "On a strongly convex, smooth objective RMSProp lowers the loss in every step if the learning rate is small against ε over the smoothness.",
};

/** What a verdict is called in the table, and the shape that goes with it; `left-out` where there is none. */
export type RowVerdict = Verdict | "left-out";

interface VerdictWords {
  readonly word: string;
  readonly mark: string;
  readonly meaning: string;
}

/** Words and marks of verdicts, in the order of the table. */
export const verdictWords: Readonly<Record<RowVerdict, VerdictWords>> = {
  violated: {
    word: "violated",
    mark: "✗",
    meaning:
      "All hypotheses hold and the promise was broken: an error in the theory, in a constant, or in the numbers.",
  },
  certified: { word: "certified", mark: "✓", meaning: "All hypotheses hold and the promise was kept to the end." },
  "not-certified": {
    word: "not certified",
    mark: "?",
    meaning: "A hypothesis fails or is unknown: nothing is promised here.",
  },
  "left-out": {
    word: "left out",
    mark: "…",
    meaning: "Allow estimates, or take an objective that declares what is missing.",
  },
  "not-applicable": { word: "not applicable", mark: "–", meaning: "It is about something else." },
};

/** The lights of hypotheses: a shape and a word for each. */
export const statusWords: Readonly<Record<Hypothesis["status"], { readonly word: string; readonly mark: string }>> = {
  holds: { word: "holds", mark: "✓" },
  fails: { word: "fails", mark: "✗" },
  unknown: { word: "unknown", mark: "?" },
};

const lackWords: Readonly<Record<string, string>> = {
  smoothness: "the smoothness L",
  strongConvexity: "the strong convexity μ",
  pl: "the Polyak–Łojasiewicz constant",
  minimum: "the minimum f*",
};

/** Why a statement was left out, as a sentence. */
export function lackText(lacks: readonly string[]): string {
  return `Not known of this objective: ${lacks.map((name) => lackWords[name] ?? name).join(", ")}.`;
}

/** What a certificate rests on that was estimated, by name. */
export function estimatedNames({ constants }: Certificate): readonly string[] {
  return Object.entries(constants).flatMap(([name, { source }]) => (source === "estimated" ? [name] : []));
}

/** A number as a reader wants it: five digits, powers of ten where it is very large or small. */
export function shortNumber(value: number): string {
  if (value === Infinity) return "∞";
  if (value === -Infinity) return "−∞";
  if (!Number.isFinite(value)) return "unknown";
  const size = Math.abs(value);
  const text =
    size !== 0 && (size < 1e-4 || size >= 1e6) ? value.toExponential(3) : String(Number(value.toPrecision(5)));
  return text.replace("-", "−").replace("e+", "e").replace(/e-/, "e−");
}
