/** A text in lines of at most `longest` characters, broken after semicolons where there are some, else at spaces. */
export function breakLines(text: string, longest: number): readonly string[] {
  const lines: string[] = [];
  let rest = text.trim();
  while (rest.length > longest) {
    const head = rest.slice(0, longest + 1);
    const semicolon = head.lastIndexOf("; ");
    const place = semicolon > longest / 3 ? semicolon + 1 : head.lastIndexOf(" ");
    const end = place > 0 ? place : longest;
    lines.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  return rest === "" ? lines : [...lines, rest];
}
