import type { Claim, Study } from "../../src/experiments/index.js";
import { defineStudy, type StudyDefinition } from "./define-study.js";

/** A study of runs that may end early, or that are left out at scale "quick". */
export interface GuardedStudyDefinition<Data> extends StudyDefinition<Data> {
  /** Why a claim cannot be measured on these data, or null. */
  obstacle(claim: Claim<Data>, data: Data): string | null;
}

/** A study whose claims are not run where there is an obstacle. */
export function defineGuardedStudy<Data>({ obstacle, ...definition }: GuardedStudyDefinition<Data>): Study {
  return {
    ...defineStudy(definition),
    async perform(laboratory) {
      let reasons: readonly (string | null)[] = [];
      const study = defineStudy({
        ...definition,
        async compute(inner) {
          const data = await definition.compute(inner);
          reasons = definition.claims.map((claim) => obstacle(claim, data));
          return data;
        },
        // what cannot be measured must not be asked
        claims: definition.claims.map((claim, k) => ({
          ...claim,
          measure: (data: Data) =>
            reasons[k] == null ? claim.measure(data) : { measured: "", holds: false, reason: "" },
        })),
      });
      const result = await study.perform(laboratory);
      const claims = result.claims.map((claim, k) => {
        const reason = reasons[k] ?? null;
        const isJudged = reason === null || claim.verdict === "not-run";
        return isJudged ? claim : { ...claim, measured: "", verdict: "not-run" as const, reason };
      });
      return { ...result, claims };
    },
  };
}
