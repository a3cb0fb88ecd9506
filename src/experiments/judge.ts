import type { Measurement } from "./experiment.js";

/** One number of a claim and whether it is as claimed. */
export interface Finding {
  readonly what: string;
  readonly value: string;
  readonly holds: boolean;
}

/** Three significant digits; the shortest text for it. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const rounded = Number(value.toPrecision(3));
  return rounded !== 0 && (Math.abs(rounded) < 1e-3 || Math.abs(rounded) >= 1e6)
    ? rounded.toExponential().replace("e+", "e")
    : String(rounded);
}

/** A step number, with one decimal where it is between steps. */
export function stepText(step: number): string {
  return step < 0 ? "not on this horizon" : `step ${Number(step.toFixed(1))}`;
}

/** A share in per cent. */
export function percent(share: number): string {
  return `${short(100 * share)} %`;
}

/** A signed share with the word for its direction: "2 % higher", "2 % lower". */
export function percentBy(share: number, [more, less]: readonly [more: string, less: string]): string {
  return `${percent(Math.abs(share))} ${share < 0 ? less : more}`;
}

/** A claim holds if every finding does; the reason names those that do not, and `note` adds what explains them. */
export function judge(findings: readonly Finding[], note = ""): Measurement {
  const failed = findings.filter(({ holds }) => !holds);
  const verdict =
    failed.length === 0
      ? `as claimed in ${findings.length === 1 ? "the one case" : `all ${findings.length} cases`} examined`
      : `not as claimed in ${failed.length} of ${findings.length}: ${failed.map(failed.length > 4 ? ({ what }) => what : describe).join("; ")}`;
  return {
    measured: describeAll(findings),
    holds: failed.length === 0 && findings.length > 0,
    reason: note === "" ? verdict : `${verdict}. ${note}`,
  };
}

/** Findings that are all the same are said once. */
function describeAll(findings: readonly Finding[]): string {
  const values = new Set(findings.map(({ value }) => value));
  return findings.length > 3 && values.size === 1
    ? `${findings[0]!.value} in all ${findings.length} cases`
    : findings.map(describe).join("; ");
}

function describe({ what, value }: Finding): string {
  return what === "" ? value : `${what}: ${value}`;
}
