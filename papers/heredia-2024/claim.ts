import type { Claim, Finding, Results, RoadName, RunResult } from "../../src/experiments/index.js";
import { minimiser } from "./setup.js";

export type HerediaClaim = Claim<Results>;

/** Which runs a claim examines. Left out: all roads, cases and learning rates, and the first start (a claim about mirror symmetry covers the other). */
export interface Selection {
  readonly roads?: readonly RoadName[];
  readonly labels?: readonly string[];
  readonly lrs?: readonly number[];
  readonly theta0s?: readonly number[];
}

/** What most claims are made of: what the paper says, and which runs it is about. */
export interface ClaimOptions extends Selection {
  readonly id: string;
  /** What the paper says, as the beginning of a sentence. */
  readonly says: string;
}

/** A claim about one learning rate. */
export interface RateClaimOptions {
  readonly id: string;
  readonly says: string;
  readonly lr: number;
}

/** A claim about some of the cases at one learning rate. */
export interface CasesClaimOptions extends RateClaimOptions {
  readonly labels: readonly string[];
}

/** A claim that compares cases two by two. */
export interface PairsOptions {
  /** Each pair: the label with the smaller number first. */
  readonly pairs: readonly (readonly [smaller: string, larger: string])[];
}

/** The learning rates as a claim declares them: absent for all. */
export function lrsOf({ lrs }: Selection): { lrs?: readonly number[] } {
  return lrs === undefined ? {} : { lrs };
}

export interface SelectedRun {
  /** "nonlocal β = 0.9, lr 0.1", as far as it is needed to tell it from the others. */
  readonly what: string;
  readonly run: RunResult;
  readonly road: RoadName;
  readonly label: string;
  readonly lr: number;
  readonly theta0: number;
  /** Distance from the start to the minimiser. */
  readonly distance: number;
  readonly target: number;
}

const bothRoads: readonly RoadName[] = ["discrete", "nonlocal"];

export function selectRuns(results: Results, selection: Selection = {}): readonly SelectedRun[] {
  const roads = selection.roads ?? bothRoads;
  const labels = selection.labels ?? results.labels;
  const lrs = selection.lrs ?? results.horizons.map(({ lr }) => lr);
  const theta0s = selection.theta0s ?? results.theta0s.slice(0, 1);
  const list: SelectedRun[] = [];
  for (const lr of lrs)
    for (const theta0 of theta0s)
      for (const label of labels)
        for (const road of roads) {
          const parts = [label, road, `lr ${lr}`, ...(theta0s.length > 1 ? [`θ0 = ${theta0}`] : [])];
          const target = minimiser(theta0);
          const run = results.run({ road, label, lr, theta0 });
          const distance = Math.abs(target - theta0);
          list.push({ what: parts.join(", "), run, road, label, lr, theta0, target, distance });
        }
  return list;
}

/** A finding for each selected run. */
export function examine(
  results: Results,
  selection: Selection,
  look: (item: SelectedRun) => Omit<Finding, "what">,
): readonly Finding[] {
  return selectRuns(results, selection).map((item) => ({ what: item.what, ...look(item) }));
}

/** A finding for each selected pair of a discrete run and its equation. */
export function examinePairs(
  results: Results,
  selection: Omit<Selection, "roads">,
  look: (pair: { discrete: SelectedRun; nonlocal: SelectedRun }) => Omit<Finding, "what">,
): readonly Finding[] {
  const discrete = selectRuns(results, { ...selection, roads: ["discrete"] });
  const nonlocal = selectRuns(results, { ...selection, roads: ["nonlocal"] });
  return discrete.map((item, index) => ({
    what: item.what.replace("discrete, ", ""),
    ...look({ discrete: item, nonlocal: nonlocal[index]! }),
  }));
}

/**
 * A finding for each pair of neighbours in `labels`: whether the number of the first is below that of the second,
 * at each road and learning rate of the selection.
 */
export function examineOrder(
  results: Results,
  { labels, selection = {} }: { labels: readonly string[]; selection?: Omit<Selection, "labels"> },
  look: (item: SelectedRun) => { size: number; text: string },
): readonly Finding[] {
  const runs = selectRuns(results, { ...selection, labels });
  return runs.flatMap((item) => {
    const next = labels[labels.indexOf(item.label) + 1];
    const other = runs.find(
      ({ label, road, lr, theta0 }) => label === next && road === item.road && lr === item.lr && theta0 === item.theta0,
    );
    if (other === undefined) return [];
    const [first, second] = [look(item), look(other)];
    const what = item.what.replace(item.label, `${item.label} before ${other.label}`);
    return [{ what, value: `${first.text} against ${second.text}`, holds: first.size < second.size }];
  });
}
