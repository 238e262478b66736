/**
 * The whole stack on one port: database, /rest/v1, /auth/v1, functions, cron, a mailbox and a site.
 */
import { App, type EmailDriver, SmtpEmailDriver } from "@supabase/lite";
import { createAdminApi } from "./admin/api.ts";
import { sendInvitation } from "./admin/invitation.ts";
import { createCron, type CronRunner } from "./cron.ts";
import { onData, openDataDir } from "./data_dir.ts";
import { type Database, openPglite, type Row } from "./database.ts";
import { readJwtPolicy } from "./function_policy.ts";
import { type FunctionsServer, startFunctions } from "./functions_server.ts";
import { createGateway, type Handler } from "./gateway.ts";
import { serveHome } from "./home_page.ts";
import { DEVELOPMENT_KEYS, type Keys } from "./keys.ts";
import { type Mailbox, type SmtpAccess, startMailbox } from "./mailbox.ts";
import { serveMailbox } from "./mailbox_page.ts";
import { applyMigrations, preparePlatform, STAND_INS, type StandIn } from "./migrate.ts";
import { servePictures } from "./pictures.ts";
import { preparedDataDir } from "./prepared.ts";
import { divertRefusals } from "./quiet.ts";
import { functionsEnvironment } from "./settings.ts";
import { serveSite } from "./site_page.ts";

/** Options of a stack. */
export interface StackOptions {
  /** Port on 127.0.0.1; default 0, a free one. */
  port?: number;
  /** Directory for data and keys; default: in memory. */
  data?: string;
  /** postgres:// URL of a database to use instead of PGlite. */
  db?: string;
  /** More variables for the functions, read at each load; they override the stack's. */
  settings?: () => Record<string, string>;
  /** Start of the clock of schedules and functions; default: real time. */
  now?: Date;
  /**
   * Runs the jobs of cron.job when due; by pg_cron if `db` is its database. Otherwise only `cron`
   * runs them.
   */
  schedules?: boolean;
  /** Receives the functions' log; default: none. */
  log?: (line: string) => void;
  /** Folder with migrations/, functions/ and config.toml; default: the project's own. */
  project?: URL;
}

/** A running stack. */
export interface Stack {
  url: string;
  publishableKey: string;
  secretKey: string;
  smtp: SmtpAccess;
  mailbox: Pick<Mailbox, "messages" | "clear"> & { url: string };
  cron: CronRunner;
  functions: Pick<FunctionsServer, "restart">;
  /** Runs one statement as the owner of the database. */
  sql<T extends Row>(statement: string, values?: unknown[]): Promise<T[]>;
  stop(): Promise<void>;
}

const PROJECT = new URL("../../supabase/", import.meta.url);

/** Time limit for a request's body. */
const BODY_TIMEOUT_MS = 30_000;

