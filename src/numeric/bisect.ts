/**
 * The last moment between `inside` and `outside` at which a condition that holds at the one and not at the other still
 * holds, to the last digit.
 *
 * The two may stand in either order. Where the condition changes more than once, one of the changes is found.
 *
 * @example
 * bisect((x) => x * x < 2, { inside: 1, outside: 2 }); // 1.414213562373095
 */
export function bisect(
  holds: (x: number) => boolean,
  { inside, outside }: { readonly inside: number; readonly outside: number },
): number {
  let [within, beyond] = [inside, outside];
  for (;;) {
    const middle = 0.5 * (within + beyond);
    if (middle === within || middle === beyond) return within;
    if (holds(middle)) within = middle;
    else beyond = middle;
  }
}
