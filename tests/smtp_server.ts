/** A mail server that refuses certain recipients and records accepted mails. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** A running server. */
export interface FussyServer {
  /** Settings of the functions for this server. */
  settings: Record<string, string>;
  /** Recipients of accepted mails, in order. */
  taken: string[];
  stop(): Promise<void>;
}

/**
 * Starts a server.
 *
 * @param replyTo gives the reply to RCPT for an address; undefined accepts it
 */
export async function startFussyServer(
  replyTo: (address: string) => { code: number; text: string } | undefined,
): Promise<FussyServer> {
  const taken: string[] = [];
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    onAuth: ({ username }, _session, done) => done(null, { user: username }),
    onRcptTo: ({ address }, _session, done) => {
      const reply = replyTo(address);
      done(reply && Object.assign(new Error(reply.text), { responseCode: reply.code }));
    },
    onData: async (stream, { envelope }, done) => {
      for await (const _ of stream);
      taken.push(...envelope.rcptTo.map(({ address }) => address));
      done();
    },
  });
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  return {
    settings: { SMTP_HOST: "127.0.0.1", SMTP_PORT: `${port}`, SMTP_SECURITY: "none" },
    taken,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
