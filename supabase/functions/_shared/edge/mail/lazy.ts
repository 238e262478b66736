/** A mailer that loads nodemailer at its first mail: most runs of the schedule have none to send. */
import type { Mailer } from "./mail.ts";
import type { SmtpSettings } from "./smtp.ts";

export function lazyMailer(settings: SmtpSettings): Mailer {
  let loading: Promise<Mailer> | undefined;
  let isClosed = false;
  const load = async () => (await import("./smtp.ts")).smtpMailer(settings);
  return {
    send: async (mail, options) => {
      if (isClosed) throw new Error("Cannot send a mail: the mailer is closed");
      return await (await (loading ??= load())).send(mail, options);
    },
    close: async () => {
      await (await loading)?.close();
      isClosed = true;
    },
  };
}
