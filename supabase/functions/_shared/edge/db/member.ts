/** One member's profile. */
import { type Db, DbError } from "./client.ts";

export interface MemberProfile {
  id: string;
  email: string | null;
  name: string | null;
  time_zone: string | null;
}

export async function findMember({ client }: Db, id: string): Promise<MemberProfile | null> {
  const { data, error } = await client.from("users")
    .select("id, email, name, time_zone").eq("id", id).maybeSingle();
  if (error) throw new DbError("find a member", error.code, error.message);
  return data;
}

/** Whether there is a member of this id, and whether they may vote at `now`. */
export async function memberStateOf(
  { client }: Db,
  id: string,
  now: Date,
): Promise<"member" | "blocked" | "unknown"> {
  const [everybody, blocked] = await Promise.all([
    client.from("users").select("id").eq("id", id).maybeSingle(),
    client.from("users").select("id").eq("id", id).gt("blocked_until", now.toISOString())
      .maybeSingle(),
  ]);
  const error = everybody.error ?? blocked.error;
  if (error) throw new DbError("find a member", error.code, error.message);
  if (!everybody.data) return "unknown";
  return blocked.data ? "blocked" : "member";
}
