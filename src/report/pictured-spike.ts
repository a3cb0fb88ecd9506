/** A spike with its stages, as an anatomy has them; steps are numbers of updates. */
export interface PicturedSpike {
  readonly onset: number;
  readonly peak: number;
  readonly recovery: number | null;
  readonly decades: number;
  readonly crossing: number | null;
  readonly settled: number | null;
  readonly stages: readonly { readonly name: string; readonly from: number | null; readonly to: number | null }[];
}
