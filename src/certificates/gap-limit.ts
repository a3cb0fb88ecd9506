import { observedOrder } from "../trajectory/index.js";
import type { FlowGap } from "./statement.js";

/** What distances at halved learning rates say of their limit. */
export interface GapLimit {
  /** Whether they behave as for small learning rates: they fall towards 0, or settle elsewhere. */
  readonly isSettled: boolean;
  /** Their limit by extrapolation; null where they say nothing of it or fall faster than any power shows. */
  readonly limit: number | null;
  /** From this gap on they are held against each other. */
  readonly first: number;
  /** The last gap over the one before; NaN with fewer than two. */
  readonly ratio: number;
  /** Slope of log gap over log η at the last three; null where there is none. */
  readonly order: number | null;
}

/** Options of {@link limitOfGaps}. */
export interface GapLimitOptions {
  /** Size to which gaps are known, ≥ 0. */
  readonly resolution: number;
  /** Learning rates up to this are small whatever the gaps say, unit time, ≥ 0. */
  readonly small: number;
}

/** Differences of a geometric sequence shrink at least like this. */
const SLOWEST = 0.9;

/**
 * The limit of distances at η, η/2, η/4, …: by Aitken's Δ² from the last three, `g₃ − Δ₂²/(Δ₁ − Δ₂)` with falls
 * Δ₁ = g₁ − g₂, Δ₂ = g₂ − g₃, which is exact for `C + Dη^p`.
 *
 * They count as settled where they fall so that not more than half of the last one is left in the limit, or where the last
 * is not resolved any more. A larger limit is only believed at learning rates that are small for other reasons, and where
 * four gaps are clearly `C + Dη^p`: while memories are longer than what happens, gaps can rise to a plateau before they
 * fall.
 */
export function limitOfGaps(gaps: readonly FlowGap[], { resolution, small }: GapLimitOptions): GapLimit {
  const values = gaps.map(({ gap }) => gap);
  const n = values.length;
  const ratio = n < 2 ? Number.NaN : values[n - 1]! / values[n - 2]!;
  const first = Math.max(0, n - 3);
  const nothing = { isSettled: false, limit: null, first, ratio, order: orderOf(gaps.slice(-3)) };
  if (n < 3 || !values.slice(-3).every(Number.isFinite)) return nothing;
  const [g1, g2, g3] = values.slice(-3) as [number, number, number];
  if (g3 <= 2 * resolution) return { ...nothing, isSettled: true, first: n - 1 };
  const limit = extrapolate(g1, g2, g3);
  if (g3 < g2 && g2 < g1) {
    if (limit === null) return { ...nothing, isSettled: g3 <= 0.6 * g1 };
    if (limit <= 0.5 * g3) return { ...nothing, isSettled: true, limit };
  }
  if (!(gaps[n - 3]!.lr <= small)) return nothing;
  // to say that they do not fall to 0 takes more than three
  const before = n < 4 ? null : extrapolate(values[n - 4]!, g1, g2);
  const stands = isFlat(values.slice(-4), resolution)
    ? g3
    : before !== null && limit !== null && Math.abs(before - limit) <= 0.1 * Math.abs(limit) && limit > 0.75 * g3
      ? limit
      : null;
  return stands === null ? nothing : { ...nothing, isSettled: true, limit: stands };
}

/** Aitken's limit of three; null where their differences do not shrink with one sign. */
function extrapolate(g1: number, g2: number, g3: number): number | null {
  const [d1, d2] = [g1 - g2, g2 - g3];
  const shrink = d2 / d1;
  return shrink > 0 && shrink <= SLOWEST ? g3 - (d2 * shrink) / (1 - shrink) : null;
}

function isFlat(values: readonly number[], resolution: number): boolean {
  return values.length === 4 && Math.max(...values) - Math.min(...values) <= resolution;
}

function orderOf(gaps: readonly FlowGap[]): number | null {
  return (
    observedOrder(
      gaps.map(({ lr }) => lr),
      gaps.map(({ gap }) => gap),
    )?.slope ?? null
  );
}
