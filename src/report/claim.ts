/** What became of a claim. */
export type Verdict = "holds" | "fails" | "not-run";

/** A claim of a paper, judged; measured, expected and reason are computed from the runs. */
export interface ClaimResult {
  readonly paper: string;
  readonly figure: number;
  /** Unique within the paper. */
  readonly id: string;
  readonly claim: string;
  readonly measured: string;
  readonly expected: string;
  readonly verdict: Verdict;
  readonly reason: string;
}

/** How many claims came to which end. */
export interface VerdictCounts {
  readonly holds: number;
  readonly fails: number;
  readonly notRun: number;
}

export function countVerdicts(claims: readonly ClaimResult[]): VerdictCounts {
  const count = (verdict: Verdict) => claims.filter((claim) => claim.verdict === verdict).length;
  return { holds: count("holds"), fails: count("fails"), notRun: count("not-run") };
}

/** The text of `claims.json`. */
export function claimsJson(claims: readonly ClaimResult[]): string {
  const rows = claims.map(({ paper, figure, claim, measured, expected, verdict, reason }) => {
    return { paper, figure, claim, measured, expected, verdict, reason };
  });
  return `${JSON.stringify({ schema_version: 1, claims: rows }, null, 2)}\n`;
}
