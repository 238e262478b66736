/** Reads the Test Anything Protocol as far as pgTAP writes it: a plan, results, and comments on them. */

/** What went wrong, with the comments on it; empty where everything planned was run and passed. */
export function failuresOf(tap: string): string[] {
  const lines = tap.split("\n");
  const planned = Number(/^1\.\.(\d+)$/m.exec(tap)?.[1] ?? NaN);
  const results = lines.filter((line) => /^(not )?ok\b/.test(line));
  const failures: string[] = [];
  let isFailing = false;
  for (const line of lines) {
    if (!line.startsWith("#")) isFailing = line.startsWith("not ok");
    if (isFailing) failures.push(line);
  }
  if (results.length !== planned) {
    failures.push(
      `Cannot trust the results as ${planned} tests are planned: ${results.length} ran`,
    );
  }
  return failures;
}
