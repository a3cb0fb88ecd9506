import { createObjective } from "../../src/objectives/index.js";
import { caseOf, objective } from "./setup.js";

export const c = 1.5;
export const lr = 0.01;
export const steps = 270;
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
