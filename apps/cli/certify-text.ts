import { createColors } from "picocolors";
import type { Certificate, Hypothesis, Verdict } from "../../src/certificates/index.js";
import { certificateData } from "../../src/report/certificate-data.js";
import { flagName } from "./flag-words.js";
import type { CertifyJob, CertifyResult } from "./job.js";
import { csvLine, formatNumber } from "./table.js";

/** The result as the text of one JSON object; the stable output format of `certify --json`. What is not finite is null. */
export function certificatesJson({
  certificates,
  trajectory,
}: Pick<CertifyResult, "certificates" | "trajectory">): string {
  const reported = certificates.map(certificateData);
  const run = trajectory && {
    status: trajectory.status,
    until: trajectory.until,
    event: trajectory.event
      ? { kind: trajectory.event.kind, t: trajectory.event.time, size: trajectory.event.size }
      : null,
    solver: { name: trajectory.solver.name, errorEstimate: trajectory.solver.errorEstimate },
  };
  return `${JSON.stringify({ schema_version: 1, certificates: reported, trajectory: run })}\n`;
}

/** Every promise at every moment at which it bounds something. */
export function* promisesCsv({ certificates }: Pick<CertifyResult, "certificates">): Generator<string> {
  yield csvLine(["theorem", "promise", "over", "at", "bound", "value"]);
  for (const { theorem, promises } of certificates) {
    for (const { name, over = "t", times, bound, value } of promises) {
      let text = "";
      for (let k = 0; k < times.length; k++) {
        if (!Number.isFinite(bound[k]!)) continue;
        text += csvLine([theorem, name, over, String(times[k]), String(bound[k]), String(value[k])]);
      }
      yield text;
    }
  }
}

export interface CertificatesTextOptions {
  readonly isColourful: boolean;
}

/** A block for each certificate; those that do not apply in one line. */
export function certificatesText(result: CertifyResult, { isColourful }: CertificatesTextOptions): string {
  const paint = createColors(isColourful);
  const shown = result.certificates.filter(({ verdict }) => verdict !== "not-applicable");
  const other = result.certificates.filter(({ verdict }) => verdict === "not-applicable");
  const blocks = shown.map((certificate) => `${block(certificate, { result, paint }).join("\n")}\n`);
  // a theorem that was asked for alone says why
  const reasons = other.length === 1 && shown.length === 0 ? `: ${other[0]!.notes.join(" ")}` : "";
  const names = other.map(({ theorem }) => theorem).join(", ");
  return [...blocks, ...(other.length > 0 ? [paint.dim(`not applicable: ${names}${reasons}`).concat("\n")] : [])].join(
    "\n",
  );
}

type Paint = ReturnType<typeof createColors>;

const colours: Readonly<Record<Verdict, "green" | "yellow" | "red" | "dim">> = {
  certified: "green",
  "not-certified": "yellow",
  violated: "red",
  "not-applicable": "dim",
};

const marks = { holds: "✓", fails: "✗", unknown: "?" } as const;
const markColours = { holds: "green", fails: "red", unknown: "yellow" } as const;

function block(
  certificate: Certificate,
  { result, paint }: { readonly result: CertifyResult; readonly paint: Paint },
): string[] {
  const { theorem, hypotheses, constants, functional, verdict, notes } = certificate;
  const estimated = estimatedNames(certificate, result);
  const basis =
    estimated.length === 0 || verdict === "not-certified" ? "" : `, on estimated constants: ${estimated.join(", ")}`;
  const width = hypotheses.reduce((most, { name }) => Math.max(most, name.length), 0);
  const known = Object.entries(constants).map(
    ([name, { value, source }]) => `${name} = ${formatNumber(value)} (${source})`,
  );
  return [
    `${paint.bold(theorem)}: ${paint[colours[verdict]](`${verdict}${basis}`)}`,
    ...hypotheses.flatMap((hypothesis) => hypothesisLines(hypothesis, { width, paint })),
    ...(known.length > 0 ? wrapped("constants", known) : []),
    ...marginLines(certificate),
    ...(functional && Number.isFinite(functional.worst)
      ? [
          `  ${functional.name}' by its formula and by its values: at most ${short(functional.worst)} apart, relative, at t = ${short(functional.at)}`,
        ]
      : []),
    ...notes.map((note) => `  ${note}`),
  ];
}

