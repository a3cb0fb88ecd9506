import { type AnatomisedSpike, describeAlarms, type SpikeAnatomy, stageMeanings } from "../../src/anatomy/index.js";
import type { AnatomyJob, AnatomyResult } from "./anatomy-job.js";
import { describeEvent } from "./event-text.js";
import { csvLine, formatList, formatLongTable, formatNumber } from "./table.js";

/** Rows in one piece of text. */
const CHUNK = 4096;
const columns = ["steps", "loss", "directional", "largest", "gradient", "rootSecond", "ratio"] as const;

/** The result as the text of one JSON object, in pieces; the stable output format of `anatomy --json`. */
export function* anatomyJson({ anatomy, run, seconds }: AnatomyResult): Generator<string> {
  const { threshold, series, spikes, alarms, eigenvalueAlarms, largestExcess, status } = anatomy;
  const { event, steps } = run;
  const summary = {
    status: run.status === "completed" ? status : run.status,
    steps,
    event: event ? { kind: event.kind, t: event.time, size: event.size } : null,
    seconds,
  };
  const rest = { threshold, largestExcess, spikes, alarms, eigenvalueAlarms, run: summary };
  yield `{"schema_version":1,${JSON.stringify(rest).slice(1, -1)},"series":{`;
  for (const [index, name] of columns.entries()) {
    yield `${index > 0 ? "," : ""}"${name}":${JSON.stringify(Array.from(series[name]))}`;
  }
  yield "}}\n";
}

/** The series as CSV; what is unknown is empty. */
export function* anatomyCsv({ anatomy: { series } }: AnatomyResult): Generator<string> {
  yield csvLine(["step", ...columns.slice(1)]);
  const cell = (value: number): string => (Number.isNaN(value) ? "" : String(value));
  for (let start = 0; start < series.steps.length; start += CHUNK) {
    const end = Math.min(start + CHUNK, series.steps.length);
    let text = "";
    for (let i = start; i < end; i++) text += csvLine(columns.map((name) => cell(series[name][i]!)));
    yield text;
  }
}

/** The spikes, the stages of the largest, and the alarms. */
export function anatomyText({ anatomy }: AnatomyResult): string {
  const { spikes } = anatomy;
  if (spikes.length === 0) return `${noSpike(anatomy)}\n${alarmText(anatomy)}`;
  const largest = spikes.reduce((most, spike) => (spike.decades > most.decades ? spike : most));
  return `${spikeTable(spikes)}\n${stageTable(largest)}\n${alarmText(anatomy)}`;
}

function noSpike({ largestExcess }: SpikeAnatomy): string {
  const most = Number.isFinite(largestExcess) ? formatNumber(Number(largestExcess.toPrecision(4))) : "unknown";
  return `No spike. The largest q·lr/2 is ${most}.\n`;
}

function spikeTable(spikes: readonly AnatomisedSpike[]): string {
  const header = ["spike", "q > 2/lr from", "onset", "lead", "peak", "lead", "recovery", "decades"];
  return formatLongTable(header, {
    count: spikes.length,
    line: (index) => {
      const { crossing, onset, leadToOnset, peak, leadToPeak, recovery, decades } = spikes[index]!;
      const steps = [crossing, onset, leadToOnset, peak, leadToPeak, recovery];
      return [String(index + 1), ...steps.map((step) => (step === null ? "-" : String(step))), decades.toFixed(1)];
    },
  });
}

function stageTable({ peak, stages }: AnatomisedSpike): string {
  const rows = stages.map(({ name, from, to, reason }, index) => [
    `  ${index + 1}`,
    name,
    from === null ? "none" : `${from} to ${to}`,
    reason ?? stageMeanings[name],
  ]);
  return `stages of the largest spike, peak ${peak}\n${formatList(rows)}`;
}

function alarmText({ alarms, eigenvalueAlarms }: SpikeAnatomy): string {
  return `above 2/lr for more than two steps\n${formatList([
    ["  q", describeAlarms(alarms)],
    ["  largest eigenvalue", describeAlarms(eigenvalueAlarms)],
  ])}`;
}

/** Optimizer, objective and settings. */
export function titleOf({ settings, lr }: AnatomyResult, { problem }: AnatomyJob): string {
  const { beta1, beta2 } = settings;
  const betas = beta1 === undefined ? `β₂ = ${beta2}` : `β = (${beta1}, ${beta2})`;
  return `${problem.optimizer} on ${problem.objective}, lr ${lr}, ${betas}`;
}

/** One line about the run, for stderr. */
export function describeAnatomy(result: AnatomyResult, job: AnatomyJob): string {
  const { anatomy, run, seconds } = result;
  const { event } = run;
  const status = run.status === "completed" ? anatomy.status : run.status;
  const count = anatomy.spikes.length;
  const parts = [
    `${status}: ${titleOf(result, job)}`,
    `${run.steps} ${run.steps === 1 ? "step" : "steps"}, ${count} ${count === 1 ? "spike" : "spikes"}`,
    ...(event ? [describeEvent(event, status)] : []),
    `2/lr = ${formatNumber(anatomy.threshold)}`,
    `${seconds.toFixed(3)} s`,
  ];
  return `${parts.join("; ")}.`;
}
