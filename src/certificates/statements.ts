import { findByName } from "../numeric/index.js";
import { edgeOfStability } from "./edge-of-stability.js";
import { h1Lemma2 } from "./h1-lemma-2.js";
import { h1Lemma3 } from "./h1-lemma-3.js";
import { h1Lemma4 } from "./h1-lemma-4.js";
import { h1Lemma5 } from "./h1-lemma-5.js";
import { h1Proposition4 } from "./h1-proposition-4.js";
import { h1Theorem1 } from "./h1-theorem-1.js";
import { h1Theorem2 } from "./h1-theorem-2.js";
import { h1Theorem3 } from "./h1-theorem-3.js";
import { h1Theorem4 } from "./h1-theorem-4.js";
import { h1Theorem5 } from "./h1-theorem-5.js";
import { h1Theorem6 } from "./h1-theorem-6.js";
import { largestStep } from "./largest-step.js";
import { mProposition1 } from "./m-proposition-1.js";
import { mProposition2 } from "./m-proposition-2.js";
import { mProposition3 } from "./m-proposition-3.js";
import { mProposition4 } from "./m-proposition-4.js";
import { mStability } from "./m-stability.js";
import { memoryGap } from "./memory-gap.js";
import { rmspropStep } from "./rmsprop-step.js";
import type { Statement } from "./statement.js";

/** Every statement, in reading order. To add one, write its file and add it here. */
export const statements: readonly Statement[] = [
  h1Lemma2,
  h1Lemma3,
  h1Theorem1,
  h1Theorem2,
  h1Lemma4,
  h1Theorem3,
  h1Proposition4,
  h1Lemma5,
  h1Theorem4,
  h1Theorem5,
  h1Theorem6,
  mProposition1,
  mProposition2,
  mProposition3,
  mProposition4,
  mStability,
  edgeOfStability,
  largestStep,
  memoryGap,
  rmspropStep,
];

/**
 * The statement of a name.
 *
 * @throws {RangeError} if there is none; the sentence names the nearest ones.
 * @example
 * findStatement("h1-theorem-2").paper; // "2411.09734"
 */
export function findStatement(name: string): Statement {
  return findByName(statements, name, { action: "certify", what: "theorem" });
}
