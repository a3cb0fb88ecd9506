import type { TrainingLog } from "../../adapters/files/read-log.js";
import { type Diagnosis, expectedRegime, type Spike } from "../../src/regimes/index.js";
import { csvLine, formatNumber, formatTable } from "./table.js";

/** What the user says of the run. */
export interface Settings {
  readonly lr?: number;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly minimum?: number;
}

/** A log, what it says, and what was said of it. */
export interface DiagnosedLog {
  readonly name: string;
  readonly log: TrainingLog;
  readonly steps: Float64Array;
  readonly diagnosis: Diagnosis;
  readonly settings: Settings;
}

/** Spikes that are shown. */
const MOST_SPIKES = 10;

/** The stable output format of `diagnose --json`; what is not finite becomes null. */
export function diagnosisJson({ log, steps, diagnosis, settings }: DiagnosedLog): string {
  const { regime, confidence, evidence, fastStart, oscillation, spikes, divergence, convergence } = diagnosis;
  const { scale, samples, nonFinite, unknown } = diagnosis;
  const reported = {
    schema_version: 1,
    ...{ regime, confidence, evidence, fastStart, oscillation, spikes, divergence, convergence },
    unknown: [...unknown, ...unknownSettings(settings)],
    rates: ratesOf(settings),
    ...{ scale, samples, nonFinite },
    log: { column: log.column, stepColumn: log.stepColumn, firstStep: steps[0], lastStep: steps.at(-1) },
  };
  return `${JSON.stringify(reported)}\n`;
}

/** The spikes as CSV. */
export function spikesCsv({ spikes }: Diagnosis): string {
  const rows = (spikes?.list ?? []).map(({ onset, peak, recovery, decades }) => [onset, peak, recovery ?? "", decades]);
  return [["onset", "peak", "recovery", "decades"], ...rows].map((row) => csvLine(row.map(String))).join("");
}

/** The verdict with its evidence, the spikes, what the settings let expect, and what cannot be known. */
export function diagnosisText(diagnosed: DiagnosedLog): string {
  const { diagnosis, settings } = diagnosed;
  const { regime, confidence, evidence, spikes, unknown } = diagnosis;
  const parts = [
    `${regime} (confidence ${confidence.toFixed(2)})\n`,
    `${describeLog(diagnosed)}\n${list(evidence)}`,
    ...(spikes === null ? [] : [spikeTable(spikes.list, spikes.count)]),
    ...expectation(settings, { regime }),
    `Cannot be known from this log:\n${list([...unknown, ...unknownSettings(settings)])}`,
  ];
  return parts.join("\n");
}

function list(sentences: readonly string[]): string {
  return sentences.map((sentence) => `- ${sentence}\n`).join("");
}

function describeLog({ log, steps, diagnosis }: DiagnosedLog): string {
  const { scale, samples } = diagnosis;
  const where = log.stepColumn === null ? "rows, counted from 0" : log.stepColumn;
  const what = {
    loss: `ln(${log.column})`,
    logarithmic: log.column,
    "above-minimum": `ln(${log.column} − minimum)`,
    "above-smallest": `ln(${log.column} − its smallest value)`,
  }[scale];
  const theta = log.theta === null ? "" : `, with ${log.dimension} parameter${log.dimension === 1 ? "" : "s"}`;
  return `${samples} values of ${log.column}, steps ${steps[0]} to ${steps.at(-1)} (${where}), read as ${what}${theta}:`;
}

function spikeTable(spikes: readonly Spike[], count: number): string {
  const rows = spikes
    .slice(0, MOST_SPIKES)
    .map(({ onset, peak, recovery, decades }) => [
      formatNumber(onset),
      formatNumber(peak),
      recovery === null ? "not by the end" : formatNumber(recovery),
      decades.toFixed(2),
    ]);
  const more = count > rows.length ? `and ${count - rows.length} more\n` : "";
  return `${formatTable(["onset", "peak", "recovery", "decades"], rows)}${more}`;
}

interface Rates {
  /** (1 − β2)/lr and (1 − β1)/lr, 1/time; null without lr. */
  readonly a: number | null;
  readonly b: number | null;
  readonly ratio: number;
  readonly memoryGap: number;
  readonly expected: ReturnType<typeof expectedRegime>;
}

function ratesOf({ lr, beta1, beta2 }: Settings): Rates | null {
  if (beta1 === undefined || beta2 === undefined) return null;
  return {
    a: lr === undefined ? null : (1 - beta2) / lr,
    b: lr === undefined ? null : (1 - beta1) / lr,
    ratio: (1 - beta2) / (1 - beta1),
    memoryGap: beta2 / (1 - beta2) - beta1 / (1 - beta1),
    expected: expectedRegime({ beta1, beta2 }),
  };
}

/** What is seen of a run. */
interface Seen {
  readonly regime: string;
  /** Whether every step took all samples; a log does not say. */
  readonly isFullBatch?: boolean;
}

/** What arXiv 2009.06125 expects of a run on all samples, beside what is seen where that can be told. */
export function expectation(settings: Settings, { regime, isFullBatch = true }: Seen): readonly string[] {
  const rates = ratesOf(settings);
  if (rates === null) return [];
  const short = (value: number) => formatNumber(Number(value.toPrecision(4)));
  const absolute =
    rates.a === null || rates.b === null
      ? ""
      : `a = (1 − β2)/lr = ${short(rates.a)}, b = (1 − β1)/lr = ${short(rates.b)}, `;
  const numbers = `${absolute}a/b = ${short(rates.ratio)}, memory gap ${short(rates.memoryGap)} steps`;
  if (!isFullBatch || regime === "undecided") return [`${numbers}.\n`];
  const relation = { spike: "b ≫ a", oscillation: "a ≈ b", divergence: "a ≫ b" }[rates.expected];
  const rule = `${relation}, for which arXiv 2009.06125 expects ${rates.expected} (full batch); seen is ${regime}`;
  return [`${numbers}:\n${rule}.\n`];
}

function unknownSettings({ lr, beta1, beta2 }: Settings): readonly string[] {
  const given = Object.entries({ lr, beta1, beta2 });
  const missing = given.flatMap(([name, value]) => (value === undefined ? [`--${name}`] : []));
  return [
    "Whether losses are of all data or of minibatches, and whether the learning rate was changed on the way.",
    ...(missing.length === 0
      ? []
      : [`The rates a = (1 − β2)/lr and b = (1 − β1)/lr, and what they let expect: ${missing.join(", ")} not given.`]),
  ];
}
