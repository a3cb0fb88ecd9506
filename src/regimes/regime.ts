/** What a run can do, in the order of precedence in which a diagnosis names it. */
export const regimes = ["converged", "spike", "oscillation", "divergence", "undecided"] as const;

/** What a run does: see docs/theory/regimes.md for the definitions. */
export type Regime = (typeof regimes)[number];