/** What the verdict rests on that was estimated. */
function estimatedNames({ constants, hypotheses }: Certificate, result: CertifyResult): string[] {
  const names = Object.entries(constants).flatMap(([name, { source }]) => (source === "estimated" ? [name] : []));
  const isOpen = hypotheses.some(({ name }) => name.startsWith("compact-"));
  return [...names, ...(isOpen && result.constants.coercive?.source === "estimated" ? ["compactness"] : [])];
}

function hypothesisLines(
  { name, status, value, bound, at, note }: Hypothesis,
  { width, paint }: { readonly width: number; readonly paint: Paint },
): string[] {
  const numbers = [
    ...(value === null ? [] : [`value ${short(value)}`]),
    ...(bound === null || !Number.isFinite(bound) ? [] : [`bound ${short(bound)}`]),
    ...(at === null ? [] : [`at t = ${short(at)}`]),
  ];
  const line = `  ${paint[markColours[status]](marks[status])} ${name.padEnd(width)}  ${numbers.join("  ")}`.trimEnd();
  return status === "holds" ? [line] : [line, `      ${note}`];
}

function marginLines({ promises, margin }: Certificate): string[] {
  if (margin === null) return [];
  const tightest = promises.find((promise) => promise.margin === margin);
  const where = tightest ? `, ${short(tightest.end)} at the end (${tightest.name}: ${tightest.statement})` : "";
  return [`  worst margin ${short(margin.worst)} at ${tightest?.over ?? "t"} = ${short(margin.at)}${where}`];
}

/** Items in lines of at most about a hundred characters. */
function wrapped(title: string, items: readonly string[]): string[] {
  const lines: string[] = [];
  let line = `  ${title} `;
  for (const [index, item] of items.entries()) {
    const piece = index === items.length - 1 ? item : `${item}, `;
    if (line.length + piece.length > 110) {
      lines.push(line.trimEnd());
      line = " ".repeat(title.length + 3);
    }
    line += piece;
  }
  return [...lines, line];
}

function short(value: number): string {
  if (Number.isFinite(value) && Math.abs(value) >= 1e9) return value.toExponential(3);
  return Number.isFinite(value) ? formatNumber(Number(value.toPrecision(5))) : String(value);
}

/** One line about all certificates, for stderr. */
export function describeCertificates(result: CertifyResult, { model }: Pick<CertifyJob, "model">): string {
  const { certificates, trajectory, optimizer, interrupted, seconds } = result;
  const count = (verdict: Verdict) => certificates.filter((each) => each.verdict === verdict).length;
  const verdicts = (["certified", "not-certified", "violated", "not-applicable"] as const)
    .filter((verdict) => verdict === "certified" || count(verdict) > 0)
    .map((verdict) => `${count(verdict)} ${verdict}`);
  const estimate = trajectory?.solver.errorEstimate ?? Number.NaN;
  const run =
    trajectory === null
      ? [`${model} ${optimizer}, no run`]
      : [
          `${trajectory.status}: ${model} ${optimizer} to t = ${formatNumber(trajectory.until)}`,
          ...(trajectory.event ? [`${trajectory.event.kind} at t = ${formatNumber(trajectory.event.time)}`] : []),
          ...(Number.isFinite(estimate) ? [`error estimate ${estimate.toExponential(1)}`] : []),
        ];
  const end = interrupted ? ["interrupted"] : [];
  return `${[verdicts.join(", "), ...run, ...end, `${seconds.toFixed(3)} s`].join("; ")}.`;
}

/** What was left out of all theorems, and what each takes. */
export function describeLeft({ left }: Pick<CertifyResult, "left">): string {
  const groups = new Map<string, string[]>();
  for (const { theorem, lacks } of left) {
    const flags = lacks.map(flagName).join(", ");
    groups.set(flags, [...(groups.get(flags) ?? []), theorem]);
  }
  return `Left out: ${[...groups].map(([flags, theorems]) => `${theorems.join(", ")} (needs ${flags})`).join("; ")}.`;
}
