import { curvesStudy } from "../../src/experiments/index.js";
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
import { figure12 } from "./figure-12.js";
import { figure13 } from "./figure-13.js";
import { figure14 } from "./figure-14.js";
import { figure15 } from "./figure-15.js";
import { paperName } from "./setup.js";

/** C. Heredia, "Modeling AdaGrad, RMSProp, and Adam with Integro-Differential Equations", every figure of it. */
export const heredia2024 = {
  name: paperName,
  title: "Modeling AdaGrad, RMSProp, and Adam with Integro-Differential Equations",
  authors: "C. Heredia",
  arxiv: "2411.09734",
  notes: [
    "Each figure shows the discrete algorithm (thin, dashed) and its continuous equation (wide, pale) side by side; what was claimed about them is measured below it.",
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
    figure12,
    figure13,
    figure14,
    figure15,
  ].map(curvesStudy),
};