/**
 * Starts a stack.
 *
 * @throws {Deno.errors.AddrInUse} if the port is taken
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const { db, log = () => {}, project = PROJECT } = options;
  // Parts end in reverse order, after a failure here or by stop().
  await using parts = new AsyncDisposableStack();
  parts.use(divertRefusals(log));
  const clock = shiftedClock(options.now);

  // The address comes first, because all other parts need it.
  let gateway = notReady;
  const server = listen(options.port ?? 0, (request) => gateway(request));
  parts.defer(() => server.shutdown());
  const url = `http://127.0.0.1:${server.addr.port}`;
  const directory = options.data ? await openDataDir(options.data) : undefined;
  parts.defer(() => directory?.close());
  const keys = directory?.keys ?? DEVELOPMENT_KEYS;
  const mailbox = parts.adopt(await startMailbox(), (mailbox) => mailbox.stop());
  const certificateFile = parts.adopt(await writeCertificates(mailbox.smtp), Deno.remove);

  const migrations = new URL("migrations/", project);
  // Other projects are rarely started twice, so their database is not cached.
  const isPrepared = !db && !options.data && project.href === PROJECT.href;
  const opening = db
    ? openServer(db)
    : isPrepared
    ? openPglite(undefined, () => preparedDataDir(migrations))
    : onData(options.data, () => openPglite(directory?.database));
  parts.adopt(opening, async (database) => (await settled(database))?.close());
  const surroundings = { url, keys, smtp: mailbox.smtp, certificateFile };
  const env = () => ({
    ...functionsEnvironment({ ...surroundings, replayFrom: options.now && clock() }),
    ...options.settings?.(),
  });
  const starting = startFunctions({ folder: new URL("functions/", project), env, log });
  parts.adopt(starting, async (functions) => (await settled(functions))?.stop());
  const [database, functions] = await Promise.all([opening, starting]);

  const mails = mailDriver(mailbox.smtp);
  const app = createApp(database, url, keys, mails);
  const realCron = options.schedules && !options.now;
  const standIns = isPrepared ? STAND_INS : await prepare(database, app, { ...options, realCron });
  await keepSecrets(database, { project_url: url, cron_key: keys.secretKey });
  const cron = parts.adopt(createCron(database, clock), (cron) => cron.stop());
  if (options.schedules) {
    parts.use(everySecond(() => cron.sendQueued(), log));
    // The real pg_cron runs its jobs itself.
    if (standIns.includes("pg_cron")) parts.use(everySecond(() => cron.runDue(clock()), log));
  }
  gateway = createGateway({
    database,
    app,
    jwtSecret: keys.jwtSecret,
    functions,
    needsToken: await readJwtPolicy(project),
    bodyDeadline: () => AbortSignal.timeout(BODY_TIMEOUT_MS),
    admin: createAdminApi({
      query: database.query,
      keys,
      url,
      siteUrl: `${url}/site`,
      invite: (link) => sendInvitation(mails, link),
    }),
    home: serveHome({ url, publishableKey: keys.publishableKey, cron }),
    mailbox: serveMailbox(mailbox),
    pictures: servePictures,
    site: serveSite,
  });
  parts.defer(() => void (gateway = notReady));
  const running = parts.move();
  return {
    url,
    publishableKey: keys.publishableKey,
    secretKey: keys.secretKey,
    smtp: mailbox.smtp,
    mailbox: { url: `${url}/mailbox`, messages: mailbox.messages, clear: mailbox.clear },
    cron,
    functions,
    sql: database.query,
    stop: () => running.disposeAsync(),
  };
}

/** Prepares and migrates a database; returns its stand-ins. */
async function prepare(
  database: Database,
  app: App,
  { data, db, project = PROJECT, log, realCron }: StackOptions & { realCron?: boolean },
): Promise<readonly StandIn[]> {
  const standIns = await onData(data, () => preparePlatform(database, app, { realCron }));
  const applied = await applyMigrations(database, new URL("migrations/", project))
    .catch((error) => {
      if (!data) throw error;
      throw new Error(`${error.message}; ${ifOlder(data)}`, { cause: error });
    });
  // For a new database in memory they are no news.
  if (data || db) applied.forEach((file) => log?.(`Applied ${file}`));
  return standIns;
}

const ifOlder = (data: string) =>
  `if ${data} was made by an older state of the project, name another folder or remove it`;

const listen = (port: number, handler: Handler) =>
  Deno.serve({ hostname: "127.0.0.1", port, onListen: () => {} }, handler);

const notReady: Handler = () => Response.json({ message: "Starting or stopping" }, { status: 503 });

const settled = <T>(promise: Promise<T>) => promise.catch(() => undefined);

function shiftedClock(start?: Date): () => Date {
  if (!start) return () => new Date();
  const shift = start.getTime() - Date.now();
  return () => new Date(Date.now() + shift);
}

/** The mailbox's certificate together with the authority this machine already trusts. */
async function writeCertificates({ certificate }: SmtpAccess): Promise<string> {
  const trusted = Deno.env.get("DENO_CERT");
  const others = trusted ? await Deno.readTextFile(trusted) : "";
  const file = await Deno.makeTempFile({ suffix: ".pem" });
  await Deno.writeTextFile(file, `${others}\n${certificate}`);
  return file;
}

function everySecond(work: () => Promise<unknown>, log: (line: string) => void): Disposable {
  const timer = setInterval(() => work().catch((error) => log(`${error}`)), 1000);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

async function openServer(url: string): Promise<Database> {
  const { openPostgres } = await import("./postgres.ts");
  return await openPostgres(url);
}

function createApp(database: Database, url: string, keys: Keys, mails: EmailDriver): App {
  return new App({
    connection: database.connection,
    api: { external_url: url },
    auth: {
      enabled: true,
      site_url: `${url}/site`,
      jwt_secret: keys.jwtSecret,
      publishable_key: keys.publishableKey,
      secret_key: keys.secretKey,
    },
    options: {
      server: { admin: false, disableStudio: true },
      drivers: { email: mails },
    },
  });
}

function mailDriver(smtp: SmtpAccess): EmailDriver {
  return new SmtpEmailDriver({
    host: smtp.host,
    port: smtp.port,
    secure: true,
    rejectUnauthorized: false,
    user: smtp.user,
    pass: smtp.password,
    from: smtp.user,
  });
}

/** Stores the secrets that schedules read from Vault; the address may change at every start. */
async function keepSecrets(database: Database, secrets: Record<string, string>) {
  for (const [name, secret] of Object.entries(secrets)) {
    await database.query("delete from vault.secrets where name = $1", [name]);
    await database.query("select vault.create_secret($1, $2)", [secret, name]);
  }
}
