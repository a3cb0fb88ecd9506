import { allFinite, zeros } from "../numeric/index.js";
import { readKernel } from "./kernel-value.js";
import type { IntegroDifferentialProblem, Value } from "./problem.js";
import { createRate } from "./rate.js";
import { refuse, refuseType, throwFault } from "./refuse.js";
import type { System } from "./system.js";
import { type Codec, codecLike, isComplex, isList } from "./value.js";

/** Shares of the interval at which a problem is looked at before it is solved; irregular, so as to meet no period. */
const SAMPLES = [1e-3, ...Array.from({ length: 31 }, (_, k) => ((k + 1) * 0.6180339887498949) % 1), 1].sort(
  (a, b) => a - b,
);

function sampleInterval(start: number, end: number): readonly number[] {
  return SAMPLES.map((share) => (share === 1 ? end : start + share * (end - start)));
}

/** Limits may leave the interval, or pass x, by their rounding: relative to the interval's length and place. */
const ROUNDING = 1e-12;

/** A problem in real arrays, and what its limits are like wherever it was looked at. */
export interface CheckedProblem {
  readonly system: System;
  /** No limit is ahead of x. */
  readonly isCausal: boolean;
  /** The limits are start and x. */
  readonly isPlain: boolean;
}

/**
 * Checks a problem and puts it into real arrays.
 *
 * @throws {TypeError} if a function is missing or returns a value of the wrong shape.
 * @throws {RangeError} if a number is not finite, or a limit lies outside the interval.
 */
export function createSystem(problem: IntegroDifferentialProblem<Value>): CheckedProblem {
  checkFields(problem);
  const { start, end, initial } = problem;
  const parts =
    isComplex(initial) || (isList(initial) && Array.from(initial as ArrayLike<unknown>).some(isComplex)) ? 2 : 1;
  const codec = codecLike(initial, parts) ?? refuseType("initial", "a number, { re, im } or an array of such", initial);
  const y0 = zeros(codec.size);
  if (!codec.read(initial, y0)) refuseType("initial", codec.name, initial);
  if (!allFinite(y0)) refuse("initial", "finite", initial);
  const counter = { evaluations: 0 };
  const fault = { text: "" };
  // values that depend on an iterate may fail without being wrong
  const read = (name: string, value: unknown, shape: Codec, out: Float64Array) => {
    counter.evaluations++;
    if (!shape.read(value, out)) refuseType(name, shape.name, value);
    if (!allFinite(out, shape.size))
      fault.text = `${name} must be finite: current value is ${out.subarray(0, shape.size)}`;
  };
  const { limits, ...kind } = examineLimits(problem);
  const signal = signalCodec(problem, codec, y0);
  if (typeof problem.kernel === "object" && !kind.isCausal) {
    refuseType("kernel", "a function where a limit is ahead of x", problem.kernel);
  }
  const kernel = readKernel(problem, { codec, signal, counter, sample: kind.inside });
  const integral = problem.nonlinearKernel ? codec : kernel.integral;
  if (!problem.field && integral.size !== codec.size) {
    refuseType("the integral", codec.name, integral.name);
  }
  const system: System = {
    start,
    end,
    initial: y0,
    codec,
    n: codec.size,
    m: signal.size,
    q: integral.size,
    size: kernel.size,
    gamma: problem.singularity ?? 0,
    convolution: kernel.convolution,
    counter,
    fault,
    limits,
    kernel: kernel.kernel,
    integrand(y, out) {
      if (problem.integrand) read("integrand(y)", problem.integrand(codec.write(y)), signal, out);
      else out.set(y);
    },
    nonlinearKernel:
      problem.nonlinearKernel === undefined
        ? null
        : (x, s, y, out) => {
            const value = problem.nonlinearKernel!(x, s, codec.write(y));
            read(`nonlinearKernel(x, s, y) at x = ${x}, s = ${s}`, value, codec, out);
          },
    ...createRate(problem, { codec, integral, read }),
  };
  examineFunctions(system);
  return { system, isCausal: kind.isCausal, isPlain: kind.isPlain };
}

