/** Who comes first in a list "A. One, B. Two", and whether nobody else is there. */
export function firstAuthor(authors: string): { readonly surname: string; readonly isAlone: boolean } {
  const names = authors.split(", ");
  return { surname: names[0]!.split(" ").at(-1)!, isAlone: names.length === 1 };
}
