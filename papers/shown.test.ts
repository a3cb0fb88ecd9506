import { expect, test } from "vitest";
import { executeRun, type Laboratory, type RunSetting, type Study, settingKey } from "../src/experiments/index.js";
import type { Trajectory } from "../src/trajectory/index.js";
import { papers } from "./index.js";

const studies = papers.flatMap((paper) =>
  paper.studies.flatMap((study) => (study.parts.length > 0 ? study.parts : [study])),
);
const named = studies.map((study) => [`${study.paper} ${study.figure}, ${study.title}`, study] as const);

/** What a run is, whatever of it is looked at. */
function runKey({ at: _, tolerance: __, ...setting }: RunSetting): string {
  return settingKey({ ...setting, perStep: 1 });
}

interface Asked {
  readonly runs: ReadonlySet<string>;
  readonly hasTrained: boolean;
}

/** A run of one step. */
const nothing: Trajectory = executeRun(
  {
    ...{ road: "discrete", objective: "quadratic", theta0: 1, epsilon: 1e-8, lr: 0.1, steps: 1, perStep: 1 },
    case: { label: "AdaGrad", optimizer: "adagrad" },
    shifted: true,
  },
  { isCancelled: () => false },
);

/** What a study asks for, answered with the same short run: what it makes of them does not matter. Networks are never ready. */
async function askedBy(study: Study, scale: Laboratory["scale"]): Promise<Asked> {
  const runs = new Set<string>();
  let hasTrained = false;
  const laboratory: Laboratory = {
    ...{ scale, referenceFrom: Infinity, dataSets: [] },
    async run(setting) {
      runs.add(runKey(setting));
      return nothing;
    },
    train() {
      hasTrained = true;
      return new Promise(() => {});
    },
  };
  const performed = study.perform(laboratory).catch(() => {});
  await Promise.race([performed, new Promise((resolve) => setTimeout(resolve, 20))]);
  return { runs, hasTrained };
}

test.each(named)("%s: what it shows is what it runs, some of it at scale quick", async (name, study) => {
  const quick = await askedBy(study, "quick");
  expect(quick.hasTrained).toBe(study.hasNetworks);
  // this figure solves its one equation by itself
  if (study.shown.length === 0 || name.startsWith("heredia-2026 1,")) return;
  const missing = study.shown.filter((setting) => !quick.runs.has(runKey(setting)));
  expect(missing.length).toBeLessThan(study.shown.length);
  if (missing.length === 0) return;
  const all = await askedBy(study, "laptop");
  expect(missing.filter((setting) => !all.runs.has(runKey(setting)))).toEqual([]);
});

test("every figure shows runs, trains networks, or draws only a function", () => {
  const bare = studies.filter(({ shown, hasNetworks }) => shown.length === 0 && !hasNetworks);
  expect(bare.map(({ paper, figure }) => `${paper} ${figure}`)).toEqual(["heredia-2026 2", "heredia-2026 11"]);
});
