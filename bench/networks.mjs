// One full-batch Adam step of networks: ONNX Runtime against PyTorch at equal threads, wasm beside them; losses, memory, a PDE.
import { init } from "@jax-js/jax";
import { networkProgram, wasmObjective } from "../dist/adapters/jax/index.js";
import { nativeObjective } from "../dist/adapters/onnx/index.js";
import { programOfTask } from "../dist/adapters/tasks/program-of-task.js";
import { boundaryProblem, initialParameters } from "../dist/src/networks/index.js";
import { createRandom } from "../dist/src/numeric/index.js";
import { adamOptimizer } from "../dist/src/optimizers/index.js";
import { duration, memory, ratio, small } from "./support/format.mjs";
import { sink, spread } from "./support/measure.mjs";
import { inFreshProcess } from "./support/process.mjs";
import { openTorch } from "./support/torch.mjs";

export const title = "Networks";

const lr = 1e-3;
const steps = 100;
/** Below it PyTorch multiplies matrices by the reference BLAS: nobody trains on that. */
const slowBlas = 8;
const limit = 2e9;
/** How much a start is changed, relative, to see what a run makes of less than a rounding of float32. */
const nudge = 1e-8;

/** Steps that are timed in a round, and rounds. */
const problems = [
  { name: "3072-256-256-128-1, 2000 samples", widths: [3072, 256, 256, 128, 1], samples: 2000, block: 1, rounds: 9 },
  {
    name: "784-6×500-10, 1000 samples",
    widths: [784, ...new Array(6).fill(500), 10],
    samples: 1000,
    block: 1,
    rounds: 9,
  },
  { name: "5-100-100-1, 2000 samples", widths: [5, 100, 100, 1], samples: 2000, block: 20, rounds: 9 },
];

const residual = { name: "Poisson's equation, 4-200-200-1 tanh, 2000 + 2000 points", block: 3, rounds: 9 };

/** Inputs on (0, 1); targets one-hot, or on (0, 1) where there is one output. */
function open({ widths, samples }, activation = "relu") {
  const random = createRandom(1, 0);
  const outputs = widths.at(-1);
  const inputs = Float32Array.from({ length: samples * widths[0] }, () => random.uniform());
  const targets = Float32Array.from({ length: samples * outputs }, (_, i) => {
    if (outputs === 1) return random.uniform();
    return i % outputs === Math.floor(i / outputs) % outputs ? 1 : 0;
  });
  const network = { kind: "dense", widths, activation, initialization: "pytorch" };
  const train = { count: samples, inputs, inputShape: [widths[0]], targets, outputs };
  const program = networkProgram(network, { sets: { train, test: null }, loss: "square" });
  return { program, theta: initialParameters(network, { seed: 1 }), inputs, targets };
}

/** One step at a time, with the update in float64 as training does it. */
function stepper(objective, theta0) {
  const optimizer = adamOptimizer({ lr });
  const theta = theta0.slice();
  const state = optimizer.init(theta.length);
  const gradient = new Float64Array(theta.length);
  const run = async (count) => {
    const seconds = [];
    const updates = [];
    let loss = Number.NaN;
    for (let k = 0; k < count; k++) {
      const start = performance.now();
      loss = await objective.valueAndGradient(theta, gradient);
      const middle = performance.now();
      optimizer.update(gradient, state, theta);
      updates.push((performance.now() - middle) / 1000);
      seconds.push((performance.now() - start) / 1000);
    }
    sink(loss);
    return { seconds, updates, loss };
  };
  return { run };
}

/** Native and PyTorch in turns, so that a slow minute of the machine spoils no ratio; then wasm; then what 100 steps end at. */
export async function compare({ problem, threads, withLosses }) {
  await init("wasm");
  const { program, theta, inputs, targets } = open(problem);
  const request = { widths: problem.widths, activation: "relu", lr, threads };
  const torch = await openTorch(request, { theta, inputs, targets });
  const objective = await nativeObjective(program, { threads });
  const native = stepper(objective, theta);
  await native.run(problem.block);
  await torch?.run(problem.block);
  const found = { native: [], update: [], torch: [] };
  let taken = problem.block;
  for (let round = 0; round < problem.rounds; round++) {
    const own = await native.run(problem.block);
    found.native.push(...own.seconds);
    found.update.push(...own.updates);
    if (torch) found.torch.push(...(await torch.run(problem.block)).seconds);
    taken += problem.block;
  }
  const wasm = withLosses ? wasmObjective(program) : null;
  const beside = wasm === null ? null : await stepper(wasm, theta).run(steps);
  const more = Math.max(0, steps - taken);
  // A problem with more steps behind it starts again: the loss is that after 100 steps.
  const restart = taken > steps;
  const losses = !withLosses
    ? null
    : {
        native: (await (restart ? stepper(objective, theta).run(steps) : native.run(more))).loss,
        wasm: beside.loss,
        nudged: (
          await stepper(
            objective,
            theta.map((value, i) => value * (1 + nudge * Math.sin(i))),
          ).run(steps)
        ).loss,
        torch: torch === null ? null : (await (restart ? await torch.again(steps) : await torch.run(more))).loss,
      };
  torch?.close();
  objective.dispose();
  wasm?.dispose();
  return {
    gigaflops: torch?.gigaflops ?? null,
    native: spread(found.native),
    update: spread(found.update),
    torch: torch === null ? null : spread(found.torch),
    wasm: beside === null ? null : spread(beside.seconds),
    losses,
  };
}

