/**
 * Streams of random numbers of one seed, one for each purpose, so that none depends on how many numbers another one takes.
 *
 * From `parameters` on each block of a network has its own; from `batches` on each pass through the samples.
 */
export const streams = {
  trainSamples: 1,
  testSamples: 2,
  interior: 3,
  boundary: 4,
  testPoints: 5,
  parameters: 2 ** 20,
  batches: 2 ** 32,
} as const;
