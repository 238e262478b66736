/**
 * @supabase/lite prints every refusal of Postgres with its stack, though the client is told and
 * a refusal is often what is wanted (RLS). One line a refusal goes to `log` instead.
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

/** Both drivers give an error its SQLSTATE, five characters, and the severity. */
const isRefusal = (error: unknown): error is Refusal =>
  error instanceof Error && "severity" in error && "code" in error;
