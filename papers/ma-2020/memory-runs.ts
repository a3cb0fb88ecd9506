import type { Laboratory, RunCase, RunSetting } from "../../src/experiments/index.js";
import { type StepGap, stepGap } from "./gaps.js";
import { logistic, type Problem, parabola, quadratic, rosenbrock, settingOf } from "./setup.js";

/** Rates of memories that stay while the learning rate falls. */
export const memoryCases = [
  { label: "RMSprop, a = 1", optimizer: "rmsprop", rate2: 1 },
  { label: "RMSprop, a = 10", optimizer: "rmsprop", rate2: 10 },
  { label: "Adam, a = b = 1", optimizer: "adam", rate1: 1, rate2: 1 },
  { label: "Adam, a = b = 10", optimizer: "adam", rate1: 10, rate2: 10 },
  { label: "Adam, a = 1, b = 10", optimizer: "adam", rate1: 10, rate2: 1 },
] as const satisfies readonly RunCase[];
export const memoryProblems: readonly Problem[] = [parabola, quadratic, logistic, rosenbrock];
const rates = [0.01, 5e-3, 2e-3, 1e-3, 5e-4, 2e-4, 1e-4] as const;
const finest = 1e-4;
export const memoryUntil = 2;
const horizon = (lr: number) => ({ lr, steps: Math.round(memoryUntil / lr) });

/** A learning rate beside the flow with the same rates. */
export interface MemoryRow extends StepGap {
  readonly problem: string;
  readonly label: string;
  readonly optimizer: "rmsprop" | "adam";
  readonly lr: number;
}

export async function memoryRuns({ run }: Laboratory): Promise<readonly MemoryRow[]> {
  const rows = await Promise.all(
    memoryProblems.flatMap((problem) =>
      memoryCases.map(async (item) => {
        const flow = await run(settingOf({ problem, road: "flow", case: item, ...horizon(finest) }));
        return Promise.all(
          rates.map(async (lr): Promise<MemoryRow> => {
            const algorithm = await run(settingOf({ problem, road: "discrete", case: item, ...horizon(lr) }));
            const gap = stepGap(algorithm, flow, { stride: Math.round(lr / finest), isEveryStep: true });
            return { problem: problem.name, label: item.label, optimizer: item.optimizer, lr, ...gap };
          }),
        );
      }),
    ),
  );
  return rows.flat();
}

/** The algorithm at the largest learning rate. */
export const memoryShown: readonly RunSetting[] = memoryProblems.flatMap((problem) =>
  memoryCases.map((item) => settingOf({ problem, road: "discrete", case: item, ...horizon(rates[0]) })),
);
