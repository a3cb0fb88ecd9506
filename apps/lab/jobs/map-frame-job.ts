import { type MapOverlays, type MapSubject, mapOverlays, mapSubject } from "../../../src/maps/index.js";
import type { Job } from "./job.js";
import { openMap } from "./map-job.js";

/** What a map has beside its cells. */
export interface MapFrame {
  readonly subject: MapSubject;
  readonly theta0: readonly number[];
  readonly overlays: MapOverlays;
}

/** The lines that theory draws into a map, and where its runs start. */
export const mapFrameJob: Job<{ readonly map: string }, MapFrame> = async ({ map }) => {
  const { objective, plan } = await openMap(map);
  const subject = mapSubject(objective);
  return { subject, theta0: Array.from(plan.settings.theta0), overlays: mapOverlays(plan, subject) };
};
