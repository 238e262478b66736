import type { Mail, Mailer, Outcome } from "./mail.ts";

/** A mailer that keeps what it is given, for dry runs and tests; `sent` grows with every mail. */
export interface CaptureMailer extends Mailer {
  readonly sent: readonly Mail[];
}

/**
 * @param outcomeOf What becomes of a mail; by default it is sent. Only a sent mail, or one whose
 * fate is unknown, is kept: an unknown one may have arrived.
 */
export function captureMailer(outcomeOf: (mail: Mail) => Outcome = accepted): CaptureMailer {
  const sent: Mail[] = [];
  return {
    sent,
    async send(mail, { onPhase }) {
      await onPhase?.("dialling");
      const outcome = outcomeOf(mail);
      if (outcome.phase === "dot" || outcome.phase === "replied") await onPhase?.("dot");
      if (outcome.state === "sent" || outcome.state === "unknown") sent.push(mail);
      return outcome;
    },
    close: () => Promise.resolve(),
  };
}

function accepted(): Outcome {
  const reply = { code: 250, enhanced: "2.0.0", text: "250 2.0.0 Kept" };
  return { state: "sent", phase: "replied", action: "sent", reply };
}
