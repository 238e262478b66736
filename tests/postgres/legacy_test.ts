/**
 * Tests rights on a project with older defaults: everything created in public is granted to the
 * API's roles, and the owner of the tables is no superuser.
 */
import assert from "node:assert/strict";
import { applyMigrations } from "../../dev/stack/migrate.ts";
import { openPostgres } from "../../dev/stack/postgres.ts";
import { pgtapScript } from "../pgtap.ts";
import { failuresOf } from "../tap.ts";
import { connect } from "./connections.ts";
import { createDatabase } from "./server.ts";

const SUPABASE = new URL("../../supabase/", import.meta.url);
const TESTS = ["security", "members", "feedback", "votable", "confirmed"];
const API_ROLES = "anon, authenticated, service_role";

/** Rights of `postgres` in a hosted project, as far as migrations need them. */
const hostedOwner = (owner: string, password: string) => `
  create role ${owner} login password '${password}' nosuperuser bypassrls in role ${API_ROLES};
  alter schema public owner to ${owner};
  alter schema extensions owner to ${owner};
  create extension if not exists vector with schema extensions;
  create extension if not exists pgtap with schema extensions;
  grant all on schema auth, cron, net, vault, supabase_migrations to ${owner};
  grant all on all tables in schema auth, cron, net, vault, supabase_migrations to ${owner};
  grant all on all routines in schema auth, cron, net, vault to ${owner};
  grant create on database DATABASE to ${owner};
  alter default privileges for role ${owner} in schema public grant all on tables to ${API_ROLES};
  alter default privileges for role ${owner} in schema public grant all on routines to ${API_ROLES};
  alter default privileges for role ${owner} in schema public grant all on sequences to ${API_ROLES}`;

interface LegacyProject extends AsyncDisposable {
  /** postgres:// URL as the owner. */
  url: string;
}

async function legacyProject(): Promise<LegacyProject> {
  await using parts = new AsyncDisposableStack();
  const database = parts.use(await createDatabase({ isMigrated: false }));
  const owner = `connect3_owner_${crypto.randomUUID().slice(0, 8)}`;
  const password = crypto.randomUUID();
  const name = new URL(database.url).pathname.slice(1);
  const superuser = parts.adopt(await openPostgres(database.url), (it) => it.close());
  await superuser.exec(hostedOwner(owner, password).replace("DATABASE", name));
  // Roles belong to the server, so this one must be dropped with its database.
  parts.defer(() => superuser.exec(`drop owned by ${owner} cascade; drop role ${owner}`).then());
  const url = Object.assign(new URL(database.url), { username: owner, password }).href;
  const own = parts.adopt(await openPostgres(url), (it) => it.close());
  await applyMigrations(own, new URL("migrations/", SUPABASE));
  const made = parts.move();
  return { url, [Symbol.asyncDispose]: () => made.disposeAsync() };
}

Deno.test("rights are correct with older default privileges and an owner without superuser rights", async (t) => {
  await using project = await legacyProject();
  await using look = await connect(project.url);
  const [role] = await look.sql`
    select rolsuper, (select count(*)::integer from pg_default_acl) as defaults
    from pg_roles where rolname = current_user`;
  assert.deepEqual({ ...role }, { rolsuper: false, defaults: 3 });
  for (const name of TESTS) {
    await t.step(`${name}_test.sql`, async () => {
      // A connection of its own, because a failing script leaves an open transaction.
      await using owner = await connect(project.url);
      const results = await owner.sql.unsafe(await pgtapScript(`${name}_test.sql`)).simple();
      const tap = results.flat().flatMap((row) => Object.values(row)).join("\n");
      const failures = failuresOf(tap);
      assert.equal(failures.length, 0, `\n${failures.join("\n")}`);
    });
  }
});
