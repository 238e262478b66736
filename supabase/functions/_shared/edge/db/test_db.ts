/** A database for unit tests: its functions answer what the test says, and every call is kept. */
import { createClient } from "@supabase/supabase-js";
import type { Db } from "./client.ts";

export type Args = Record<string, unknown>;

/** A failure as the API answers it. */
export class SqlError extends Error {
  constructor(readonly code: string) {
    super("made up by a test");
  }
}

/** `functions` by name, which may take their time; one that throws a SqlError fails so, one that is missing answers null. */
export function testDb(functions: Record<string, (args: Args) => unknown>) {
  const calls: { name: string; args: Args }[] = [];
  const answer = async (input: RequestInfo | URL, init?: RequestInit) => {
    const name = new URL(`${input}`).pathname.split("/").at(-1)!;
    const args: Args = JSON.parse(`${init?.body}`);
    calls.push({ name, args });
    try {
      return Response.json(await functions[name]?.(args) ?? null);
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      const { code, message } = error;
      return Response.json({ code, message }, { status: 400 });
    }
  };
  const [url, key] = ["http://127.0.0.1:9", "sb_secret_x"];
  const auth = { persistSession: false, autoRefreshToken: false };
  const client = createClient(url, key, { auth, global: { fetch: answer } });
  const db: Db = { client, url, key };
  return { db, calls, named: (name: string) => calls.filter((call) => call.name === name) };
}
