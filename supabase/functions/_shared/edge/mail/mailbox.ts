import type { Report } from "./bounce.ts";

/** The account that mails are sent from, as its owner sees it: read, and never changed. */
export interface Mailbox {
  /** Whether the folder of sent mails holds a mail. @throws {Error} where the server does not say */
  hasSent(messageId: string): Promise<boolean>;
  /** Delivery reports that came since then; one that was dealt with may be left out the next time. */
  reports(since: Date): AsyncIterable<Report>;
  close(): Promise<void>;
}
