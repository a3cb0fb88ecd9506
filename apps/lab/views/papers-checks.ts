import type { PaperInput, PaperOutput } from "../jobs/paper-job.js";
import type { ListedFigure } from "../jobs/paper-list-job.js";

/** Checks that are remembered while the page is open: who comes back to a figure finds it as it was. */
const mostKept = 12;

export interface CheckMemory {
  find(input: PaperInput): PaperOutput | null;
  keep(input: PaperInput, output: PaperOutput): void;
}

/** A memory of the last checks. */
export function createCheckMemory(): CheckMemory {
  const kept = new Map<string, PaperOutput>();
  const keyOf = ({ paper, figure, scale }: PaperInput) => `${paper} ${figure} ${scale}`;
  return {
    find: (input) => kept.get(keyOf(input)) ?? null,
    keep(input, output) {
      kept.delete(keyOf(input));
      kept.set(keyOf(input), output);
      const oldest = kept.keys().next().value;
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    },
  };
}

/** A claim as it stands in the list: stated, or judged. */
export interface ShownClaim {
  readonly text: string;
  readonly expected: string;
  readonly measured: string;
  readonly verdict: "stated" | "holds" | "fails" | "not-run";
  readonly reason: string;
}

/** How verdicts are told: by a sign, by a word, and by a colour of the style sheet. */
export const verdictMarks = {
  stated: { sign: "·", word: "not checked yet" },
  holds: { sign: "✓", word: "holds" },
  fails: { sign: "✗", word: "does not hold" },
  "not-run": { sign: "–", word: "not run" },
} as const;

/** The claims of a figure with what is known of them. */
export function shownClaims(
  { claims }: Pick<ListedFigure, "claims">,
  output: PaperOutput | null,
): readonly ShownClaim[] {
  if (output === null) {
    return claims.map(({ text, expected }) => ({ text, expected, measured: "", verdict: "stated", reason: "" }));
  }
  return output.claims.map(({ claim, expected, measured, verdict, reason }) => {
    return { text: claim, expected, measured, verdict, reason };
  });
}

/** "3 hold, 1 does not hold, 2 not run." */
export function verdictSummary(claims: readonly Pick<ShownClaim, "verdict">[]): string {
  if (claims.length === 0) return "The runs are made; nothing is claimed about them.";
  const count = (verdict: ShownClaim["verdict"]) => claims.filter((claim) => claim.verdict === verdict).length;
  const [holds, fails, left] = [count("holds"), count("fails"), count("not-run")];
  const parts = [
    `${holds} ${holds === 1 ? "holds" : "hold"}`,
    ...(fails > 0 ? [`${fails} ${fails === 1 ? "does" : "do"} not hold`] : []),
    ...(left > 0 ? [`${left} not run`] : []),
  ];
  return `${parts.join(", ")}.`;
}

/** How long a check takes, in words; nothing is known of scale quick but that it is short. */
export function durationWords(seconds: number): string {
  if (seconds < 10) return "a few seconds";
  return seconds < 90 ? `about ${10 * Math.round(seconds / 10)} seconds` : `about ${Math.round(seconds / 60)} minutes`;
}
