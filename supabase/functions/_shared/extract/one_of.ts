/** Any of the parts of a pattern, each of which may stand on a line of its own with its example. */
export function oneOf(...parts: string[]): string {
  return `(?:${parts.join("|")})`;
}
