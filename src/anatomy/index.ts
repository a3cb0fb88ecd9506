export {
  type Alarm,
  type AnatomisedSpike,
  type AnatomySeries,
  type SpikeAnatomy,
  type SpikeStage,
  type StageName,
  stageNames,
} from "./anatomy.js";
export type { AnatomyMethodOptions } from "./anatomy-method.js";
export { describeAlarms } from "./describe-alarms.js";
export type { LookedAtOptions } from "./looked-at.js";
export { type SpikeAnatomyOptions, spikeAnatomy } from "./spike-anatomy.js";
export { stageMeanings } from "./stage-meanings.js";
