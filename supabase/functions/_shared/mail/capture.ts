import type { Mail, Mailer, Outcome, Phase, SendOptions } from "../mail.ts";
import { outcomeOf } from "./outcome.ts";

/** A mailer that keeps what it is given, for dry runs and tests; `sent` grows with every mail. */
export interface CaptureMailer extends Mailer {
  readonly sent: readonly Mail[];
}

/**
 * @param fateOf What becomes of a mail; by default it is sent. Only a sent mail, or one whose
 * fate is unknown, is kept: an unknown one may have arrived.
 */
export function captureMailer(fateOf: (mail: Mail) => Outcome = accepted): CaptureMailer {
  const sent: Mail[] = [];
  async function send(mail: Mail, { onPhase }: SendOptions): Promise<Outcome> {
    let phase: Phase = "dialling";
    try {
      await onPhase?.("dialling");
      const outcome = fateOf(mail);
      if (outcome.phase === "dot" || outcome.phase === "replied") {
        phase = "data";
        await onPhase?.("dot");
      }
      if (outcome.state === "sent" || outcome.state === "unknown") sent.push(mail);
      return outcome;
    } catch (error) {
      return outcomeOf(error, phase);
    }
  }
  return { sent, send, close: () => Promise.resolve() };
}

function accepted(): Outcome {
  const reply = { code: 250, enhanced: "2.0.0", text: "250 2.0.0 Kept" };
  return { state: "sent", phase: "replied", action: "sent", reply };
}
