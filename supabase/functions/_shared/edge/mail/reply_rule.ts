/** The form of reply_rules.ts. */
import type { Action, Step } from "./replies.ts";
import type { Topic } from "./reply_words.ts";

/** Whose fault it is. */
export type About = "nobody" | "reader" | "content" | "sender" | "account" | "server";

export interface Rule {
  about: About;
  action: Action;
  code: RegExp;
  /** Enhanced codes it holds for; without it the rule does not ask. */
  enhanced?: RegExp;
  /** Steps it holds for; without it, all. */
  at?: readonly Step[];
  /** Any of these; without it the rule does not ask for words. */
  topics?: readonly Topic[];
  /** The reply quotes the sender's address, and not the reader's. */
  quotesSender?: true;
  /** It says so itself: neither a bare code nor the lack of other words has decided. */
  isClear?: true;
  examples: readonly string[];
}
