import { checkField, checkName } from "./check-field.js";
import type { Domain } from "./task.js";

const areNumbers = (values: unknown): boolean =>
  Array.isArray(values) && values.length > 0 && values.every((value) => Number.isFinite(value));

/**
 * Checks a domain and returns its dimension.
 *
 * @throws {RangeError} that names the first field that is wrong.
 */
export function checkDomain(domain: Domain, action = "sample the domain"): number {
  checkName(["box", "ball"], { action, field: "domain.kind", value: domain.kind });
  const must = "one or more finite numbers";
  if (domain.kind === "ball") {
    const { center, radius } = domain;
    checkField(areNumbers(center), { action, field: "domain.center", must, value: center });
    const isRadius = Number.isFinite(radius) && radius > 0;
    checkField(isRadius, { action, field: "domain.radius", must: "a finite number > 0", value: radius });
    return center.length;
  }
  const { lower, upper } = domain;
  checkField(areNumbers(lower), { action, field: "domain.lower", must, value: lower });
  checkField(areNumbers(upper), { action, field: "domain.upper", must, value: upper });
  const isPair = upper.length === lower.length;
  checkField(isPair, {
    action,
    field: "domain.upper",
    must: `${lower.length} numbers, as many as lower`,
    value: upper,
  });
  for (const [k, low] of lower.entries()) {
    const isOrdered = low < upper[k]! && upper[k]! - low < Infinity;
    checkField(isOrdered, { action, field: `domain.upper[${k}]`, must: `> lower[${k}], ${low}`, value: upper[k] });
  }
  return lower.length;
}
