import { createObjective } from "../../src/objectives/index.js";
import { caseOf, objective } from "./setup.js";

export const c = 1.5;
export const lr = 0.01;
/** The author's number of steps. */
export const authorSteps = 270;
/**
 * Ours: up to t = 2.6. θ then circles the minimum with g² falling as fast as v can forget; by 2.66 the rounding of the
 * past decides about v, and by 2.7 the equation has no solution that could be told from others to 1e-5.
 */
export const steps = 260;
export const beta2 = 0.2;
export const factors = caseOf(0.5, beta2);
/** Rows a step of the equations. */
export const perStep = 5;

export const loss = createObjective(objective, [c]);

/** √(1 − 2β2): the frequency of the second moment's kernel, in 1/lr. */
export const rho = Math.sqrt(1 - 2 * beta2);
/** e^(−π/ρ). */
export const bound = Math.exp(-Math.PI / rho);
/** Half a period of the kernel, unit time. */
export const delay = (Math.PI * lr) / rho;
