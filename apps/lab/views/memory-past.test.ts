import { beforeAll, describe, expect, it } from "vitest";
import { sample } from "../../../src/trajectory/index.js";
import { type MemoryOutput, memoryJob } from "../jobs/memory-job.js";
import { runState } from "../jobs/road-runs.js";
import { initialState, type LabState } from "../state/lab-state.js";
import { kernelPanel, seenPanel } from "./memory-kernel-panels.js";
import { kernelAges, momentKernels } from "./memory-kernels.js";
import { openPast, pastPanels, spans, weigh } from "./memory-past.js";
import { designPanels, ownMoment, signalPanels } from "./memory-run-panels.js";
import { agesSentence, memoryProtocol, seenSentence } from "./memory-words.js";

const lr = 0.05;
const ask = async (patch: Partial<LabState>): Promise<MemoryOutput> =>
  memoryJob({ run: runState({ ...initialState, lr, steps: 200, ...patch }) }, { report: () => undefined });

function open({ run, equation }: MemoryOutput, component = 0) {
  if ("refusal" in equation) throw new Error(equation.refusal);
  const { trajectory } = equation;
  return openPast(trajectory.dense!, { kernels: momentKernels(run), component, until: trajectory.times.at(-1)! });
}

describe("what the past weighs in a run", () => {
  let adam: MemoryOutput;
  beforeAll(async () => {
    adam = await ask({ beta2: 0.99 });
  });

  it("is the solver's own moment, by quadrature to ten digits or more of the largest", () => {
    const past = open(adam);
    if ("refusal" in adam.equation) throw new Error("refused");
    for (const time of [0, 0.003, 0.05, 1, 4.321, past.end]) {
      const own = sample(adam.equation.trajectory, time);
      const [m, v] = past.memories.map((memory) => weigh(memory, { time, lr }));
      if (time > 0) expect([m!.value, v!.value]).toEqual([own.m![0], own.v![0]]);
      expect(Math.abs(m!.quadrature - m!.value)).toBeLessThan(1e-11);
      expect(Math.abs(v!.quadrature - v!.value)).toBeLessThan(1e-11);
    }
  });

  it("lies in the last steps with the share that an exponential gives them", () => {
    const [m] = open(adam).memories;
    const { shares, digits } = weigh(m!, { time: 8, lr });
    expect(digits).toBeGreaterThanOrEqual(8);
    for (const [k, steps] of spans.entries()) {
      expect(shares[k]!.weight).toBeCloseTo(Math.expm1(-0.1 * steps) / Math.expm1(-0.1 * 160), 12);
    }
  });

  it("is the area of what is drawn", () => {
    for (const memory of open(adam).memories) {
      const [, contribution] = pastPanels(memory, { time: 3, lr, past: "whole" });
      const { x, y } = contribution!.lines[0]!;
      let area = 0;
      for (let k = 1; k < x.length; k++) area += ((x[k]! - x[k - 1]!) * (y[k]! + y[k - 1]!)) / 2;
      expect(x.at(-1)).toBe(60);
      // trapezia of 300 points
      expect(area / memory.value(3)).toBeCloseTo(1, 2);
    }
  });

  it("has the recent past end where nearly all the weight lies", () => {
    const [m] = open(adam).memories;
    const x = pastPanels(m!, { time: 8, lr, past: "recent" })[0]!.lines[0]!.x;
    // ln 1000 mean ages of ten steps, and a fifth more
    expect(x.at(-1)! - x[0]!).toBeCloseTo(12 * Math.log(1000), 1);
    expect(pastPanels(m!, { time: 0, lr, past: "recent" })[0]!.lines[0]!.x).toEqual(Float64Array.of(0));
  });

  it("stands beside the algorithm's own moment", () => {
    expect(ownMoment(adam, { moment: "m", component: 0, time: 0.999 })).toEqual({
      step: 19,
      value: adam.algorithm!.trajectory.m![19],
    });
  });

  it("is drawn over the run with its signals", () => {
    const [first, second] = signalPanels(adam, { component: 0 });
    expect(first!.lines.map(({ label }) => label)).toEqual(["gradient g", "memory m", "m of the algorithm"]);
    expect(second!.lines[0]!.y[5]).toBe(first!.lines[0]!.y[5]! ** 2);
    expect(designPanels(adam, { component: 0 })).toEqual([]);
  });

  it("is taken away with every step, however many there are", async () => {
    const long = await ask({ steps: 3000 });
    for (const { lines } of signalPanels(long, { component: 0 })) {
      for (const { x } of lines) expect(x.length).toBe(3001);
    }
  });
});

describe("kernels and words", () => {
  const kernels = momentKernels(runState({ ...initialState, lr }));
  const axes = { lr, steps: 1000, scale: "log" } as const;

  it("the discrete weights of Adam stand on the kernel to first order in 1 − β", () => {
    const ages = kernelAges(kernels[1]!.kernel, { until: 50 });
    const panel = kernelPanel(kernels[1]!, { ...axes, ages });
    const [line, , dots] = panel.lines;
    expect(line!.kind).toBe("continuous");
    dots!.x.forEach((j, k) => {
      if (dots!.y[k]! > 0) expect(dots!.y[k]! / (lr * kernels[1]!.kernel.weight(j * lr))).toBeCloseTo(1, 1);
    });
    expect(agesSentence({ ...kernels[1]!, ages }, axes)).toBe(
      "v: half-life 693.1 steps = 34.66 time, mean age 1000 steps = 50 time.",
    );
  });

  it("what has been seen tends to 1 for both, and never for AdaGrad", () => {
    const [seen, own] = seenPanel(kernels, axes).lines;
    expect(seen!.y.at(-1)).toBeCloseTo(1, 12);
    expect(own!.y[0]).toBeCloseTo(0.1, 14);
    const sum = seenPanel(momentKernels(runState({ ...initialState, lr, optimizer: "adagrad" })), axes);
    expect(sum.lines.map(({ y }) => Math.round(y.at(-1)!))).toEqual([1000, 1000]);
  });

  it("the protocol names designed kernels", async () => {
    const output = await ask({ optimizer: "general", kernel1: "exp:2", kernel2: "constant:20" });
    expect(memoryProtocol(output)).toMatch(/K₁ = exp:2, K₂ = constant:20, .*; Adam beside it: β₁/);
    expect(designPanels(output, { component: 0 }).map(({ lines }) => lines.length)).toEqual([2, 2]);
    expect(seenSentence(output.run)).toContain("nothing is divided by it");
  });

  it("a norm variant remembers ‖g‖², the same for every parameter", async () => {
    const output = await ask({ objective: "rosenbrock", optimizer: "rmsprop", norm: true, steps: 20 });
    const values = [0, 1].map((component) => open(output, component).memories[0]!.value(0.7));
    expect(values[0]).toBe(values[1]);
    expect(signalPanels(output, { component: 1 })[1]!.yTitle).toBe("‖g‖², v");
    const [memory] = open(output).memories;
    expect(memory!.symbol).toBe("‖g‖²");
    expect(pastPanels(memory!, { time: 0.7, lr, past: "whole" })[1]!.yTitle).toBe("αK₂(t − s)·‖g‖²(s)");
  });
});
