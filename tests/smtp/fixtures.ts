import { smtpMailer, type SmtpSettings } from "../../supabase/functions/_shared/edge/mail/smtp.ts";
import type { Mail, Outcome, Phase } from "../../supabase/functions/_shared/edge/mail/mail.ts";
import { freezeMail } from "../../supabase/functions/_shared/edge/mail/message.ts";
import { type FaultServer, faultServer, type Options } from "./fault_server.ts";
import { selfSigned } from "./relay.ts";

export const PASSWORD = "correct horse battery";
/** Long enough for a busy machine; a silent server costs the tests this time. */
export const TIMEOUT_MS = 3_000;
export const BUDGET_MS = 4_000;

export const certificate = await selfSigned("127.0.0.1", new Date("2099-01-01T00:00:00Z"));

export function mailTo(address: string, html = "<p>Hello</p>\r\n".repeat(200)): Mail {
  return freezeMail({
    id: "n-1",
    from: { name: "Clubs", address: "news@club.example" },
    to: { name: "Ada", address },
    subject: "This week",
    html,
    text: "Hello\r\n.\r\n..\r\n",
    unsubscribe: "https://club.example/u?t=1",
  }, new Date("2026-11-20T09:00:00Z"));
}
export const MAIL = mailTo("ada@reader.example");

/** State, phase and action of an outcome. */
export type Summary = `${Outcome["state"]} ${Phase} ${string}`;
export const summaryOf = (outcome: Outcome): Summary =>
  `${outcome.state} ${outcome.phase} ${"action" in outcome ? outcome.action : "reconcile"}`;

export const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Runs `body` with a mailer and a scripted server, and closes both. */
export async function withServer<T>(
  options: Partial<Options>,
  body: (mailer: ReturnType<typeof smtpMailer>, server: FaultServer) => Promise<T>,
  overrides: Partial<SmtpSettings> = {},
): Promise<T> {
  const secure = options.secure ?? "none";
  const server = await faultServer({ certificate, scripts: [], ...options, secure });
  const mailer = smtpMailer({
    host: "127.0.0.1",
    port: server.port,
    secure,
    user: "news",
    password: PASSWORD,
    timeoutMs: TIMEOUT_MS,
    ca: certificate.cert,
    ...overrides,
  });
  try {
    return await body(mailer, server);
  } finally {
    await mailer.close();
    await server.close();
  }
}
