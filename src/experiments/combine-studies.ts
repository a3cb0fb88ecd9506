import type { Study, StudyResult } from "./study.js";

/** Parts of one figure as one study: their pictures, tables and claims in the order of the parts. */
export function combineStudies(title: string, parts: readonly Study[]): Study {
  const { paper, figure } = parts[0]!;
  return {
    paper,
    figure,
    title,
    seconds: parts.reduce((sum, { seconds }) => sum + seconds, 0),
    claims: parts.flatMap(({ claims }) => claims),
    shown: parts.flatMap(({ shown }) => shown),
    hasNetworks: parts.some(({ hasNetworks }) => hasNetworks),
    parts,
    async perform(laboratory): Promise<StudyResult> {
      const results = await Promise.all(parts.map((part) => part.perform(laboratory)));
      return {
        study: { paper, figure, title },
        pictures: results.flatMap(({ pictures }) => pictures),
        tables: results.flatMap(({ tables }) => tables),
        claims: results.flatMap(({ claims }) => claims),
        settings: { parts: results.map(({ study, settings }) => ({ title: study.title, ...settings })) },
        equations: results.flatMap(({ equations }) => equations),
        hasNetworks: results.some(({ hasNetworks }) => hasNetworks),
        hasUnconverged: results.some(({ hasUnconverged }) => hasUnconverged),
      };
    },
  };
}
