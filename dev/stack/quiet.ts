/**
 * Replaces console.error of @supabase/lite, which prints every error of Postgres with its stack.
 * Clients get the error anyway, and errors are often expected (RLS). Prints one line per error to
 * `log` instead.
 */
export function divertRefusals(log: (line: string) => void): Disposable {
  const print = console.error;
  console.error = (...values: unknown[]) => {
    const [error] = values;
    if (isRefusal(error)) log(`${error.code} ${error.message}`);
    else print(...values);
  };
  return { [Symbol.dispose]: () => void (console.error = print) };
}

interface Refusal extends Error {
  code: string;
}

/** Both drivers give an error a SQLSTATE of five characters and a severity. */
const isRefusal = (error: unknown): error is Refusal =>
  error instanceof Error && "severity" in error && "code" in error;
