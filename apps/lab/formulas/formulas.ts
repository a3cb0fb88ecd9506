/** What each control changes and what each view shows, in TeX. Symbols are those of ARCHITECTURE.md. */
export const formulas = {
  objective: String.raw`f(\theta)`,
  theta0: String.raw`\theta_0`,
  lr: String.raw`\theta_{k+1} = \theta_k - \alpha\,\hat m_k/(\sqrt{\hat v_k}+\varepsilon)`,
  beta1: String.raw`m_{k+1} = \beta_1 m_k + (1-\beta_1)\,g_k`,
  beta2: String.raw`v_{k+1} = \beta_2 v_k + (1-\beta_2)\,g_k^2`,
  epsilon: String.raw`\sqrt{\hat v_k}+\varepsilon`,
  steps: String.raw`T = N\alpha`,
  momentum: String.raw`m_{k+1} = \mu m_k + g_k`,
  weightDecay: String.raw`g_k + w\,\theta_k`,
  velocity0: String.raw`\theta'(0)`,
} as const;

export type FormulaName = keyof typeof formulas;
