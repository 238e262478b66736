/**
 * The way to the database: the service's client. The files beside this one hold every call, one file a
 * subject; most are functions of the migrations, and `now` is an argument of each that looks at the time.
 */
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import type { Config } from "../config/config.ts";
import type { Database, Json } from "./database.types.ts";

/** The service's client, and what a call needs whose answer is bytes. */
export interface Db {
  client: SupabaseClient<Database>;
  url: string;
  key: string;
}

/** A call of the database that failed. `code` is its SQLSTATE or the API's own code. */
export class DbError extends Error {
  override name = "DbError";
  constructor(call: string, readonly code: string, message: string) {
    super(`Cannot ${call.replaceAll("_", " ")}: ${message} (${code})`);
  }

  /** The database refuses these values (SQLSTATE classes 22 and 23); it is well otherwise. */
  get isAboutData(): boolean {
    return /^2[23]/.test(this.code);
  }
}

export function openDb(config: Config): Db {
  const url = config.get("SUPABASE_URL");
  const key = config.get("SUPABASE_SECRET_KEY");
  const client = createClient<Database>(url, key, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  return { client, url, key };
}

type Functions = Database["public"]["Functions"];
type Name = keyof Functions;

/** Any parameter may be null, which the generated types do not know; dates travel as text. */
type Arguments<N extends Name> = {
  [Key in keyof Functions[N]["Args"]]: Argument<Functions[N]["Args"][Key]>;
};
type Argument<T> = Json extends T ? unknown : T extends string ? string | Date | null : T | null;

/** The columns of an answer; what is in them, jsonb above all, the caller knows better. */
type Answer<T> = Json extends T ? unknown
  : T extends (infer Row)[] ? { [Column in keyof Row]: unknown }[]
  : T | null;

/** A deadlock, a serialization failure, and a row that was deleted while a function referred to it. */
const COLLISIONS = ["40P01", "40001", "23503"];

/** Makes the call once more after a collision. For one transaction a call: a failed one changed nothing. */
export async function onceMore<T extends { error: { code: string } | null }>(
  call: () => PromiseLike<T>,
): Promise<T> {
  const answer = await call();
  return answer.error && COLLISIONS.includes(answer.error.code) ? await call() : answer;
}

/**
 * Calls a function of the migrations, once more where it collided with another transaction: every
 * call is a transaction of its own. @throws {DbError}
 */
export async function rpc<N extends Name, T extends Answer<Functions[N]["Returns"]>>(
  { client }: Db,
  name: N,
  args: Arguments<N>,
): Promise<T> {
  const { data, error } = await onceMore(() => client.rpc(name, args as Functions[N]["Args"]));
  if (error) throw new DbError(name, error.code, error.message);
  return data as T;
}

/** The client reads every answer as text, so bytes are fetched beside it. @throws {DbError} */
export async function rpcBytes<N extends Name>(
  { url, key }: Db,
  name: N,
  args: Arguments<N>,
): Promise<ArrayBuffer> {
  try {
    const response = await fetch(`${url}/rest/v1/rpc/${name}`, {
      method: "POST",
      headers: {
        apikey: key,
        Authorization: `Bearer ${key}`,
        "Content-Type": "application/json",
        Accept: "application/octet-stream",
      },
      body: JSON.stringify(args),
    });
    if (response.ok) return await response.arrayBuffer();
    throw new DbError(name, `${response.status}`, (await response.text()).slice(0, 300));
  } catch (error) {
    if (error instanceof DbError) throw error;
    throw new DbError(name, "fetch", (error as Error).message);
  }
}

/** An interval as SQL reads it. */
export const seconds = (count: number) => `${count} seconds`;
