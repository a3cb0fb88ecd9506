import type { ClaimResult } from "../report/index.js";
import type { Claim } from "./experiment.js";

interface JudgeClaimsInput<Data> {
  readonly paper: string;
  readonly figure: number;
  readonly data: Data;
  /** Why a claim cannot be measured, or null. */
  obstacle(claim: Claim<Data>): string | null;
}

/** Claims with what they came to. */
export function judgeClaims<Data>(
  claims: readonly Claim<Data>[],
  { paper, figure, data, obstacle }: JudgeClaimsInput<Data>,
): readonly ClaimResult[] {
  return claims.map((claim): ClaimResult => {
    const base = { paper, figure, id: `${figure}/${claim.id}`, claim: claim.text, expected: claim.expected };
    const reason = obstacle(claim);
    if (reason !== null) return { ...base, measured: "", verdict: "not-run", reason };
    const found = claim.measure(data);
    return { ...base, measured: found.measured, verdict: found.holds ? "holds" : "fails", reason: found.reason };
  });
}
