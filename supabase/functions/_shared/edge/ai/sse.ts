/** Joins an answer that a server streams, although no stream was requested. */
import { asObject } from "./json.ts";

/** Whether a body is a stream of server-sent events. */
export const isEventStream = (text: string) => /^\s*(?:data|event|id|retry)?:/.test(text);

/** One chat completion joined from the stream's pieces; or the error or complete answer in it. */
export function joined(stream: string): unknown {
  const events = stream.split("\n").map((line) => line.trim())
    .filter((line) => line.startsWith("data:") && line.endsWith("}"))
    .map((line) => parsed(line.slice("data:".length)));
  const whole = events.find((event) => event?.error || event?.data || deltaOf(event) === undefined);
  if (whole) return whole;
  const pieces = events.map(deltaOf);
  const content = pieces.map((piece) => typeof piece?.content === "string" ? piece.content : "")
    .join("");
  const refusal = pieces.map((piece) => typeof piece?.refusal === "string" ? piece.refusal : "")
    .join("");
  const finish_reason =
    events.map((event) => choiceOf(event)?.finish_reason).findLast((reason) => reason) ?? null;
  return {
    choices: [{
      index: 0,
      finish_reason,
      message: { role: "assistant", content, refusal: refusal || null },
    }],
  };
}

function parsed(data: string): Record<string, unknown> | undefined {
  try {
    return asObject(JSON.parse(data));
  } catch {
    return undefined;
  }
}

function choiceOf(event: Record<string, unknown> | undefined) {
  return Array.isArray(event?.choices) ? asObject(event.choices[0]) : undefined;
}

function deltaOf(event: Record<string, unknown> | undefined): Record<string, unknown> | undefined {
  const choice = choiceOf(event);
  // The last event reports tokens and has no choice.
  return choice ? asObject(choice.delta) : event && "choices" in event ? {} : undefined;
}
