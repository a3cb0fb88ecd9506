import type { ReportTable } from "../report/index.js";
import type { TrainingRecord, TrainingSetting } from "../training/index.js";
import type { Trajectory } from "../trajectory/trajectory.js";
import type { Claim, RunSetting } from "./experiment.js";
import { judgeClaims } from "./judge-claims.js";
import { settingKey } from "./settings.js";
import type { Laboratory, Picture, Study } from "./study.js";

/** A figure of the paper: how its data come about, how they are shown, and what is claimed about them. */
export interface StudyDefinition<Data> {
  readonly figure: number;
  readonly title: string;
  /** Seconds it takes, roughly, for the progress bar. */
  readonly seconds: number;
  compute(laboratory: Laboratory): Promise<Data>;
  /** The first is the figure itself. */
  draw(data: Data): readonly Picture[];
  tabulate?(data: Data): readonly ReportTable[];
  readonly claims: readonly Claim<Data>[];
  /** Runs that the figure is about, at the paper's size; default none. */
  readonly shown?: readonly RunSetting[];
  /** Whether it trains networks. Default false. */
  readonly hasNetworks?: boolean;
  /** Whether a claim that needs the author's runs has them. */
  hasReference?(data: Data): boolean;
  /** Why a claim cannot be measured on these data, or null; by default, for claims about our runs, if one ended early. */
  obstacle?(claim: Claim<Data>, data: Data): string | null;
}

/** More runs than this are counted in the settings, not listed. */
const MOST_LISTED = 400;

/** A study of a paper that is written out: it asks for runs, computes with them, draws and judges. */
export function defineStudy<Data>(paper: string, definition: StudyDefinition<Data>): Study {
  const { figure, title, seconds, claims, shown = [], hasNetworks = false } = definition;
  return {
    paper,
    figure,
    title,
    seconds,
    claims,
    shown,
    hasNetworks,
    parts: [],
    async perform(laboratory) {
      const made = new Map<string, MadeRun>();
      const trained = new Map<string, Trained>();
      const run = async (setting: RunSetting): Promise<Trajectory> => {
        const trajectory = await laboratory.run(setting);
        made.set(settingKey(setting), { setting, trajectory });
        return trajectory;
      };
      const train = async (setting: TrainingSetting): Promise<TrainingRecord> => {
        const record = await laboratory.train(setting);
        trained.set(JSON.stringify(setting), { setting, record });
        return record;
      };
      const data = await definition.compute({ ...laboratory, run, train });
      const hasReference = definition.hasReference?.(data) ?? false;
      // runs end in any order on several threads
      const runs = [...made.keys()].sort().map((key) => made.get(key)!);
      return {
        study: { paper, figure, title },
        pictures: definition.draw(data),
        tables: definition.tabulate?.(data) ?? [],
        claims: judgeClaims(claims, {
          paper,
          figure,
          data,
          obstacle: (claim) =>
            claim.needsReference && !hasReference
              ? "needs the author's slow method: run again with --with-reference"
              : definition.obstacle
                ? definition.obstacle(claim, data)
                : claim.needsReference
                  ? null
                  : endedEarly(runs),
        }),
        settings: {
          scale: laboratory.scale,
          ...(runs.length > 0 && describeRuns(runs)),
          ...(trained.size > 0 && {
            trained: [...trained.keys()].sort().map((key) => describeTrained(trained.get(key)!)),
          }),
        },
        equations: [],
        hasNetworks: trained.size > 0,
        hasUnconverged: runs.some(({ setting, trajectory }) => {
          return setting.road !== "reference" && trajectory.status === "not-converged";
        }),
      };
    },
  };
}

interface MadeRun {
  readonly setting: RunSetting;
  readonly trajectory: Trajectory;
}

interface Trained {
  readonly setting: TrainingSetting;
  readonly record: TrainingRecord;
}

function describeTrained({ setting, record: { status, event, engine, dimension, loss } }: Trained): object {
  return { ...setting, engine, parameters: dimension, status, ...(event && { event }), made: loss.length - 1 };
}

/** The first of our runs that did not get to its end, in words, or null. */
function endedEarly(runs: readonly MadeRun[]): string | null {
  const early = runs.find(({ setting, trajectory }) => {
    return setting.road !== "reference" && trajectory.status !== "completed";
  });
  if (!early) return null;
  const { road, case: item, lr, theta0 } = early.setting;
  return `the run ${road} ${item.label}, lr ${lr}, θ0 = ${theta0} ended ${early.trajectory.status}`;
}

/** All runs with their outcomes; of very many only how many there were. */
function describeRuns(runs: readonly MadeRun[]): object {
  if (runs.length <= MOST_LISTED) {
    return {
      runs: runs.map(({ setting: { at: _, ...setting }, trajectory: { status, solver } }) => {
        return { ...setting, status, solver };
      }),
    };
  }
  const counts: Record<string, number> = {};
  for (const { setting, trajectory } of runs) {
    const kind = `${setting.road} ${trajectory.status}`;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return { runs: Object.fromEntries(Object.entries(counts).sort()) };
}
