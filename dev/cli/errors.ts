/** Errors that end a command without a stack trace, because its user can fix them. */

/** Wrong arguments: printed with the usage, exit code 2. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** A file or server that cannot be used: printed as one sentence, exit code 1. */
export class InputError extends Error {
  override name = "InputError";
}
