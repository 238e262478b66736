/**
 * Reads and writes users of the embedded Auth for its admin API, in the tables of @supabase/lite.
 */
import { hash } from "bcryptjs";
import type { Database } from "../database.ts";
import type { Attributes } from "./attributes.ts";
import { AdminError, notFound } from "./error.ts";

/** A user as the Auth server returns it. */
export interface User {
  id: string;
  email: string;
  email_confirmed_at?: string;
  [field: string]: unknown;
}

/** Omits null fields, like the Auth server. */
const AS_JSON = `jsonb_build_object(
    'id', u.id, 'aud', u.aud, 'role', u.role, 'email', coalesce(u.email, ''),
    'phone', coalesce(u.phone, ''), 'app_metadata', u.raw_app_meta_data,
    'user_metadata', u.raw_user_meta_data, 'created_at', u.created_at, 'updated_at', u.updated_at,
    'is_anonymous', u.is_anonymous,
    'identities', coalesce((select jsonb_agg(jsonb_build_object(
        'identity_id', i.id, 'id', i.provider_id, 'user_id', i.user_id, 'provider', i.provider,
        'identity_data', i.identity_data, 'email', i.identity_data ->> 'email',
        'last_sign_in_at', i.last_sign_in_at, 'created_at', i.created_at, 'updated_at', i.updated_at)
      order by i.created_at) from auth.identities as i where i.user_id = u.id), '[]')
  ) || jsonb_strip_nulls(jsonb_build_object(
    'email_confirmed_at', u.email_confirmed_at, 'phone_confirmed_at', u.phone_confirmed_at,
    'confirmed_at', u.confirmed_at, 'invited_at', u.invited_at,
    'confirmation_sent_at', u.confirmation_sent_at, 'recovery_sent_at', u.recovery_sent_at,
    'new_email', nullif(u.email_change, ''), 'email_change_sent_at', u.email_change_sent_at,
    'last_sign_in_at', u.last_sign_in_at, 'banned_until', u.banned_until, 'deleted_at', u.deleted_at
  )) as user`;

type Query = Database["query"];

async function one(query: Query, condition: string, values: unknown[]): Promise<User | undefined> {
  const statement = `select ${AS_JSON} from auth.users as u where ${condition}`;
  return (await query<{ user: User }>(statement, values))[0]?.user;
}

/**
 * Returns a user.
 *
 * @throws {AdminError} if there is none
 */
export async function getUser(query: Query, id: string): Promise<User> {
  const user = await one(query, "u.id = $1::text::uuid", [id]);
  if (!user) throw notFound();
  return user;
}

/** Returns the user with an address, if any. */
export const findUser = (query: Query, email: string) => one(query, "u.email = $1", [email]);

/** A page of users, newest first, with the total count. */
export async function listUsers(query: Query, { page, size }: { page: number; size: number }) {
  const users = await query<{ user: User }>(
    `select ${AS_JSON} from auth.users as u order by u.created_at desc, u.id
     limit $1::text::int offset $2::text::bigint`,
    [String(size), String((page - 1) * size)],
  );
  const [{ total } = { total: 0 }] = await query<{ total: number }>(
    "select count(*)::int as total from auth.users",
  );
  return { users: users.map(({ user }) => user), total };
}

/** Passes JSON as text, because both drivers send text unchanged. */
const json = (value: unknown) => JSON.stringify(value ?? {});

/**
 * Creates a user.
 *
 * @throws {AdminError} without email and phone
 * @throws {Error} of Postgres if one of them is taken
 */
export async function createUser(query: Query, given: Attributes): Promise<User> {
  const { id = crypto.randomUUID(), email, phone, role = "authenticated" } = given;
  const provider = email ? "email" : "phone";
  if (!email && !phone) {
    const message = "Cannot create a user without either an email or phone";
    throw new AdminError(400, "validation_failed", message);
  }
  await query(
    `with made as (
       insert into auth.users (id, role, email, phone, encrypted_password, raw_app_meta_data,
         raw_user_meta_data, email_confirmed_at, phone_confirmed_at, banned_until)
       values ($1::text::uuid, $2, $3, $4, $5, $6::text::jsonb, $7::text::jsonb,
         case when $8 = 'true' then now() end, case when $9 = 'true' then now() end,
         now() + make_interval(secs => $10::text::float8))
       returning id, email, phone)
     insert into auth.identities
       (id, provider, provider_id, user_id, identity_data, last_sign_in_at)
     select gen_random_uuid(), $11, id::text, id, jsonb_strip_nulls(jsonb_build_object(
       'sub', id, 'email', email, 'phone', phone,
       'email_verified', $8 = 'true', 'phone_verified', $9 = 'true')), now()
     from made`,
    [
      id,
      role,
      email ?? null,
      phone ?? null,
      await passwordHash(given),
      json({ provider, providers: [provider], ...given.app_metadata }),
      json(given.user_metadata),
      String(given.email_confirm ?? false),
      String(given.phone_confirm ?? false),
      given.ban_duration == null ? null : String(given.ban_duration),
      provider,
    ],
  );
  return await getUser(query, id);
}

