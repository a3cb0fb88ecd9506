// The solver of integro-differential equations: accuracy, speed, order, cost, size.
import { inFreshProcess } from "./support/process.mjs";

export const title = "Integro-differential equations";

const parts = ["published", "registry", "order", "scaling", "singular", "blow-up", "bundle"];

/** The parts, bench/ide-<part>.mjs, each in a process of its own. */
export function measure() {
  const results = parts.map((part) => {
    process.stderr.write(`  ${part} …\n`);
    return inFreshProcess(`ide-${part}`, "measure").result;
  });
  return { bars: results.flatMap(({ bars }) => bars), tables: results.flatMap(({ tables }) => tables) };
}
