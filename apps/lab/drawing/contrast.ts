/** A colour as `#rrggbb`. */
export type HexColour = string;

/** How far apart two colours are in lightness, from 1 to 21, by WCAG 2; what is 3 or more apart is told apart by nearly all. */
export function contrast(one: HexColour, other: HexColour): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** A share of a colour, the rest of another. */
export function mixed(colour: HexColour, other: HexColour, share: number): HexColour {
  const [over, below] = [partsOf(colour), partsOf(other)];
  const parts = over.map((part, k) => Math.round(share * part + (1 - share) * below[k]!));
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** Relative luminance by WCAG 2. */
function luminance(colour: HexColour): number {
  const [red, green, blue] = partsOf(colour)
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function partsOf(colour: HexColour): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
