import { combineStudies } from "../../src/experiments/index.js";
import { figure01 } from "./figure-01.js";
import { figure02 } from "./figure-02.js";
import { figure02Network } from "./figure-02-network.js";
import { figure03 } from "./figure-03.js";
import { figure03Network } from "./figure-03-network.js";
import { figure04 } from "./figure-04.js";
import { figure05 } from "./figure-05.js";
import { figure06 } from "./figure-06.js";
import { figure07 } from "./figure-07.js";
import { figure07Network } from "./figure-07-network.js";
import { figure08 } from "./figure-08.js";
import { figure09 } from "./figure-09.js";
import { figure10 } from "./figure-10.js";
import { paperName } from "./setup.js";

/** C. Ma, L. Wu and W. E, "A Qualitative Study of the Dynamic Behavior for Adaptive Gradient Algorithms". */
export const ma2020 = {
  name: paperName,
  title: "A Qualitative Study of the Dynamic Behavior for Adaptive Gradient Algorithms",
  authors: "C. Ma, L. Wu, W. E",
  arxiv: "2009.06125",
  notes: [
    "Figures 2, 3 and 7 have two parts: the paper’s network, and what is about the algorithms and their flows, on analytic problems. Networks are evaluated in float32; parameters, moments and updates are float64.",
    "The paper’s letters: α is the factor of the second moment (beta2), β that of the first (beta1), η the learning rate; a = (1 − α)/η, b = (1 − β)/η.",
  ],
  studies: [
    figure01,
    combineStudies("Adam and RMSprop at small learning rates: the flows", [figure02Network, figure02]),
    combineStudies("How the rates a and b affect the speed", [figure03Network, figure03]),
    figure04,
    figure05,
    figure06,
    combineStudies("Three patterns of Adam: spikes, oscillation, a large loss", [figure07Network, figure07]),
    figure08,
    figure09,
    figure10,
  ],
};
