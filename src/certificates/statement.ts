import type { Objective } from "../objectives/index.js";
import type { Trajectory } from "../trajectory/index.js";
import type { Certificate } from "./certificate.js";
import type { Named } from "./conclude.js";
import type { Method } from "./method.js";
import type { ConstantName, ProblemConstants } from "./problem-constants.js";
import type { Profile } from "./profile.js";

/**
 * What a statement is held against. `trajectory`: the method's own run. `adam-flow`, `sign-flow`: a run of one of the
 * local flows of arXiv 2009.06125. `sign-limit`, `flow-limit`: runs of the algorithm at falling learning rates beside such
 * a flow. `none`: nothing is needed; a trajectory is used where there is one.
 */
export type Evidence = "none" | "trajectory" | "adam-flow" | "sign-flow" | "sign-limit" | "flow-limit";

/** How far an algorithm at one learning rate is from a flow: `sup ‖X(t) − x(t)‖` on [0, T]. */
export interface FlowGap {
  /** Learning rate, unit time. */
  readonly lr: number;
  /** The distance, unit of θ, and where it is, unit time. */
  readonly gap: number;
  readonly at: number;
}

/** A run of a local flow and the ε it was made with. */
export interface FlowRun {
  readonly trajectory: Trajectory;
  readonly epsilon: number;
}

/** What a statement is applied to. What its evidence and `needs` do not name may be missing. */
export interface Subject {
  readonly method: Method;
  readonly objective: Objective | null;
  readonly constants: ProblemConstants;
  /** The method's own trajectory. */
  readonly profile: Profile | null;
  /** For `adam-flow` and `sign-flow`. */
  readonly flow?: FlowRun;
  /** For `sign-limit` and `flow-limit`, the largest learning rate first. */
  readonly gaps?: readonly FlowGap[];
}

/** A theorem as something that runs. */
export interface Statement extends Named {
  /** What it is about, in a few words. */
  readonly title: string;
  readonly evidence: Evidence;
  /** Constants of the objective without which it cannot be applied. */
  readonly needs: readonly ConstantName[];
  /** Why it does not speak of a method on so many parameters, as a sentence; null where it does. */
  excludes(method: Method, dimension: number): string | null;
  certify(subject: Subject): Certificate;
}
