import { type RegionGrids, scalarRegionGrids } from "../../../src/certificates/index.js";
import type { Job } from "./job.js";

export interface CertificatesRegionInput {
  /** Learning rate of the plane of rates. */
  readonly lr: number;
  /** Columns and rows of each plane. */
  readonly size: number;
}

/** Where the scalar Lyapunov condition of Adam holds, over the factors and over the rates. */
export const certificatesRegionJob: Job<CertificatesRegionInput, RegionGrids> = (input) => scalarRegionGrids(input);
