import type { Kernel } from "../kernels/index.js";
import type { MemoryTerm, Model } from "../models/index.js";
import { addResponse, exponential, lagrangeBasis } from "../numeric/index.js";

/**
 * The causal equation that comes nearest to a model that looks ahead: what a memory will be after `advance` is taken as
 * if its signal stayed as it is, `memory(t + advance) ≈ ∫₀ᵗ weight(t + advance − s)·signal(s) ds + G·signal(t)`.
 *
 * G = ∫₀^advance weight; the integral is a memory with an older kernel. An ordinary equation with memory, solved step by
 * step without look-ahead; its solution is where the search for the real one starts. Exact for a constant signal.
 */
export function predictorModel(model: Model): Model {
  const parts = model.memory.map((term) => ({ gain: youngGain(term, model.advance), term }));
  const ahead = model.memory.map(({ size }) => new Float64Array(size));
  return {
    ...model,
    advance: 0,
    memory: model.memory.map((term) => ({ ...term, kernel: olderKernel(term.kernel, model.advance) })),
    field(t, y, drive, memory, out) {
      for (const [index, { gain, term }] of parts.entries()) {
        const values = ahead[index]!;
        term.integrand(drive, values);
        for (let c = 0; c < values.length; c++) values[c] = memory[index]![c]! + gain * values[c]!;
      }
      model.field(t, y, drive, ahead, out);
    },
  };
}

/** `∫₀^advance weight`. */
function youngGain({ kernel }: MemoryTerm, advance: number): number {
  const basis = lagrangeBasis(Float64Array.of(1));
  let gain = 0;
  for (const block of kernel.realization!) {
    const response = new Float64Array(block.order);
    addResponse(block, { basis, length: advance, upper: advance, at: advance }, response);
    for (let o = 0; o < block.order; o++) gain += block.c[o]! * response[o]!;
  }
  return gain;
}

/** `weight(age + advance)`: the same states, read `advance` later without a new signal. */
function olderKernel({ weight, realization }: Kernel, advance: number): Kernel {
  return {
    weight: (age) => weight(age + advance),
    realization: realization!.map((block) => {
      const { order, c } = block;
      const matrix = exponential(block, advance, new Float64Array(order * order));
      const older = new Float64Array(order);
      for (let o = 0; o < order; o++) for (let r = 0; r < order; r++) older[o]! += c[r]! * matrix[r * order + o]!;
      return { ...block, c: older };
    }),
  };
}
