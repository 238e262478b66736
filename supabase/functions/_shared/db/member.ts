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

export async function isMember({ client }: Db, id: string): Promise<boolean> {
  const { data, error } = await client.from("users").select("id").eq("id", id).maybeSingle();
  if (error) throw new DbError("find a member", error.code, error.message);
  return data !== null;
}
