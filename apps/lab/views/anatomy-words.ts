import { type AnatomisedSpike, describeAlarms, type StageName, stageMeanings } from "../../../src/anatomy/index.js";
import type { AnatomyOutput } from "../jobs/anatomy-job.js";
import type { LabState } from "../state/lab-state.js";
import type { ProtocolOptions } from "../state/protocol.js";

/** Runs that are longer, and parameters that are more, take noticeable time. */
const manySteps = 20_000;
const manyParameters = 512;

/**
 * Settings of a run with spikes: Adam on x²/2 with a second moment that remembers a hundred steps. The first one is not undone
 * before the next begins; shown is the second, which has all five stages.
 */
export const spikingExample: Partial<LabState> = {
  subject: "objective",
  objective: "power(2)",
  theta0: [1],
  optimizer: "adam",
  lr: 1e-3,
  beta1: 0.9,
  beta2: 0.99,
  epsilon: 1e-8,
  weightDecay: 0,
  norm: false,
  steps: 4000,
  spike: 2,
};

/** Settings of a network whose loss has several spikes. */
export const spikingNetwork: Partial<LabState> = {
  subject: "network",
  dimension: 2,
  hidden: [16, 16],
  activation: "tanh",
  samples: 64,
  seed: 1,
  optimizer: "adam",
  lr: 0.01,
  beta1: 0.9,
  beta2: 0.99,
  epsilon: 1e-8,
  weightDecay: 0,
  norm: false,
  steps: 1000,
  spike: 0,
};

/** The spike that is shown from near: the one that is asked for, from 1, else the largest; null without any. */
export function chosenSpike(spikes: readonly AnatomisedSpike[], spike: number): number | null {
  if (spikes.length === 0) return null;
  if (spike >= 1 && spike <= spikes.length) return spike - 1;
  return spikes.reduce((most, { decades }, index) => (decades > spikes[most]!.decades ? index : most), 0);
}

/** Columns of the table of spikes, each with what it means. */
export const spikeColumns = [
  "q > 2/α from",
  "onset",
  "steps to onset",
  "peak",
  "steps to peak",
  "recovery",
  "decades",
] as const;

/** The cells of one spike; what is not there is a dash. */
export function spikeCells(spike: AnatomisedSpike): readonly string[] {
  const { crossing, onset, leadToOnset, peak, leadToPeak, recovery, decades } = spike;
  const steps = [crossing, onset, leadToOnset, peak, leadToPeak, recovery].map((step) =>
    step === null ? "–" : `${step}`,
  );
  return [...steps, decades.toFixed(1)];
}

/** One stage in words. */
export interface StageRow {
  readonly name: StageName;
  /** "700 to 730", or "none". */
  readonly steps: string;
  /** What happens in it, or why it does not occur. */
  readonly meaning: string;
}

/** The five stages of a spike. */
export function stageRows({ stages }: AnatomisedSpike): readonly StageRow[] {
  return stages.map(({ name, from, to, reason }) => ({
    name,
    steps: from === null ? "none" : `${from} to ${to}`,
    meaning: reason ?? stageMeanings[name],
  }));
}

/** How often each curvature was above 2/lr, and what came of it. */
export function alarmRows({
  anatomy: { alarms, eigenvalueAlarms },
  hasEigenvalues,
}: Pick<AnatomyOutput, "anatomy" | "hasEigenvalues">): readonly (readonly [string, string])[] {
  return [
    ["q, along the gradient", describeAlarms(alarms)],
    ["largest eigenvalue", hasEigenvalues ? describeAlarms(eigenvalueAlarms) : "being computed"],
  ];
}

const rule = "rises of the loss by a power of ten; the regime counts by a stricter rule";

/** How long the run was, how it ended and how many spikes it has, as a sentence. */
export function runText({ run, anatomy }: AnatomyOutput): string {
  const { steps, status, event } = run;
  const count = anatomy.spikes.length;
  const length = steps === 1 ? "1 step" : `${steps} steps`;
  const spikes = count === 0 ? "no spike" : `${count} ${count === 1 ? "spike" : "spikes"} (${rule})`;
  const end = status === "completed" ? "" : `; the run ended early, ${status}${event ? ` (${event.kind})` : ""}`;
  const most =
    count === 0 && Number.isFinite(anatomy.largestExcess)
      ? `; the largest q·α/2 is ${Number(anatomy.largestExcess.toPrecision(4))}`
      : "";
  return `${length}, ${spikes}${most}${end}.`;
}

/** What makes the wait long, as a sentence; empty where it is short. */
export function longWork({ steps }: Pick<LabState, "steps">, dimension: number): string {
  const reasons = [
    ...(steps > manySteps ? [`${steps} steps`] : []),
    ...(dimension > manyParameters ? [`${dimension} parameters`] : []),
  ];
  return reasons.length === 0 ? "" : `${reasons.join(" and ")} take long: curvatures are computed at every step.`;
}

/** A network, its task and its start, as the protocol has it. */
export function networkProtocol(state: LabState): NonNullable<ProtocolOptions["subject"]> {
  const { dimension, hidden, activation, samples, seed } = state;
  const widths = [dimension, ...hidden, 1].join("–");
  return {
    name: `mean square error of a network ${widths}, ${activation}, on ${samples} samples of Σ sin 2πxₖ (WebAssembly, float32)`,
    start: "uniform on ±1/√inputs",
    seed,
  };
}
