import { createPreconditioner } from "../../src/optimizers/index.js";
import { type Diagnosis, diagnose } from "../../src/regimes/index.js";
import type { TrainingRun, TrainingSetting } from "../../src/training/index.js";
import { expectation } from "./diagnose-text.js";
import { formatList, formatNumber } from "./table.js";

/** What came of a run, as plain data without anything that depends on time or machine. */
export interface TrainResult {
  readonly schema_version: 1;
  readonly status: TrainingRun["status"];
  readonly event: TrainingRun["event"] | null;
  readonly setting: string;
  readonly lr: number;
  readonly beta1: number | null;
  readonly beta2: number | null;
  readonly engine: TrainingRun["engine"];
  /** Number of parameters. */
  readonly dimension: number;
  /** Updates made. */
  readonly steps: number;
  readonly firstLoss: number | null;
  readonly last: LossAt;
  readonly best: LossAt;
  /** Samples of a step; null: all. */
  readonly batch: number | null;
  /** The last of everything that was measured. */
  readonly measured: Readonly<Record<string, MeasuredAt>>;
  /** Curvature along the gradient against its threshold; null where it was not measured. */
  readonly curvature: CurvatureSummary | null;
  readonly diagnosis: Pick<Diagnosis, DiagnosisKey>;
}

interface LossAt {
  readonly step: number;
  readonly loss: number | null;
}

interface MeasuredAt {
  readonly step: number;
  readonly value: number | null;
}

interface CurvatureSummary {
  /** 2/lr; AdamW 2/lr − weightDecay. */
  readonly threshold: number;
  /** The largest that was measured, and where. */
  readonly largest: number;
  readonly largestAt: number;
  /** First step at which one above the threshold was measured; null: at none. */
  readonly firstAbove: number | null;
}

const diagnosisKeys = [
  ...(["regime", "confidence", "evidence", "fastStart", "oscillation", "spikes", "divergence", "convergence"] as const),
] as const;
type DiagnosisKey = (typeof diagnosisKeys)[number];

/** A number, null where JSON has none. */
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** The result of a run. */
export function resultOf(run: TrainingRun, setting: TrainingSetting): TrainResult {
  const { status, event = null, lr, engine, dimension, loss, metrics, last, best } = run;
  const diagnosis = diagnose(loss);
  const { beta1 = null, beta2 = null } = setting.options;
  return {
    ...{ schema_version: 1, status, event, setting: trainTitle(setting), lr, beta1, beta2, engine, dimension },
    steps: last.step,
    firstLoss: finite(loss[0]!),
    last: { step: last.step, loss: finite(last.loss) },
    best: { step: best.step, loss: finite(best.loss) },
    batch: setting.batch,
    measured: Object.fromEntries(
      Object.entries(metrics.measured).map(([name, values]) => [name, lastOf(values, metrics.step)] as const),
    ),
    curvature: curvatureOf(run, setting),
    diagnosis: Object.fromEntries(diagnosisKeys.map((key) => [key, diagnosis[key]])) as TrainResult["diagnosis"],
  };
}

/** The last value that was measured; where none is a number, the last row. */
function lastOf(values: Float64Array, step: Float64Array): MeasuredAt {
  const row = values.findLastIndex((value) => !Number.isNaN(value));
  return { step: step.at(row)!, value: finite(values.at(row)!) };
}

function curvatureOf({ metrics: { step, curvature } }: TrainingRun, setting: TrainingSetting): CurvatureSummary | null {
  const preconditioner = createPreconditioner(setting.optimizer, setting.options);
  const known = Array.from(step.keys()).filter((row) => Number.isFinite(curvature[row]!));
  if (preconditioner === null || known.length === 0) return null;
  const { threshold } = preconditioner;
  const most = known.reduce((a, b) => (curvature[b]! > curvature[a]! ? b : a));
  const above = known.find((row) => curvature[row]! > threshold);
  return {
    threshold,
    largest: curvature[most]!,
    largestAt: step[most]!,
    firstAbove: above === undefined ? null : step[above]!,
  };
}

/** The result as one line of JSON. */
export function trainResultJson(result: TrainResult): string {
  return `${JSON.stringify(result)}\n`;
}

/** What is trained, and how. */
export function trainTitle({ task, optimizer, options, batch }: TrainingSetting): string {
  const { network } = task;
  const net = network.kind === "dense" ? network.widths.join("-") : `ResNet18 × ${network.widthFactor}`;
  const what = task.kind === "fit" ? task.data.source : "a boundary problem";
  const settings = Object.entries({ lr: options.lr, "β₁": options.beta1, "β₂": options.beta2 });
  const given = settings.flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${short(value)}`]));
  return `${net} on ${what}, ${optimizer}, ${given.join(", ")}${batch === null ? "" : `, batches of ${batch}`}`;
}

/** What came of it, for reading. */
export function trainResultText(result: TrainResult): string {
  const { status, steps, diagnosis, lr, beta1, beta2, measured, curvature } = result;
  const rows = [
    [
      "status",
      `${status}${result.event ? `: ${result.event.kind} at step ${Math.round(result.event.time / lr)}` : ""}`,
    ],
    ["loss", `${shown(result.firstLoss)} at step 0, ${shown(result.last.loss)} at step ${steps}`],
    ["best", `${shown(result.best.loss)} at step ${result.best.step}${endText(result)}`],
    ...Object.entries(measured).map(([name, { step, value }]) => [name, `${shown(value)} at step ${step}`]),
    ...(curvature ? [["curvature", curvatureText(curvature)]] : []),
  ];
  const verdict = `${diagnosis.regime} (confidence ${diagnosis.confidence.toFixed(2)})`;
  const evidence = diagnosis.evidence.map((sentence) => `- ${sentence}\n`).join("");
  const momenta = beta1 === null || beta2 === null ? {} : { beta1, beta2 };
  const rule = expectation({ lr, ...momenta }, { regime: diagnosis.regime, isFullBatch: result.batch === null });
  return [`${result.setting}\n${formatList(rows)}`, `${verdict}\n${evidence}`, ...rule].join("\n");
}

/** How far above its best a run ends, where that is far. */
function endText({ best, last }: TrainResult): string {
  const ratio = (last.loss ?? Number.NaN) / (best.loss ?? Number.NaN);
  const isFar = ratio > 2 && ratio < Infinity && best.loss! > 0;
  return isFar ? `, ends ${formatNumber(Number(ratio.toPrecision(2)))} times above it` : "";
}

function curvatureText({ threshold, largest, largestAt, firstAbove }: CurvatureSummary): string {
  const above = firstAbove === null ? "never above" : `first seen above at step ${firstAbove}`;
  return `at most ${short(largest / threshold)} of its threshold ${short(threshold)}, at step ${largestAt}; ${above}`;
}

const short = (value: number): string => formatNumber(Number(value.toPrecision(4)));
const shown = (value: number | null): string => (value === null ? "not finite" : short(value));
