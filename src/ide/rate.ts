import { allFinite, zeros } from "../numeric/index.js";
import { readDiagonal } from "./matrix.js";
import type { IntegroDifferentialProblem, Value } from "./problem.js";
import { refuse, refuseType } from "./refuse.js";
import { differences, type System } from "./system.js";
import type { Codec } from "./value.js";

export interface RateContext {
  readonly codec: Codec;
  /** The shape of the integral. */
  readonly integral: Codec;
  /** Reads what a function returned into `out`. */
  read(name: string, value: unknown, shape: Codec, out: Float64Array): void;
}

type Rate = Pick<System, "rate" | "jacobians">;

/** `f(x, y, z)`, or `c(x, y) + d(x)·z`, with its derivatives. */
export function createRate(problem: IntegroDifferentialProblem<Value>, context: RateContext): Rate {
  return problem.field ? fieldRate(problem, context) : linearRate(problem, context);
}

function fieldRate(problem: IntegroDifferentialProblem<Value>, { codec, integral, read }: RateContext): Rate {
  const rate: System["rate"] = (x, y, z, out) =>
    read(`field(x, y, integral) at x = ${x}`, problem.field!(x, codec.write(y), integral.write(z)), codec, out);
  return {
    rate,
    jacobians({ x, y, z, value }, byY, byZ) {
      differences((moved, out) => rate(x, moved, z, out), { y, value }, byY);
      differences((moved, out) => rate(x, y, moved, out), { y: z, value }, byZ);
    },
  };
}

function linearRate(problem: IntegroDifferentialProblem<Value>, { codec, read }: RateContext): Rate {
  const { size } = codec;
  const writeScale = createScale(problem, codec);
  const local = (x: number, y: Float64Array, out: Float64Array) =>
    read(`local(x, y) at x = ${x}`, problem.local!(x, codec.write(y)), codec, out);
  const plain = zeros(size);
  const scale = zeros(size * size);
  return {
    rate(x, y, z, out) {
      local(x, y, out);
      writeScale(x, scale);
      for (let i = 0; i < size; i++) {
        for (let j = 0; j < size; j++) out[i]! += scale[i * size + j]! * z[j]!;
      }
    },
    jacobians({ x, y }, byY, byZ) {
      // the derivative of the local part alone, so that a large integral costs it no digits
      local(x, y, plain);
      differences((moved, out) => local(x, moved, out), { y, value: plain }, byY);
      writeScale(x, byZ);
    },
  };
}

/** Writes `d(x)` as a matrix. */
function createScale({ scale }: IntegroDifferentialProblem<Value>, { parts, length, name }: Codec) {
  const shape = { rows: length, columns: length, parts };
  return (x: number, out: Float64Array): void => {
    const value: unknown = scale ? scale(x) : 1;
    if (!readDiagonal(value, shape, out)) refuseType(`scale(x) at x = ${x}`, `a number, or ${name}`, value);
    if (!allFinite(out)) refuse(`scale(x) at x = ${x}`, "finite", value);
  };
}
