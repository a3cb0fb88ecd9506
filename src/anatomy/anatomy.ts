/** The stages of a spike, in their order. */
export const stageNames = ["decrease", "decoupling", "instability", "spike", "recovery"] as const;
export type StageName = (typeof stageNames)[number];

/** One stage of a spike: the steps between which it lies, or why it does not occur. */
export interface SpikeStage {
  readonly name: StageName;
  /** First step; null if the stage does not occur. */
  readonly from: number | null;
  /** Last step, which is the first of the next stage; null if the stage does not occur. */
  readonly to: number | null;
  /** Why it does not occur; null if it does. */
  readonly reason: string | null;
}

/** A stretch of steps at which a curvature stays above the threshold. */
export interface Alarm {
  /** First step above. */
  readonly from: number;
  /** Last step above. */
  readonly to: number;
  /** The largest curvature over the threshold, > 1. */
  readonly excess: number;
  /**
   * `spike`: one began or peaked while it lasted; `none`: a false alarm; `open`: the run ends before it can be told, as it
   * is above to the end and younger than 4/(1 − β2) steps.
   */
  readonly outcome: "spike" | "none" | "open";
}

/** One spike of the loss, with what came before it and after it. Steps are numbers of updates. */
export interface AnatomisedSpike {
  /** Where the loss begins to rise. */
  readonly onset: number;
  /** Where it is largest. */
  readonly peak: number;
  /** Where half of the rise is undone, on the log scale; null if it is not by the end. */
  readonly recovery: number | null;
  /** How many powers of ten the loss rises. */
  readonly decades: number;
  /** First step of the lasting stretch of q above the threshold; null if there is none. */
  readonly crossing: number | null;
  /** The same of the largest eigenvalue. */
  readonly eigenvalueCrossing: number | null;
  /** `onset − crossing`, negative if the loss rose first; null without a crossing. */
  readonly leadToOnset: number | null;
  /** `peak − crossing`. */
  readonly leadToPeak: number | null;
  /** First step after the peak at which q is not above the threshold; null if there is none. */
  readonly settled: number | null;
  /** All five, in order. */
  readonly stages: readonly SpikeStage[];
}

/** What spikes are made of, step by step: entry i of every series belongs to `steps[i]`. */
export interface AnatomySeries {
  /** Numbers of updates, increasing. */
  readonly steps: Float64Array;
  /** f(θ). */
  readonly loss: Float64Array;
  /** q: preconditioned curvature along the gradient, unit 1/time; NaN where there is no gradient or no update yet. */
  readonly directional: Float64Array;
  /** Largest eigenvalue of the preconditioned Hessian, unit 1/time; NaN where it was not computed. */
  readonly largest: Float64Array;
  /** ‖g‖. */
  readonly gradient: Float64Array;
  /** √(Σ v̂), v as the algorithm divides by it; NaN before the first update. */
  readonly rootSecond: Float64Array;
  /** g²/v̂ of the components, weighted with what each has of ‖g‖². */
  readonly ratio: Float64Array;
}

/** The anatomy of the spikes of one run, as plain data. */
export interface SpikeAnatomy {
  /** What the curvatures are held against, 2/lr (AdamW: 2/lr − weightDecay), unit 1/time. */
  readonly threshold: number;
  readonly series: AnatomySeries;
  readonly spikes: readonly AnatomisedSpike[];
  /** The lasting stretches of q above the threshold. */
  readonly alarms: readonly Alarm[];
  /** Those of the largest eigenvalue: it raises false alarms where the gradient has no part in its direction. */
  readonly eigenvalueAlarms: readonly Alarm[];
  /** The largest q over the threshold, −∞ if q is nowhere known. */
  readonly largestExcess: number;
  /** `interrupted` if it was cancelled: series and spikes then end there. */
  readonly status: "completed" | "interrupted";
}
