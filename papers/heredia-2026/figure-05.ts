import type { Laboratory } from "../../src/experiments/index.js";
import { authorAgrees, oneSwitch, sameBasins, sameThreshold } from "./basin-claims.js";
import { drawFinalThetas, thresholdTable } from "./basin-drawing.js";
import { basinMap, drawMaps } from "./basin-map.js";
import {
  authorGrid,
  type BasinData,
  barrier,
  bisectSwitch,
  c,
  type ModelName,
  modelNames,
  roadOf,
  scanRates,
  settledTheta,
  velocity0,
} from "./basins.js";
import { defineStudy } from "./define-study.js";
import { allRoads, finalTheta, settingOf } from "./setup.js";

export const figure05 = defineStudy<BasinData>({
  figure: 5,
  title: "Basin selection for c = 4",
  seconds: 40,
  shown: authorGrid.flatMap((horizon) => allRoads({ c, ...horizon }, [velocity0])),
  compute,
  draw: (data) => [drawFinalThetas(data), ...drawMaps(data.map)],
  tabulate: (data) => [thresholdTable(data)],
  hasReference: ({ author }) => author.some((theta) => theta !== null),
  claims: [sameBasins, oneSwitch, sameThreshold, authorAgrees],
  // cells of the map may end early, which is drawn; runs that claims look at may not
  obstacle: (_, { finals, scan, switches }) =>
    modelNames.find((model) => {
      const ends = switches[model].flatMap(({ low, high }) => [low, high]);
      return ![...finals[model], ...scan.finals[model], ...ends].every(Number.isFinite);
    })
      ? "a run ended early"
      : null,
});

async function compute(laboratory: Laboratory): Promise<BasinData> {
  const quick = laboratory.scale === "quick";
  const lrs = scanRates(quick ? 13 : 41);
  const byModel = async <T>(make: (model: ModelName) => Promise<T>) => {
    const made = await Promise.all(modelNames.map(async (model) => [model, await make(model)] as const));
    return Object.fromEntries(made) as Record<ModelName, T>;
  };
  const finals = await byModel((model) =>
    Promise.all(authorGrid.map((horizon) => finalTheta(laboratory, { ...roadOf[model], c, ...horizon }))),
  );
  const scanned = await byModel((model) => Promise.all(lrs.map((lr) => settledTheta(laboratory, model, lr))));
  const switches = await byModel((model) => {
    const outcomes = scanned[model].map((theta) => theta > barrier);
    const found = lrs.slice(1).flatMap((high, k) => (outcomes[k] === outcomes[k + 1] ? [] : [{ low: lrs[k]!, high }]));
    return Promise.all(found.map((one) => bisectSwitch(laboratory, model, one)));
  });
  const author = await Promise.all(authorGrid.map((horizon) => authorFinal(laboratory, horizon)));
  return { finals, author, scan: { lrs, finals: scanned }, switches, map: await basinMap(laboratory, quick ? 7 : 24) };
}

/** See `authorGrid`. */
const slowLr = 0.1;

async function authorFinal(
  laboratory: Laboratory,
  { lr, steps }: { lr: number; steps: number },
): Promise<number | null> {
  const isLeftOut = lr === slowLr && laboratory.referenceFrom >= 0.01;
  if (!(lr >= laboratory.referenceFrom) || isLeftOut) return null;
  const own = { c, lr, steps, velocity0 };
  const { theta } = await laboratory.run(settingOf({ ...own, road: "reference", numerics: "h2-inertial" }));
  return theta.at(-1)!;
}
