import { combineStudies } from "./combine-studies.js";
import type { Study, StudyResult } from "./study.js";

/**
 * The study without what trains networks, for callers that have no engine: of its parts that do, no claim is run, and the
 * reason says so. A study that trains none is itself.
 */
export function withoutNetworks(study: Study): Study {
  if (!study.hasNetworks) return study;
  if (study.parts.length > 0) return combineStudies(study.title, study.parts.map(withoutNetworks));
  return { ...study, seconds: 0, hasNetworks: false, perform: async ({ scale }) => leftOut(study, scale) };
}

function leftOut({ paper, figure, title, claims }: Study, scale: string): StudyResult {
  return {
    study: { paper, figure, title },
    pictures: [],
    tables: [],
    claims: claims.map(({ id, text, expected }) => ({
      paper,
      figure,
      id: `${figure}/${id}`,
      claim: text,
      measured: "",
      expected,
      verdict: "not-run",
      reason: "needs a network to be trained, which cannot be done here",
    })),
    settings: { scale },
    equations: [],
    hasNetworks: false,
    hasUnconverged: false,
  };
}
