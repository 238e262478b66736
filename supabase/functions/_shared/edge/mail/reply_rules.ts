/**
 * What a reply asks for, as a table: code and enhanced code first, words second. Every rule carries
 * examples, which are its tests: each must be decided by that rule and no other.
 */
import type { Rule } from "./reply_rule.ts";
import { LIMITS } from "./reply_rules_limits.ts";
import { PARTIES } from "./reply_rules_parties.ts";
import { PASSING } from "./reply_rules_passing.ts";

/**
 * Ordered, the first that fits decides. A mailbox that is full and a mail that is too large also speak
 * of limits, so they come before the account's quota. That, and what is about the sender, come before
 * what blames an address. Nothing said before RCPT blames a reader.
 */
export const RULES: readonly Rule[] = [...PASSING, ...LIMITS, ...PARTIES];
