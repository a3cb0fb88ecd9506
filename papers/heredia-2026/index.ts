import { figure01 } from "./figure-01.js";
import { figure02 } from "./figure-02.js";
import { figure03 } from "./figure-03.js";
import { figure04 } from "./figure-04.js";
import { figure05 } from "./figure-05.js";
import { figure06 } from "./figure-06.js";
import { figure07 } from "./figure-07.js";
import { figure08 } from "./figure-08.js";
import { figure09 } from "./figure-09.js";
import { figure10 } from "./figure-10.js";
import { figure11 } from "./figure-11.js";
import { paperName } from "./setup.js";

/** C. Heredia, "From Adam to Adam-Like Lagrangians: Second-Order Nonlocal Dynamics". */
export const heredia2026 = {
  name: paperName,
  title: "From Adam to Adam-Like Lagrangians: Second-Order Nonlocal Dynamics",
  authors: "C. Heredia",
  arxiv: "2602.09101",
  notes: [
    "Figures 1–5 are the paper’s; from 6 on they are further experiments of it, and ours. The second-order model is solved to 1e-10; what the author’s own numerics make of it stands beside it.",
  ],
  studies: [
    figure01,
    figure02,
    figure03,
    figure04,
    figure05,
    figure06,
    figure07,
    figure08,
    figure09,
    figure10,
    figure11,
  ],
};