/** Numbers in their ranges, and functions where there must be some. */
function checkFields(problem: IntegroDifferentialProblem<Value>): void {
  if (typeof problem !== "object" || problem === null) refuseType("problem", "an object", problem);
  const { start, end, singularity, kernel, nonlinearKernel, field, local, integrand } = problem;
  if (!Number.isFinite(start)) refuse("start", "finite", start);
  if (!(end > start && end < Infinity)) refuse("end", "finite and > start", end);
  if (singularity !== undefined && !(singularity > 0 && singularity < 1)) {
    refuse("singularity", "between 0 and 1", singularity);
  }
  const functions = ["local", "scale", "integrand", "nonlinearKernel", "field", "lower", "upper"] as const;
  const needed = new Set(["lower", "upper", field ? "field" : "local"]);
  for (const name of functions) {
    const value: unknown = problem[name];
    if (value === undefined && !needed.has(name)) continue;
    if (typeof value !== "function") refuseType(name, "a function", value);
  }
  const isObject = typeof kernel === "object" && kernel !== null;
  if (!nonlinearKernel && typeof kernel !== "function" && !isObject) {
    refuseType("kernel", "a function, a kernel or an array of kernels", kernel);
  }
  if (nonlinearKernel && (kernel || integrand)) {
    refuseType("kernel and integrand", "left out where there is a nonlinearKernel", typeof (kernel ?? integrand));
  }
  if (field && (local || problem.scale)) {
    refuseType("local and scale", "left out where there is a field", typeof (local ?? problem.scale));
  }
}

/** The limits, and what they are like at the samples. */
function examineLimits({ lower, upper, start, end }: IntegroDifferentialProblem<Value>) {
  const size = Math.max(Math.abs(start), Math.abs(end));
  const slack = ROUNDING * Math.max(end - start, size);
  const check = (name: string, limit: number, x: number): number => {
    if (!(limit >= start - slack && limit <= end + slack)) {
      refuse(`${name}(x) at x = ${x}`, `in [${start}, ${end}]`, limit);
    }
    // what is x but for its rounding is x: a singularity lies there
    if (Math.abs(limit - x) <= 4 * Number.EPSILON * size) return x;
    return Math.min(end, Math.max(start, limit));
  };
  const limits = (x: number, out: Float64Array) => {
    out[0] = check("lower", lower(x), x);
    out[1] = check("upper", upper(x), x);
  };
  const pair = zeros(2);
  let isCausal = true;
  let isPlain = true;
  let inside: { x: number; s: number } | null = null;
  for (const x of sampleInterval(start, end)) {
    limits(x, pair);
    const [from, to] = [pair[0]!, pair[1]!];
    if (Math.max(from, to) > x + slack) isCausal = false;
    if (from !== start || to !== x) isPlain = false;
    if (from !== to) inside ??= { x, s: 0.5 * (from + to) };
  }
  return { limits, isCausal, isPlain, inside };
}

/** The shape of what the integral is taken over. */
function signalCodec({ integrand }: IntegroDifferentialProblem<Value>, codec: Codec, y0: Float64Array): Codec {
  if (!integrand) return codec;
  const sample: unknown = integrand(codec.write(y0));
  return codecLike(sample, codec.parts) ?? refuseType("integrand(y)", "a number or an array of numbers", sample);
}

/** What is added to the initial value, and taken for integrals, to tell a wrong function from one with a domain. */
const OFFSETS = [0, 1, -1, 1e3, -1e3];

/** Calls every function at every sample: what has a wrong shape, or is not finite for any y, is found here with its x. */
function examineFunctions(system: System): void {
  const { start, end, initial, n, m, q, size, fault, nonlinearKernel } = system;
  const limits = zeros(2);
  const out = zeros(Math.max(n, m, q, size));
  for (const x of sampleInterval(start, end)) {
    system.limits(x, limits);
    const s = 0.5 * (limits[0]! + limits[1]!);
    const hasIntegral = limits[0] !== limits[1];
    if (hasIntegral && !nonlinearKernel) system.kernel(x, s, x - s, out);
    const isWrong = OFFSETS.every((offset) => {
      const y = initial.map((value) => value + offset);
      fault.text = "";
      system.rate(x, y, zeros(q).fill(offset), out);
      if (!nonlinearKernel) system.integrand(y, out);
      else if (hasIntegral) nonlinearKernel(x, s, y, out);
      return fault.text !== "";
    });
    if (isWrong) throwFault(system);
  }
}
