/** What keys are called elsewhere, in lower case without hyphens and underscores. */
const meant: ReadonlyMap<string, readonly string[]> = new Map([
  ["learningrate", ["lr"]],
  ["stepsize", ["lr"]],
  ["epochs", ["steps"]],
  ["iterations", ["steps"]],
  ["batchsize", ["batch"]],
  ["betas", ["beta1", "beta2"]],
  ["eps", ["epsilon"]],
]);

/** The keys that a key of another program means; none where it is not known. */
export function usualNames(key: string): readonly string[] {
  return meant.get(key.toLowerCase().replace(/[-_ ]/g, "")) ?? [];
}
