/** Reads the Test Anything Protocol as written by pgTAP: a plan, results, and comments on them. */

/** Failures with their comments; empty if all planned tests ran and passed. */
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
