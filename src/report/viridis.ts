/** Every sixteenth colour of viridis, from dark to bright. */
export const viridisStops = [
  0x440154, 0x481a6c, 0x472f7d, 0x414487, 0x39568c, 0x31688e, 0x2a788e, 0x23888e, 0x1f988b, 0x22a884, 0x35b779,
  0x54c568, 0x7ad151, 0xa5db36, 0xd2e21b, 0xfde725,
] as const;

export type Rgb = readonly [red: number, green: number, blue: number];

/**
 * The colour at a share of the scale, in [0, 1]: evenly bright steps for every kind of colour vision.
 *
 * @see S. van der Walt, N. Smith, matplotlib 1.5.
 */
export function viridis(share: number): Rgb {
  const place = Math.min(1, Math.max(0, share)) * (viridisStops.length - 1);
  const first = Math.min(viridisStops.length - 2, Math.floor(place));
  const [one, other] = [rgbOf(viridisStops[first]!), rgbOf(viridisStops[first + 1]!)];
  const between = (k: 0 | 1 | 2): number => Math.round(one[k] + (place - first) * (other[k] - one[k]));
  return [between(0), between(1), between(2)];
}

/** A colour written as one number, 0xrrggbb. */
export function rgbOf(code: number): Rgb {
  return [code >> 16, (code >> 8) & 255, code & 255];
}
