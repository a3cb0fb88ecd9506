import type { StageName } from "./anatomy.js";

/** What happens in each stage of a spike, as part of a sentence. */
export const stageMeanings: Readonly<Record<StageName, string>> = {
  decrease: "g² and v fall together",
  decoupling: "g² is far below v, which falls at its own rate: q rises",
  instability: "q is above 2/lr, and the gradient grows, still far below √v",
  spike: "v takes in the large gradient, until the loss is largest",
  recovery: "q is below 2/lr again, and half of the rise is undone",
};
