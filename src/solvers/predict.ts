import type { MemoryTerm, Model } from "../models/index.js";
import { addResponse, lagrangeBasis } from "../numeric/index.js";

/**
 * The causal equation that comes nearest to a model that looks ahead: what a memory will be after `advance` is taken as
 * if its signal stayed as it is, `memory(t + advance) ≈ ρ·memory(t) + G·signal(t)`.
 *
 * G = ∫₀^advance weight, ρ = weight(advance)/weight(0). An ordinary equation with memory, solved step by step without
 * look-ahead; its solution is where the search for the real one starts. Exact for a constant signal.
 */
export function predictorModel(model: Model): Model {
  const parts = model.memory.map((term) => ({ ...frozen(term, model.advance), term }));
  const ahead = model.memory.map(({ size }) => new Float64Array(size));
  return {
    ...model,
    advance: 0,
    field(t, y, drive, memory, out) {
      for (const [index, { fading, gain, term }] of parts.entries()) {
        const values = ahead[index]!;
        term.integrand(drive, values);
        for (let c = 0; c < values.length; c++) values[c] = fading * memory[index]![c]! + gain * values[c]!;
      }
      model.field(t, y, drive, ahead, out);
    },
  };
}

function frozen({ kernel }: MemoryTerm, advance: number): { fading: number; gain: number } {
  const basis = lagrangeBasis(Float64Array.of(1));
  let gain = 0;
  for (const block of kernel.realization!) {
    const response = new Float64Array(block.order);
    addResponse(block, { basis, length: advance, upper: advance, at: advance }, response);
    for (let o = 0; o < block.order; o++) gain += block.c[o]! * response[o]!;
  }
  const young = kernel.weight(0);
  return { gain, fading: young > 0 && young < Infinity ? kernel.weight(advance) / young : 1 };
}
