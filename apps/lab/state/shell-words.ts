/** Characters that no POSIX shell reads anything into. */
const plain = /^[\w.,:=@%+/-]+$/;

/** Words as one command line of a POSIX shell: each stays one word with these characters, whatever they are. */
export function shellLine(words: readonly string[]): string {
  return words.map((word) => (plain.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(" ");
}
