import { figure02 } from "./figure-02.js";
import { figure03 } from "./figure-03.js";
import { figure05 } from "./figure-05.js";
import { figure06 } from "./figure-06.js";
import { figure07 } from "./figure-07.js";
import { paperName } from "./setup.js";

/** C. Ma, L. Wu and W. E, "A Qualitative Study of the Dynamic Behavior for Adaptive Gradient Algorithms". */
export const ma2020 = {
  name: paperName,
  title: "A Qualitative Study of the Dynamic Behavior for Adaptive Gradient Algorithms",
  authors: "C. Ma, L. Wu, W. E",
  arxiv: "2009.06125",
  notes: [
    "The part without neural networks: figures 5 and 6, and of figures 2, 3 and 7 what is about the algorithms and their flows, on analytic problems in place of the paper’s network. Figures 1, 4, 8, 9 and 10 are about networks and are not run.",
    "The paper’s letters: α is the factor of the second moment (beta2), β that of the first (beta1), η the learning rate; a = (1 − α)/η, b = (1 − β)/η.",
  ],
  studies: [figure02, figure03, figure05, figure06, figure07],
};