/** A few native steps alone: the peak memory of the process is theirs. */
export async function trainNative({ problem, threads }) {
  await init("wasm");
  const { program, theta } = problem ? open(problem) : await openResidual();
  const objective = await nativeObjective(program, { threads });
  const { loss } = await stepper(objective, theta).run(3);
  objective.dispose();
  return loss;
}

async function openResidual() {
  const { problem } = boundaryProblem("poisson-box");
  const network = { kind: "dense", widths: [4, 200, 200, 1], activation: "tanh", initialization: "pytorch" };
  const task = { kind: "deep-galerkin", network, problem, interior: 2000, boundary: 2000, test: 0 };
  const { program, theta0 } = await programOfTask(task, { seed: 1 });
  return { program, theta: theta0 };
}

/** A step on the residual of a PDE against one of a plain network of that size at as many points. */
export async function compareResidual({ threads }) {
  await init("wasm");
  const pde = await openResidual();
  const plain = open({ widths: [4, 200, 200, 1], samples: 4000 }, "tanh");
  const objectives = [];
  for (const { program } of [pde, plain]) objectives.push(await nativeObjective(program, { threads }));
  const runs = [pde, plain].map(({ theta }, i) => stepper(objectives[i], theta));
  const seconds = [[], []];
  for (const run of runs) await run.run(residual.block);
  for (let round = 0; round < residual.rounds; round++) {
    for (const [i, run] of runs.entries()) seconds[i].push(...(await run.run(residual.block)).seconds);
  }
  for (const objective of objectives) objective.dispose();
  return { residual: spread(seconds[0]), plain: spread(seconds[1]) };
}

const relative = (a, b) => Math.abs(a / b - 1);

function barsOf({ problem, threads, found }) {
  const { native, torch, losses, gigaflops } = found;
  const bars = [];
  if (torch !== null) {
    const factor = native.minimum / torch.minimum;
    const blas = gigaflops < slowBlas ? ", whose BLAS is the reference one" : "";
    bars.push({
      work: `Adam step of ${problem.name}, native, ${threads} thread${threads > 1 ? "s" : ""}`,
      bar: "≤ 1.2 × PyTorch",
      measured: `${ratio(factor)} × (${duration(native.minimum)} against ${duration(torch.minimum)}${blas})`,
      met: factor <= 1.2,
    });
  }
  if (losses !== null) {
    const others = [losses.wasm, losses.torch].filter((loss) => loss !== null);
    const worst = Math.max(...others.map((loss) => relative(loss, losses.native)));
    bars.push({
      work: `loss after ${steps} Adam steps of ${problem.name}: native against wasm${losses.torch === null ? "" : " and PyTorch"}`,
      bar: "≤ 1e-4 relative",
      measured: `${small(worst)} (native from a start ${nudge} off: ${small(relative(losses.nudged, losses.native))})`,
      met: worst <= 1e-4,
    });
  }
  return bars;
}

const cell = (figures) => (figures === null ? "–" : duration(figures.minimum));

export function measure() {
  const runs = problems.flatMap((problem) =>
    [1, 2].map((threads) => {
      const parameters = { problem, threads, withLosses: threads === 2 };
      return { problem, threads, found: inFreshProcess("networks", "compare", parameters).result };
    }),
  );
  const pde = [1, 2].map((threads) => ({
    threads,
    ...inFreshProcess("networks", "compareResidual", { threads }).result,
  }));
  const factors = pde.map(({ residual, plain }) => residual.minimum / plain.minimum);
  const peaks = [...problems, null].map((problem) => ({
    name: problem?.name ?? residual.name,
    bytes: inFreshProcess("networks", "trainNative", { problem, threads: 2 }).peakMemory,
  }));
  const most = peaks.reduce((a, b) => (a.bytes > b.bytes ? a : b));
  return {
    bars: [
      ...runs.flatMap(barsOf),
      {
        work: `step of ${residual.name} against a plain network of that size, native`,
        bar: "≤ 10 ×",
        measured: `${ratio(Math.max(...factors))} ×`,
        met: Math.max(...factors) <= 10,
      },
      {
        work: "peak memory of a process that trains one of these natively",
        bar: `≤ ${limit / 1e9} GB`,
        measured: `${memory(most.bytes)} (${most.name})`,
        met: most.bytes <= limit,
      },
    ],
    tables: tablesOf(runs, { pde, peaks }),
  };
}

function tablesOf(runs, { pde, peaks }) {
  const absent = runs.some(({ found }) => found.torch === null);
  return [
    {
      caption: `Least time of a step${absent ? "; PyTorch is not installed here" : ""}:`,
      columns: ["network", "threads", "native", "of it the update", "PyTorch", "wasm"],
      rows: runs.map(({ problem, threads, found }) => [
        problem.name,
        String(threads),
        cell(found.native),
        cell(found.update),
        cell(found.torch),
        cell(found.wasm),
      ]),
    },
    {
      columns: ["step on 4000 points", "threads", "PDE", "plain"],
      rows: pde.map((found) => [residual.name, String(found.threads), cell(found.residual), cell(found.plain)]),
    },
    { columns: ["training natively", "peak memory"], rows: peaks.map(({ name, bytes }) => [name, memory(bytes)]) },
  ];
}
