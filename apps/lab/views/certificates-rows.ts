import { type Certificate, type CheckedPromise, statements } from "../../../src/certificates/index.js";
import type { CertificatesOutput } from "../jobs/certificates-job.js";
import { estimatedNames, lackText, type RowVerdict, shortNumber, verdictWords } from "./certificates-words.js";

/** One statement in the table. */
export interface CertificateRow {
  /** Name of the statement, such as `h1-theorem-2`. */
  readonly theorem: string;
  readonly title: string;
  readonly paper: string;
  readonly verdict: RowVerdict;
  /** What decides, in a few words: what fails, the margin, or why it is not looked at. */
  readonly reason: string;
  /** Null where it was left out. */
  readonly certificate: Certificate | null;
}

/** Every statement with its verdict, those that say most first; in the order of the papers among equals. */
export function certificateRows({ certificates, left }: CertificatesOutput): readonly CertificateRow[] {
  const order = Object.keys(verdictWords);
  return statements
    .flatMap(({ name, title, paper }): CertificateRow[] => {
      const certificate = certificates.find(({ theorem }) => theorem === name) ?? null;
      const lacks = left.find(({ theorem }) => theorem === name)?.lacks;
      const named = { theorem: name, title, paper, certificate };
      if (certificate !== null) {
        return [{ ...named, verdict: certificate.verdict, reason: reasonOf(certificate) }];
      }
      return lacks === undefined ? [] : [{ ...named, verdict: "left-out", reason: lackText(lacks) }];
    })
    .sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
}

/** The row that is open: the one that is asked for, else the first. */
export function openRow(rows: readonly CertificateRow[], theorem: string): CertificateRow | null {
  return rows.find((row) => row.theorem === theorem) ?? rows[0] ?? null;
}

/** How often each verdict was given, as a sentence. */
export function countText(rows: readonly CertificateRow[]): string {
  return (Object.keys(verdictWords) as RowVerdict[])
    .map((verdict) => [rows.filter((row) => row.verdict === verdict).length, verdict] as const)
    .filter(([count, verdict]) => count > 0 || verdict === "certified")
    .map(([count, verdict]) => `${count} ${verdictWords[verdict].word}`)
    .join(", ");
}

/** The promise with the worst margin; null where nothing was held against a run. */
export function tightestPromise({ promises, margin }: Certificate): CheckedPromise | null {
  return promises.find((promise) => promise.margin.worst === margin?.worst) ?? null;
}

/** "margin 0.25 at t = 3, 0.9 at the end". */
export function marginText({ margin, end, over = "t" }: CheckedPromise): string {
  return `margin ${shortNumber(margin.worst)} at ${over} = ${shortNumber(margin.at)}, ${shortNumber(end)} at the end`;
}

function reasonOf(certificate: Certificate): string {
  const { verdict, hypotheses, notes } = certificate;
  if (verdict === "not-applicable") return notes.join(" ");
  const open = hypotheses.filter(({ status }) => status !== "holds");
  if (open.length > 0) return open.map(({ name, status }) => `${name}: ${status}`).join("; ");
  const estimated = estimatedNames(certificate);
  const basis = estimated.length === 0 ? "" : `; on estimated ${estimated.join(", ")}`;
  const tightest = tightestPromise(certificate);
  if (tightest !== null) return `${marginText(tightest)}${basis}`;
  return verdict === "not-certified" ? (notes.at(-1) ?? "") : `by the settings alone${basis}`;
}