/** Hash of a password; null for none, which prevents sign-in by password. */
async function passwordHash({ password, password_hash }: Attributes): Promise<string | null> {
  return password === undefined ? password_hash ?? null : await hash(password, 10);
}

/** SQL that merges the keys of a parameter into a column and removes keys with null. */
const merged = (column: string, parameter: string) =>
  `(coalesce(${column}, '{}') || ${parameter}::text::jsonb) - array(
     select key from jsonb_each(${parameter}::text::jsonb) where value = 'null')`;

/**
 * Changes the given attributes at once, without a mail.
 *
 * @throws {AdminError} if there is no such user
 */
export async function updateUser(query: Query, id: string, given: Attributes): Promise<User> {
  await getUser(query, id);
  await query(
    `update auth.users set
       role = coalesce($2, role), email = coalesce($3, email), phone = coalesce($4, phone),
       encrypted_password = coalesce($5, encrypted_password),
       raw_app_meta_data = ${merged("raw_app_meta_data", "$6")},
       raw_user_meta_data = ${merged("raw_user_meta_data", "$7")},
       email_confirmed_at = case when $8 = 'true' then coalesce(email_confirmed_at, now())
         else email_confirmed_at end,
       phone_confirmed_at = case when $9 = 'true' then coalesce(phone_confirmed_at, now())
         else phone_confirmed_at end,
       banned_until = case $10 when 'keep' then banned_until when 'none' then null
         else now() + make_interval(secs => nullif(nullif($10, 'keep'), 'none')::float8) end,
       updated_at = now()
     where id = $1::text::uuid`,
    [
      id,
      given.role ?? null,
      given.email ?? null,
      given.phone ?? null,
      await passwordHash(given),
      json(given.app_metadata),
      json(given.user_metadata),
      String(given.email_confirm ?? false),
      String(given.phone_confirm ?? false),
      given.ban_duration === undefined ? "keep" : String(given.ban_duration ?? "none"),
    ],
  );
  if (given.email) await renameIdentity(query, id, given);
  return await getUser(query, id);
}

async function renameIdentity(query: Query, id: string, { email, email_confirm }: Attributes) {
  await query(
    `update auth.identities set updated_at = now(),
       identity_data = identity_data || $2::text::jsonb
     where user_id = $1::text::uuid and provider = 'email'`,
    [id, json({ email, email_verified: email_confirm ?? false })],
  );
}

/**
 * Deletes a user.
 *
 * @throws {AdminError} if there is none
 */
export async function deleteUser(query: Query, id: string, isSoft: boolean): Promise<void> {
  const statement = isSoft
    ? SOFTLY
    : "delete from auth.users where id = $1::text::uuid returning id";
  if ((await query(statement, [id])).length === 0) throw notFound();
}

/** Like the platform: keeps the row and removes all personal data. */
const SOFTLY = `with hidden as (
    update auth.users set deleted_at = now(), updated_at = now(), encrypted_password = null,
      email = encode(sha256(convert_to(id || coalesce(email, ''), 'UTF8')), 'hex'),
      phone = left(encode(sha256(convert_to(id || phone, 'UTF8')), 'hex'), 15),
      raw_app_meta_data = '{}', raw_user_meta_data = '{}', confirmation_token = null,
      recovery_token = null, email_change = null, email_change_token_new = null,
      email_change_token_current = null, reauthentication_token = null
    where id = $1::text::uuid and deleted_at is null returning id),
  identities as (delete from auth.identities where user_id in (select id from hidden)),
  sessions as (delete from auth.sessions where user_id in (select id from hidden))
  select id from hidden`;
