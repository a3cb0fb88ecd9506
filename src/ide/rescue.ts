import type { March } from "./march.js";
import type { RunContext } from "./run.js";
import { marchOnce } from "./solve-marching.js";
import type { System } from "./system.js";

/** Accuracy of a guess. */
const ROUGH = 1e-6;

/**
 * A guess where none is found from the initial value, or where the solution blows up: the solution itself where the
 * problem is causal, else that of the equation without its integral.
 */
export function marchGuess(context: RunContext): March {
  const { isCausal, system, options } = context;
  const whole = isCausal ? context : { ...context, system: withoutIntegral(system), isPlain: false };
  const onElement = () => {};
  return marchOnce(
    { ...whole, onElement, options: { ...options, tolerance: ROUGH } },
    { local: ROUGH, step: null, before: null },
  );
}

/** No stretch of the integral is ever looked at. */
function withoutIntegral(system: System): System {
  return { ...system, limits: (_x, out) => void out.fill(system.start) };
}
