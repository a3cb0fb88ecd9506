import type { Certificate } from "../certificates/index.js";

/**
 * A certificate as plain data for JSON: everything but the rows of its promises. Numbers that are not finite become null
 * where the text is made.
 */
export function certificateData(certificate: Certificate): object {
  const { theorem, paper, hypotheses, constants, promises, margin, functional = null, verdict, notes } = certificate;
  return {
    theorem,
    paper,
    hypotheses,
    constants,
    promises: promises.map(({ name, statement, over = "t", margin: own, end }) => {
      return { name, statement, over, margin: own, end };
    }),
    margin,
    functional,
    verdict,
    notes,
  };
}
