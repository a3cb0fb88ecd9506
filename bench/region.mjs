// The scalar Lyapunov condition of Adam: δ over both planes on 512 × 512 points, and its numbers against known ones.
import { renderSvg } from "../dist/adapters/charts/index.js";
import { scalarCondition } from "../dist/src/certificates/scalar-condition.js";
import {
  scalarBoundary,
  scalarBoundaryOfRates,
  scalarRegion,
  scalarRegionOfRates,
} from "../dist/src/certificates/scalar-region.js";
import { scalarRegionGrids } from "../dist/src/certificates/scalar-region-grids.js";
import { regionFigure } from "../dist/src/report/region-figure.js";
import { count, duration, small, spreadCells, spreadColumns } from "./support/format.mjs";
import { repeat, sink, spread, time } from "./support/measure.mjs";
import { inFreshProcess } from "./support/process.mjs";

export const title = "Scalar Lyapunov condition of Adam over 512 × 512 points";

const size = 512;
const lr = 1e-3;
const betas = Float64Array.from({ length: size }, (_, k) => (k + 0.5) / size);
/** From 0.1 to 1000, that is 1 − β from 1e-4 to 1. */
const rates = Float64Array.from({ length: size }, (_, k) => 10 ** (-1 + (4 * (k + 0.5)) / size));

const regions = {
  "(β1, β2)": () => scalarRegion({ beta1: betas, beta2: betas }),
  "(b, a)": () => scalarRegionOfRates({ rate1: rates, rate2: rates, lr }),
};

/** δ by mpmath with 60 digits: the zero of D' by bisection. */
const known = [
  [0.9, 0.999, 0.9385446006799434],
  [0.9, 0.99, 0.9267662910439955],
  [0, 0.99, 0.7487541876258393],
  [0.99, 0.9, -1.4999999999999971],
];

function work(plane) {
  const delta = regions[plane]();
  sink(delta[0] + delta[delta.length - 1]);
}

/** Seconds of the first map of a process. */
export function once(plane) {
  return time(() => work(plane));
}

/** Seconds of the whole picture, first in its process, and the characters of its SVG. */
export async function picture() {
  const start = performance.now();
  const svg = await renderSvg(regionFigure(scalarRegionGrids({ size })));
  return { seconds: (performance.now() - start) / 1000, length: svg.length };
}

export function measure() {
  const rows = Object.keys(regions).map((plane) => ({
    plane,
    first: spread(Array.from({ length: 5 }, () => inFreshProcess("region", "once", plane).result)),
    warm: repeat(() => work(plane), { warmUp: 2, repetitions: 9 }),
  }));
  const slowest = Math.max(...rows.map(({ first }) => first.median));
  const pictures = Array.from({ length: 3 }, () => inFreshProcess("region", "picture").result);
  const errors = known.map(([beta1, beta2, delta]) => Math.abs(scalarCondition({ beta1, beta2 }).delta - delta));
  const failing = scalarCondition({ beta1: 0.99, beta2: 0.9 });
  return {
    bars: [
      atMost(2, {
        work: "δ on 512 × 512 points, first map of a process, the slower plane",
        value: slowest,
        bar: "≤ 2 s",
        format: duration,
      }),
      atMost(1e-6, {
        bar: "≤ 1e-6",
        work: "δ at the four known pairs: largest error",
        value: Math.max(...errors),
        format: small,
      }),
      atMost(1e-6, {
        bar: "≤ 1e-6",
        work: "boundary of δ, found by bisection, against a = 4b: largest distance in β2, and in a relative to a",
        value: boundaryDistance(),
        format: small,
      }),
      {
        work: "(0.99, 0.9) fails the condition",
        bar: "δ ≤ 0",
        measured: `δ = ${failing.delta.toPrecision(3)}`,
        met: !failing.holds,
      },
    ],
    tables: [
      {
        columns: ["", ...spreadColumns],
        rows: [
          ...rows.flatMap(({ plane, first, warm }) => [
            [`${plane}, first map of a process`, ...spreadCells(first)],
            [`${plane}, after warm-up`, ...spreadCells(warm)],
          ]),
          [
            "both, with lines, as SVG, first of a process",
            ...spreadCells(spread(pictures.map((each) => each.seconds))),
          ],
        ],
        note: `The SVG has ${count(pictures[0].length)} characters.`,
      },
      {
        columns: ["(β1, β2)", "δ", "error"],
        rows: known.map(([beta1, beta2, delta], k) => [`(${beta1}, ${beta2})`, delta.toFixed(10), small(errors[k])]),
      },
    ],
  };
}

function atMost(limit, { work, bar, value, format }) {
  return { work, bar, measured: format(value), met: value <= limit };
}

function boundaryDistance() {
  const ofFactors = scalarBoundary({ beta1: betas }).map((beta2, k) => Math.abs(beta2 - (4 * betas[k] - 3)));
  const ofRates = scalarBoundaryOfRates({ rate1: rates, lr }).map((rate2, k) => Math.abs(rate2 / (4 * rates[k]) - 1));
  // β1 < ¾ has no boundary
  return Math.max(...[...ofFactors, ...ofRates].filter((distance) => !Number.isNaN(distance)));
}
