import type { Blocks } from "./blocks.js";
import type { RunningTop } from "./running-top.js";
import type { LogSeries } from "./scale.js";
import type { Settled } from "./settled.js";
import type { Trend } from "./trend.js";

/** A series and what is read from it as a whole. */
export interface SeriesShape {
  readonly series: LogSeries;
  readonly top: RunningTop;
  readonly blocks: Blocks;
  readonly settled: Settled;
  readonly trend: Trend;
}
