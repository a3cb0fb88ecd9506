import { kernelMass } from "../../../src/kernels/index.js";
import type { FigurePanel } from "../../../src/report/index.js";
import { createDenseSampler, type DenseOutput } from "../../../src/trajectory/index.js";
import { ageHolding, type MomentKernel } from "./memory-kernels.js";
import { weighPast } from "./memory-quadrature.js";

/** The memories of a run, ready to be looked at from any moment of it. */
export interface Past {
  /** End of the run, unit time. */
  readonly end: number;
  readonly memories: readonly PastMemory[];
}

/** One memory of one parameter. */
export interface PastMemory extends MomentKernel {
  readonly breaks: Float64Array;
  /** What is remembered, and the memory as the solver carries it. */
  signal(time: number): number;
  value(time: number): number;
}

/** Spans of the youngest past whose share is told, in steps. */
export const spans = [1, 10, 100] as const;

/** What the past weighs at one moment. */
export interface Weighing {
  /** `∫K(t − s)·signal(s) ds` by quadrature of what is drawn, and the solver's own number. */
  readonly quadrature: number;
  readonly value: number;
  /** Decimal digits to which they agree, at most 16. */
  readonly digits: number;
  /** Shares of the last steps: of the weight, and of the integral; NaN where that is 0. */
  readonly shares: readonly { readonly steps: number; readonly weight: number; readonly integral: number }[];
}

interface PastOptions {
  readonly kernels: readonly MomentKernel[];
  /** Which parameter, from 0. */
  readonly component: number;
  /** End of the run. */
  readonly until: number;
}

/** Reads memories and signals of a dense solution. */
export function openPast(dense: DenseOutput, { kernels, component, until }: PastOptions): Past {
  const sampler = createDenseSampler(dense);
  const memories = dense.memory.flatMap(({ name, size }, index): PastMemory[] => {
    const found = kernels.find(({ moment }) => moment === name);
    const place = Math.min(component, size - 1);
    const out = new Float64Array(size);
    const read = (what: "signal" | "memory") => (time: number) => {
      sampler[what](index, time, out);
      return out[place]!;
    };
    return found ? [{ ...found, breaks: dense.breaks, signal: read("signal"), value: read("memory") }] : [];
  });
  return { end: dense.breaks.length > 1 ? Math.min(until, sampler.end) : 0, memories };
}

/** Weighs the past of one memory at `time`. */
export function weigh(memory: PastMemory, { time, lr }: { readonly time: number; readonly lr: number }): Weighing {
  const ages = spans.map((steps) => Math.min(steps * lr, time));
  const found = weighPast(memory, { time, ages });
  const quadrature = found.at(-1)!;
  const value = time > 0 ? memory.value(time) : 0;
  const mass = kernelMass(memory.kernel, time);
  return {
    quadrature,
    value,
    digits: agreement(quadrature, value),
    shares: spans.map((steps, k) => ({
      steps,
      weight: mass === 0 ? Number.NaN : kernelMass(memory.kernel, ages[k]!) / mass,
      integral: quadrature === 0 ? Number.NaN : found[k]! / quadrature,
    })),
  };
}

/** Leading decimal digits that two numbers have in common, by their relative distance. */
function agreement(a: number, b: number): number {
  if (a === b) return 16;
  const distance = Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
  return Math.min(16, Math.max(0, Math.floor(-Math.log10(distance))));
}

const indices = { m: "₁", v: "₂" } as const;
/** Points along the past, half of them equally far apart, half at equal ratios of age. */
const points = 300;
/** Share of the weight that the recent past holds. */
const recent = 0.999;

export interface PastView {
  readonly time: number;
  readonly lr: number;
  readonly past: "recent" | "whole";
}

/** Weight and contribution of every moment of the past of one memory, per step: areas are what the past weighs. */
export function pastPanels(memory: PastMemory, view: PastView): readonly FigurePanel[] {
  const { kernel, moment, symbol } = memory;
  const { time, lr } = view;
  const index = indices[moment];
  const ages = pastAges(memory, view);
  const x = ages.map((age) => (time - age) / lr);
  const weights = ages.map((age) => {
    const weight = lr * kernel.weight(age);
    return weight < Infinity ? weight : Number.NaN;
  });
  const label = `${moment}(t)`;
  const panel = (title: string, yTitle: string, y: Float64Array): FigurePanel => ({
    title,
    xTitle: "step s/α of the past, up to t/α",
    yTitle,
    lines: [{ label, kind: "fitted", x, y }],
  });
  return [
    panel(`weight in ${moment} now`, `αK${index}(t − s)`, weights),
    panel(
      `contribution to ${moment} now`,
      `αK${index}(t − s)·${symbol}(s)`,
      weights.map((weight, k) => weight * memory.signal(time - ages[k]!)),
    ),
  ];
}

/** Ages that are drawn, decreasing, so that s grows. */
function pastAges({ kernel }: PastMemory, { time, past }: PastView): Float64Array {
  if (!(time > 0)) return Float64Array.of(0);
  const far = past === "whole" ? time : Math.min(time, 1.2 * ageHolding(kernel, { share: recent, until: time }));
  const half = points / 2;
  const all = Array.from({ length: half + 1 }, (_, k) => [(far * k) / half, far * 1e-4 ** (1 - k / half)]);
  return Float64Array.from(new Set(all.flat())).sort().reverse();
}
