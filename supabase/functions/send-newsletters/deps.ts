/** What the stage works with, from the settings. */
import { embeddingModelOf } from "../_shared/edge/ai/ai.ts";
import { type Config, SettingError } from "../_shared/edge/config/config.ts";
import { openDb } from "../_shared/edge/db/client.ts";
import { linkKeysOf } from "../_shared/links/keys.ts";
import { type TokenSource, tokenSource } from "../_shared/edge/mail/access_token.ts";
import { lazyMailer } from "../_shared/edge/mail/lazy.ts";
import { asciiAddress } from "../_shared/edge/mail/message.ts";
import { deadlineOf } from "../_shared/edge/run/run.ts";
import { createSource, type Source } from "../_shared/edge/catalogue/source.ts";
import type { DeliverDeps } from "./deliver.ts";
import { createPace } from "./pace.ts";
import { GRACE_SEC, type ReconcileDeps } from "./reconcile.ts";
import type { PlanDeps } from "./send.ts";

/** A mailbox that is slow to answer is asked by the next run. */
const IMAP_TIMEOUT_MS = 10_000;
const TOKEN_TIMEOUT_MS = 10_000;

let source: Source | undefined; // kept for the next call, where the same isolate answers it

/** @throws {SettingError} */
export function planDeps(config: Config): PlanDeps {
  const model = embeddingModelOf(config);
  const timeZone = config.get("COMMUNITY_TIME_ZONE");
  const name = config.get("COMMUNITY_NAME");
  const daysAhead = config.get("NEWSLETTER_DAYS_AHEAD");
  source ??= createSource(model, timeZone, daysAhead);
  return {
    db: openDb(config),
    now: config.now,
    source,
    deadline: deadlineOf(config),
    windows: {
      timeZone,
      weekday: config.get("NEWSLETTER_WEEKDAY"),
      hour: config.get("NEWSLETTER_HOUR"),
      windowHours: config.get("NEWSLETTER_WINDOW_HOURS"),
    },
    limit: config.get("NEWSLETTER_MAILS_PER_RUN"),
    settings: {
      model,
      events: config.get("NEWSLETTER_EVENTS"),
      daysAhead,
      community: {
        name,
        time_zone: timeZone,
        site_url: config.get("SITE_URL"),
        postal_address: config.get("COMMUNITY_ADDRESS") ?? null,
        logo_url: config.get("COMMUNITY_LOGO_URL") ?? null,
        accent: config.get("COMMUNITY_COLOR"),
      },
      from: { name: config.get("MAIL_FROM_NAME") ?? name, address: config.get("MAIL_FROM") },
      preferencesUrl: config.get("PREFERENCES_URL") ?? config.get("SITE_URL"),
      functionsUrl: `${config.get("SUPABASE_URL")}/functions/v1`,
      linkKeys: linkKeysOf(config),
      mailbox: mailboxOf(config),
      replyTo: config.get("MAIL_REPLY_TO"),
      headers: config.get("MAIL_HEADERS"),
    },
  };
}

/** The address of the account that is read over IMAP; null where there is none, or it is no address. */
function mailboxOf(config: Config): string | null {
  return config.get("IMAP_HOST") === undefined ? null : asciiAddress(config.get("IMAP_USER"));
}

/** @throws {SettingError} */
export function deliverDeps(config: Config): Omit<DeliverDeps, keyof PlanDeps> {
  const timeoutMs = config.get("SMTP_TIMEOUT_SEC") * 1000;
  if (config.get("SMTP_TIMEOUT_SEC") >= config.get("TIME_BUDGET_SEC")) {
    throw new SettingError(
      "Cannot send within TIME_BUDGET_SEC as SMTP_TIMEOUT_SEC, which one mail may take, is no less",
      "Lower SMTP_TIMEOUT_SEC",
    );
  }
  return {
    mailer: lazyMailer({
      host: config.get("SMTP_HOST"),
      port: config.get("SMTP_PORT"),
      secure: config.get("SMTP_SECURITY"),
      user: config.get("SMTP_USER"),
      ...loginOf(config, "SMTP_PASSWORD"),
      timeoutMs,
    }),
    random: Math.random,
    pace: createPace(config.get("MAIL_PER_SECOND")),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    quota: config.get("MAIL_QUOTA_PER_DAY"),
    owner: crypto.randomUUID(),
    // Longer than a run lasts: whoever holds an expired lease is dead.
    leaseSec: config.get("TIME_BUDGET_SEC") + 60,
    mailMs: timeoutMs,
  };
}

let token: TokenSource | undefined; // kept, as the providers limit how many are asked for

/** A password, or with MAIL_OAUTH_CLIENT_ID access tokens in place of it. @throws {SettingError} */
function loginOf(config: Config, password: "SMTP_PASSWORD" | "IMAP_PASSWORD") {
  const clientId = config.get("MAIL_OAUTH_CLIENT_ID");
  if (clientId === undefined) return { password: config.get(password) };
  const settings = {
    clientId,
    clientSecret: config.get("MAIL_OAUTH_CLIENT_SECRET") ?? "",
    refreshToken: config.get("MAIL_OAUTH_REFRESH_TOKEN"),
    tokenUrl: config.get("MAIL_OAUTH_TOKEN_URL"),
    scope: config.get("MAIL_OAUTH_SCOPE"),
  };
  const ask = (url: string, init: RequestInit) =>
    fetch(url, { ...init, redirect: "error", signal: AbortSignal.timeout(TOKEN_TIMEOUT_MS) });
  token ??= tokenSource(settings, ask, () => performance.now());
  return { password: "", accessToken: token };
}

/** Loads what speaks IMAP only where it is asked for. @throws {SettingError} */
export function reconcileDeps(config: Config): Omit<ReconcileDeps, keyof PlanDeps> {
  const host = config.get("IMAP_HOST");
  if (host === undefined) return { openMailbox: null, graceSec: GRACE_SEC };
  const settings = {
    host,
    port: config.get("IMAP_PORT"),
    secure: config.get("IMAP_SECURITY"),
    user: config.get("IMAP_USER"),
    ...loginOf(config, "IMAP_PASSWORD"),
    sentFolder: config.get("IMAP_SENT_FOLDER"),
    timeoutMs: IMAP_TIMEOUT_MS,
  };
  const openMailbox = async () => {
    const { openImapMailbox } = await import("../_shared/edge/mail/mailbox_imap.ts");
    return await openImapMailbox(settings);
  };
  return { openMailbox, graceSec: GRACE_SEC, linkKeys: linkKeysOf(config) };
}
