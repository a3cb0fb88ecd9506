// The anatomy of spikes: the published example, and what it costs beside the run.
import { adamOptimizer, createObjective, run, spikeAnatomy } from "../dist/src/index.js";
import { duration, spreadCells, spreadColumns } from "./support/format.mjs";
import { repeat, sink, spread, time } from "./support/measure.mjs";
import { inFreshProcess } from "./support/process.mjs";

export const title = "Anatomy of spikes";

const cases = {
  "x²/2, β = (0.9, 0.99), 4000 steps": {
    objective: () => createObjective("power", [2]),
    settings: { lr: 1e-3, beta1: 0.9, beta2: 0.99 },
    theta0: [1],
    steps: 4000,
  },
  "rosenbrock, β = (0.9, 0.999), 11 000 steps": {
    objective: () => createObjective("rosenbrock", []),
    settings: { lr: 0.01 },
    theta0: [-1.2, 1],
    steps: 11_000,
  },
  "randomQuadratic(10), β = (0.9, 0.999), 12 000 steps": {
    objective: () => createObjective("randomQuadratic", [10]),
    settings: { lr: 0.01 },
    theta0: Array(10).fill(1),
    steps: 12_000,
  },
};

function prepare({ objective, settings, theta0, steps }) {
  const f = objective();
  return { f, settings, trajectory: run(f, adamOptimizer(settings), { theta0, steps }) };
}

function take({ f, settings, trajectory }) {
  const anatomy = spikeAnatomy(f, trajectory, settings);
  sink(anatomy.largestExcess);
  return anatomy;
}

/** Seconds of the first anatomy of a process, its run apart. */
export function once(name) {
  const prepared = prepare(cases[name]);
  return time(() => take(prepared));
}

/** The step at which |θ| is largest from `first` on. */
function largestFrom({ theta }, first) {
  let largest = first;
  for (let k = first; k < theta.length; k++) if (Math.abs(theta[k]) > Math.abs(theta[largest])) largest = k;
  return largest;
}

export function measure() {
  const rows = Object.entries(cases).map(([name, input]) => {
    const prepared = prepare(input);
    const { spikes, alarms } = take(prepared);
    return {
      name,
      prepared,
      spikes,
      missed: spikes.filter(({ crossing }) => crossing === null).length,
      falseAlarms: alarms.filter(({ outcome }) => outcome === "none").length,
      first: spread(Array.from({ length: 3 }, () => inFreshProcess("anatomy", "once", name).result)),
      warm: repeat(() => take(prepared), { warmUp: 2, repetitions: 9 }),
    };
  });
  const [{ spikes, prepared }] = rows;
  const { crossing, peak } = spikes[0];
  const largest = largestFrom(prepared.trajectory, crossing);
  return {
    bars: [
      {
        work: "x²/2, lr 1e-3, x₀ = 1, (0.9, 0.99): q above 2/lr for good from k; largest \\|x\\| at θ; peak of the spike found",
        bar: "2863; 2949; 2949",
        measured: `${crossing}; ${largest}; ${peak}`,
        met: crossing === 2863 && largest === 2949 && peak === 2949,
      },
    ],
    tables: [
      {
        columns: ["run", "spikes", "not announced", "false alarms of q", ...spreadColumns],
        rows: rows.flatMap(({ name, spikes, missed, falseAlarms, first, warm }) => {
          const cells = [String(spikes.length), String(missed), String(falseAlarms)];
          return [
            [`${name}, first of a process`, ...cells, ...spreadCells(first, duration)],
            ["… after warm-up", ...cells, ...spreadCells(warm, duration)],
          ];
        }),
        note: "Timed is the anatomy alone: q and the largest eigenvalue at every step, spikes, alarms and stages.",
      },
    ],
  };
}
