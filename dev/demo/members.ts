/** Members of the demo: accounts with declared preferences and past votes. */
import type { SupabaseClient } from "@supabase/supabase-js";
import type { Category } from "../../supabase/functions/_shared/event/event.ts";
import { pastVotes, type SampleMember, sampleMembers } from "../sample/members.ts";
import type { Stack } from "../stack/stack.ts";
import { uuidOf } from "./stable_ids.ts";

/** Gives the same members in every run. */
const SEED = 3;

/** Password of all members who sign up. */
export const PASSWORD = "a demo needs no secret";

/** A sample member with an id. */
export interface DemoMember extends SampleMember {
  id: string;
}

/**
 * Creates the accounts, with the same ids in every run. The first few sign up through Auth and keep
 * their password; the others have none.
 */
export async function makeMembers(
  { count, signUps, stack, service, anonymous }: {
    count: number;
    signUps: number;
    stack: Stack;
    service: SupabaseClient;
    anonymous: () => SupabaseClient;
  },
): Promise<DemoMember[]> {
  const members = sampleMembers(count, SEED);
  for (const { email, name, time_zone } of members.slice(0, signUps)) {
    const options = { data: { name, time_zone } };
    const { error } = await anonymous().auth.signUp({ email, password: PASSWORD, options });
    if (error) throw new Error(`Cannot sign up ${email}: ${error.message}`);
  }
  await insertAccounts(stack, members);
  const known = await inBatches(members, async (batch) => {
    const emails = batch.map(({ email }) => email);
    return checked(await service.from("users").select("id, email").in("email", emails));
  });
  const ids = new Map(known.map(({ id, email }) => [email, id]));
  const made = members.map((member) => ({ ...member, id: ids.get(member.email)! }));
  await declare(service, made);
  return made;
}

/**
 * Replaces the accounts of members who signed up, because Auth assigns random ids. Keeps the hashes
 * of their passwords.
 */
async function insertAccounts(stack: Stack, members: SampleMember[]): Promise<void> {
  const signedUp = await stack.sql<{ email: string; encrypted_password: string }>(
    "delete from auth.users returning email, encrypted_password, email_confirmed_at",
  );
  const passwords = new Map(signedUp.map((account) => [account.email, account]));
  const accounts = members.map((member) => ({ ...member, ...passwords.get(member.email) }));
  await stack.sql(
    `insert into auth.users (id, aud, role, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
     select ${
      uuidOf("m.email")
    }, 'authenticated', 'authenticated', m.email, m.encrypted_password, coalesce(m.email_confirmed_at, now()), '{}',
            jsonb_build_object('name', m.name, 'time_zone', m.time_zone), now(), now()
     from jsonb_to_recordset($1::jsonb) as m
       (email text, name text, time_zone text, encrypted_password text, email_confirmed_at timestamptz)`,
    [JSON.stringify(accounts)],
  );
}

/** Stores the preferences declared at sign-up. */
async function declare(service: SupabaseClient, members: DemoMember[]): Promise<void> {
  const preferences = members.flatMap(({ id, preferences }) =>
    Object.entries(preferences ?? {}).map(([category, weight]) => ({
      user_id: id,
      category,
      weight: Math.round(weight * 100) / 100,
    }))
  );
  checked(await service.from("user_preferences").upsert(preferences).select("user_id"));
  const off = members.filter(({ subscribed }) => !subscribed).map(({ id }) => id);
  await inBatches(off, async (ids) =>
    checked(
      await service.from("users").update({ newsletter_frequency: "off" }).in("id", ids).select(
        "id",
      ),
    ));
}

/** Makes the newsletter due now for every member in any time zone. */
export async function makeDue(stack: Stack, now: Date, homeZone: string): Promise<void> {
  await stack.sql(
    `update public.users u set
       newsletter_weekday = extract(isodow from l.local), newsletter_hour = extract(hour from l.local)
     from (select id, $1::timestamptz at time zone coalesce(time_zone, $2) as local from public.users) l
     where l.id = u.id`,
    [now.toISOString(), homeZone],
  );
}

/** Votes on past events at their start. Returns the member's id of each vote. */
export async function castVotes(stack: Stack, members: DemoMember[], now: Date): Promise<string[]> {
  const past = await stack.sql<{ id: string; key: string; category: Category | null }>(
    `select e.id, p.external_id || ' ' || e.number as key, e.category
     from public.events e join public.posts p on p.id = e.post_id
     where e.is_published and e.starts_at < $1 and e.starts_at > $1::timestamptz - interval '180 days'
     order by e.starts_at desc, key limit 60`,
    [now.toISOString()],
  );
  const votes = members.flatMap((member) =>
    pastVotes(member, past, SEED).map((vote) => ({ ...vote, user_id: member.id }))
  );
  await stack.sql(
    `select count(public.record_feedback(e.starts_at, v.user_id, v.event_id, v.action))
     from jsonb_to_recordset($1::jsonb) as v (user_id uuid, event_id uuid, action text)
     join public.events e on e.id = v.event_id`,
    [JSON.stringify(votes)],
  );
  return votes.map(({ user_id }) => user_id);
}

/** Splits a list, because an address line must stay short. */
async function inBatches<T, R>(items: T[], work: (batch: T[]) => Promise<R[]>): Promise<R[]> {
  const results: R[] = [];
  for (let i = 0; i < items.length; i += 100) results.push(...await work(items.slice(i, i + 100)));
  return results;
}

function checked<T>({ data, error }: { data: T | null; error: { message: string } | null }): T {
  if (error) throw new Error(`Cannot make members: ${error.message}`);
  return data!;
}
