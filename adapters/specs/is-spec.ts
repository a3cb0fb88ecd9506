/** Whether a text on the command line means the spec of a network, which knows where it starts. */
export function isSpec(text: string): boolean {
  return /\.(?:ya?ml|json)$/.test(text.trim());
}
