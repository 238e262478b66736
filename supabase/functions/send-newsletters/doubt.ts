/** Whose fault a refusal is, told by the answers beside it: where all are refused alike, nobody is blamed. */
import type { ClaimedMail, Settlement } from "../_shared/edge/db/outbox.ts";
import { type Reply, ruleOf } from "../_shared/edge/mail/replies.ts";
import { signatureOf } from "../_shared/edge/mail/reply.ts";

/** Answers in a row that are one refusal: then the account is at fault. */
export const ALIKE = 5;

/** A mail that was refused, queued again until it is clear whose fault that is. */
export interface Refused {
  mail: ClaimedMail;
  address: string;
  reply: Reply;
  /** What becomes of the mail if the refusal was about its reader or its content. */
  settlement: Settlement;
}

/** What to do about the refusals that were in doubt. */
export interface Verdict {
  /** `account`: give all of them back, and pause. `own`: settle each by its own reply. */
  blames: "account" | "own";
  refused: Refused[];
}

/** What earlier runs know, as signatures; null: nothing. */
export interface Suspicion {
  /** The refusal that paused the account; its probe has not been taken yet. */
  suspected: string | null;
  /** The refusal that an operator has looked at: it is about the readers. */
  vouched: string | null;
}

export interface Doubt {
  /** Null: still in doubt, so the mail waits. */
  refused(one: Refused): Verdict | null;
  /** A mail was taken: the account works. */
  taken(): Verdict;
  /** The run ends. */
  end(): Verdict;
}

/** The state of one run. */
export function createDoubt({ suspected, vouched }: Suspicion): Doubt {
  let held: Refused[] = [];
  let isTaken = false;
  const decide = (blames: Verdict["blames"]): Verdict => {
    const refused = held;
    held = [];
    return { blames, refused };
  };
  return {
    refused(one) {
      const said = saidBy(one);
      if (said === vouched || isTaken && isClear(one)) return { blames: "own", refused: [one] };
      held.push(one);
      if (!isTaken && said === suspected) return decide("account");
      if (held.length < ALIKE) return null;
      return decide(areAlike(held) || !isTaken && !held.some(isClear) ? "account" : "own");
    },
    taken() {
      isTaken = true;
      return decide("own");
    },
    // Of a few readers all may be gone; but who says nothing of them is hardly about each.
    end: () =>
      decide(
        !isTaken && held.length > 1 && areAlike(held) && !held.some(isClear) ? "account" : "own",
      ),
  };
}

const saidBy = ({ reply, address }: Refused) => signatureOf(reply.text, address);

function areAlike(refused: Refused[]): boolean {
  return new Set(refused.map(saidBy)).size === 1;
}

/** The words are about the reader or the content, and about nobody else. */
function isClear({ reply }: Refused): boolean {
  return ruleOf(reply, "mail")?.isClear ?? false;
}
