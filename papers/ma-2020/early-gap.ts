/** The losses of a run at the times k·lr. */
export interface TimedLoss {
  readonly lr: number;
  readonly loss: Float64Array;
}

/** The first step at which no more than `share` of the loss at the start is left; −1 if there is none. */
export function firstStepAt(loss: Float64Array, share: number): number {
  const level = share * loss[0]!;
  return loss.findIndex((value) => value <= level);
}

/**
 * `sup |f(X(t)) − f(x(t))| / f(x(0))` over the steps 0 … `until` of the reference x; the loss of X is taken as linear in time
 * between its steps, as it is drawn. Infinity where X ended before, or is not finite.
 */
export function earlyGap(algorithm: TimedLoss, reference: TimedLoss, { until }: { readonly until: number }): number {
  let gap = 0;
  for (let k = 0; k <= until; k++) {
    const value = lossAt(algorithm, k * reference.lr);
    const distance = Math.abs(value - reference.loss[k]!);
    if (!Number.isFinite(distance)) return Infinity;
    gap = Math.max(gap, distance);
  }
  return gap / reference.loss[0]!;
}

/** The loss at a time; NaN after the end. */
function lossAt({ lr, loss }: TimedLoss, time: number): number {
  // times are multiples of a learning rate up to rounding
  const place = Math.round((time / lr) * 1e9) / 1e9;
  const before = Math.floor(place);
  const share = place - before;
  if (share === 0) return loss[before] ?? Number.NaN;
  return (1 - share) * loss[before]! + share * (loss[before + 1] ?? Number.NaN);
}
