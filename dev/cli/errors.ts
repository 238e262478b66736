/** What ends a command without a stack trace, as its user can mend it. */

/** Called wrongly: told with the usage, exit code 2. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** What was named cannot be used, a file or a server: told in one sentence, exit code 1. */
export class InputError extends Error {
  override name = "InputError";
}
