import { join } from "node:path";
import { type ClaimResult, countVerdicts } from "../../src/report/index.js";

export interface Reproduction {
  /** Name of the paper. */
  readonly paper: string;
  /** Folder of the report. */
  readonly out: string;
  readonly claims: readonly ClaimResult[];
}

/** One JSON object; its claims are those of claims.json. */
export function reproductionJson({ paper, out, claims }: Reproduction): string {
  const { holds, fails, notRun } = countVerdicts(claims);
  const rows = claims.map(({ figure, claim, measured, expected, verdict, reason }) => {
    return { paper, figure, claim, measured, expected, verdict, reason };
  });
  const counts = { holds, fails, "not-run": notRun };
  return `${JSON.stringify({ schema_version: 1, paper, report: join(out, "index.html"), counts, claims: rows })}\n`;
}

/** Which claims do not hold, how many do, and where the report is. */
export function reproductionText({ out, claims }: Reproduction): string {
  const { holds, fails, notRun } = countVerdicts(claims);
  const failed = claims
    .filter(({ verdict }) => verdict === "fails")
    .map(({ figure, claim }) => `  figure ${figure}: ${claim}`);
  return [
    `${claims.length} claims: ${holds} hold, ${fails} do not hold, ${notRun} not run`,
    ...(failed.length > 0 ? ["Do not hold:", ...failed] : []),
    `Report: ${join(out, "index.html")}`,
    "",
  ].join("\n");
}
