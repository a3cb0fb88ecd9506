import { momentPositivity } from "../../src/certificates/moment-positivity.js";
import type { Laboratory, RunSetting } from "../../src/experiments/index.js";
import type { ReportTable } from "../../src/report/index.js";
import { negativeMoment } from "../../src/trajectory/index.js";
import { defineStudy } from "./define-study.js";
import {
  conditionsInOrder,
  largestMoment,
  leastMoment,
  type PositivityData,
  type PositivityRun,
  staysNonnegative,
  staysNonnegativeAuthor,
  sufficientFails,
} from "./positivity-claims.js";
import { drawMoments } from "./positivity-drawing.js";
import { authorSteps, beta2, bound, c, delay, factors, loss, lr, perStep, steps } from "./positivity-setup.js";
import { allRoads, settingOf, velocityText } from "./setup.js";

export const figure07 = defineStudy<PositivityData>({
  figure: 7,
  title: "Positivity of the second moment",
  seconds: 5,
  shown: allRoads({ c, lr, steps, case: factors }, [1, 0]),
  compute,
  draw: (data) => [drawMoments(data)],
  tabulate: (data) => [positivityTable(data)],
  hasReference: ({ author }) => author !== null,
  claims: [staysNonnegative, staysNonnegativeAuthor, sufficientFails, conditionsInOrder],
});

async function compute(laboratory: Laboratory): Promise<PositivityData> {
  const own = { c, lr, steps, case: factors };
  const look = async (name: string, setting: RunSetting, hasInertia = true): Promise<PositivityRun> => {
    const trajectory = await laboratory.run(setting);
    return {
      name,
      trajectory,
      hasInertia,
      negative: negativeMoment(trajectory),
      conditions: momentPositivity(loss, trajectory, { lr, beta2 }),
    };
  };
  const inertial = (velocity0: number) =>
    look(`second order, ${velocityText(velocity0)}`, settingOf({ ...own, road: "inertial", velocity0, perStep }));
  const isSlow = lr >= laboratory.referenceFrom;
  const reference = settingOf({ ...own, steps: authorSteps, road: "reference", numerics: "h2-inertial", velocity0: 1 });
  const [author, ...runs] = await Promise.all([
    isSlow ? look("author’s run, u0 = 1", reference) : null,
    inertial(1),
    inertial(0),
    look("first order", settingOf({ ...own, road: "nonlocal", perStep }), false),
    look("discrete", settingOf({ ...own, road: "discrete" }), false),
  ]);
  return { runs, author };
}

function positivityTable({ runs, author }: PositivityData): ReportTable {
  const none = Number.NaN;
  return {
    name: "figure-07-table",
    title: "Positivity of v",
    note: `Rows of the runs, ${perStep} a step for the equations. Conditions are looked at along each run for the kernel with inertia, also where the model has another: min/max is min g² ≥ ${bound.toFixed(4)} max g² over [0, t], sharper is g²(t) ≥ ${bound.toFixed(4)} g²(t − ${delay.toFixed(5)}). A dash: never.`,
    columns: [
      "run",
      "status",
      "least v",
      "at t",
      "largest v",
      "v < 0 from",
      "to",
      "min/max violated at",
      "quotient",
      "sharper violated at",
      "quotient",
    ],
    rows: (author === null ? runs : [...runs, author]).map(({ name, trajectory, negative, conditions }) => {
      const least = leastMoment(trajectory);
      const { uniform, delayed } = conditions;
      return [
        name,
        trajectory.status,
        least.value,
        least.time,
        largestMoment(trajectory),
        negative?.from ?? none,
        negative?.to ?? none,
        uniform.violation?.time ?? none,
        uniform.violation?.ratio ?? none,
        delayed.violation?.time ?? none,
        delayed.violation?.ratio ?? none,
      ];
    }),
  };
}
