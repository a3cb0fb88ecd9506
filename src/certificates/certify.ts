import type { Certificate } from "./certificate.js";
import { notApplicable } from "./conclude.js";
import { missingConstants } from "./resolve-constants.js";
import type { Statement, Subject } from "./statement.js";

/**
 * Applies a statement to a subject: not applicable where it speaks of something else, else its certificate.
 *
 * @throws {RangeError} if a constant that the statement needs is unknown; the sentence names all of them.
 * @throws {TypeError} if the subject lacks the trajectory or the runs that the statement is held against.
 * @example
 * const method = createMethod({ optimizer: "adam", lr: 0.001 });
 * const subject = { method, objective: null, constants: resolveConstants(null), profile: null };
 * certify(findStatement("h1-lemma-4"), subject).verdict; // "certified"
 */
export function certify(statement: Statement, subject: Subject): Certificate {
  const { method, profile, constants } = subject;
  const reason = statement.excludes(method, subject.objective?.dimension ?? 1);
  if (reason !== null) return notApplicable(statement, reason);
  const missing = missingConstants(constants, statement.needs);
  if (missing.length > 0) {
    throw new RangeError(
      `Cannot certify ${statement.name} as ${missing.join(" and ")} must be known: current value is unknown`,
    );
  }
  const parts = {
    trajectory: profile,
    "adam-flow": subject.flow,
    "sign-flow": subject.flow,
    "sign-limit": subject.gaps,
    "flow-limit": subject.gaps,
    none: true,
  };
  if (!parts[statement.evidence]) {
    throw new TypeError(
      `Cannot certify ${statement.name} as the subject must have its ${statement.evidence}: current value is missing`,
    );
  }
  const certificate = statement.certify(subject);
  const isEmpty = statement.evidence !== "none" && certificate.promises.length === 0;
  if (!isEmpty || certificate.verdict !== "certified") return certificate;
  // a promise that nothing was held against is not kept
  const note = "There was nothing to hold its promise against: the run does not move, or is too short.";
  return { ...certificate, verdict: "not-certified", notes: [...certificate.notes, note] };
}
