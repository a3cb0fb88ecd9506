/** Means of the losses of each whole pass through the samples, `batches` steps long; what is left at the end is left out. */
export function epochMeans(loss: Float64Array, batches: number): Float64Array {
  return Float64Array.from({ length: Math.floor(loss.length / batches) }, (_, epoch) => {
    const own = loss.subarray(epoch * batches, (epoch + 1) * batches);
    return own.reduce((sum, value) => sum + value, 0) / batches;
  });
}
