/** An error of the admin API, with messages and codes of Supabase Auth. */
export class AdminError extends Error {
  override name = "AdminError";
  constructor(readonly status: number, readonly code: string, message: string) {
    super(message);
  }
}

/** The error for an unknown user. */
export const notFound = () => new AdminError(404, "user_not_found", "User not found");

/**
 * Converts any error to one of the admin API. Both drivers give errors of Postgres a SQLSTATE and
 * the constraint.
 */
export function asAdminError(error: unknown): AdminError {
  if (error instanceof AdminError) return error;
  const { code, constraint, constraint_name, message } = error as Record<string, string>;
  if (code !== "23505") {
    return new AdminError(500, "unexpected_failure", `Database error: ${message}`);
  }
  const taken = (what: string, name: string) =>
    new AdminError(422, name, `A user with this ${what} has already been registered`);
  const key = constraint ?? constraint_name ?? "";
  if (key.includes("phone")) return taken("phone number", "phone_exists");
  return key.includes("email")
    ? taken("email address", "email_exists")
    : taken("id", "user_already_exists");
}
