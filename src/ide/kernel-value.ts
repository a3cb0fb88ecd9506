import type { Kernel } from "../kernels/index.js";
import { allFinite } from "../numeric/index.js";
import { type MatrixShape, readDiagonal, readRows } from "./matrix.js";
import type { IntegroDifferentialProblem, Value } from "./problem.js";
import { refuse, refuseType } from "./refuse.js";
import type { System } from "./system.js";
import { type Codec, codecLike, isList, readNumber } from "./value.js";

/** A kernel in real arrays. */
export interface KernelValue extends Pick<System, "size" | "convolution" | "kernel"> {
  /** The shape of the integral. */
  readonly integral: Codec;
}

export interface KernelContext {
  /** The shapes of y and of the integrand. */
  readonly codec: Codec;
  readonly signal: Codec;
  readonly counter: System["counter"];
  /** A point between the limits at some x, if there is any. */
  readonly sample: { readonly x: number; readonly s: number } | null;
}

/** Puts the kernel of a problem into real arrays; its value at one point says what shape it has. */
export function readKernel(
  { kernel, nonlinearKernel }: IntegroDifferentialProblem<Value>,
  context: KernelContext,
): KernelValue {
  const { sample } = context;
  if (typeof kernel === "object" && !nonlinearKernel) return readConvolution(kernel, context);
  const given = (kernel as (x: number, s: number) => unknown) ?? (() => 0);
  return readFunction(given, { ...context, first: sample ? given(sample.x, sample.s) : 0 });
}

/** Kernel objects: one for all components, or one for each. */
function readConvolution(kernel: unknown, { signal, counter }: KernelContext): KernelValue {
  const list: readonly Kernel[] = isList(kernel) ? (Array.from(kernel) as Kernel[]) : [kernel as Kernel];
  for (const one of list) {
    if (typeof one?.weight !== "function") refuseType("kernel", "a function, a kernel or an array of kernels", one);
  }
  if (isList(kernel) && list.length !== signal.length) {
    refuseType("kernel.length", `the integrand's ${signal.length}`, list.length);
  }
  const kernels = list.length === 1 ? list : list.flatMap((one) => Array<Kernel>(signal.parts).fill(one));
  return {
    size: kernels.length,
    convolution: kernels,
    integral: signal,
    kernel(x, s, age, out) {
      for (let c = 0; c < kernels.length; c++) {
        counter.evaluations++;
        const weight = kernels[c]!.weight(age);
        if (!Number.isFinite(weight)) refuse(`kernel.weight(x − s) at x = ${x}, s = ${s}`, "finite", weight);
        out[c] = weight;
      }
    },
  };
}

/** A number, which multiplies every component, or a matrix; `first` is the value that says which. */
function readFunction(
  kernel: (x: number, s: number) => unknown,
  { counter, codec, signal, first }: KernelContext & { readonly first: unknown },
): KernelValue {
  const { parts } = codec;
  const isMatrix = isList(first) && first.length > 0;
  const shape: MatrixShape = { rows: isMatrix ? first.length : signal.length, columns: signal.length, parts };
  const size = isMatrix || parts === 2 ? shape.rows * shape.columns * parts ** 2 : 1;
  const noun = parts === 2 ? "complex number" : "number";
  const name = isMatrix ? `an array of ${shape.rows} rows of ${shape.columns} ${noun}s` : `a ${noun}`;
  const read = (value: unknown, out: Float64Array): boolean => {
    if (isMatrix) return readRows(value, shape, out);
    if (isList(value)) return false;
    return size === 1 ? readNumber(value, 1, out, 0) : readDiagonal(value, shape, out);
  };
  const height = shape.rows === codec.length ? codec : codecLike(Array<number>(shape.rows).fill(0), parts)!;
  return {
    size,
    convolution: null,
    integral: isMatrix ? height : signal,
    kernel(x, s, _age, out) {
      counter.evaluations++;
      const value = kernel(x, s);
      const fits = read(value, out);
      if (fits && allFinite(out, size)) return;
      const place = `kernel(x, s) at x = ${x}, s = ${s}`;
      if (fits) refuse(place, "finite", value);
      else refuseType(place, name, value);
    },
  };
}
