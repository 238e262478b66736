/** Describes errors in a request's body, such as "limit: must be at least 1, is 0". */
import type { z } from "zod";

/** Characters of an invalid value to show, enough to recognise it. */
const MAX_SHOWN = 60;

/** Error messages for `safeParse`. Returns undefined to use the message of the schema or of zod. */
export function faultOf(issue: z.core.$ZodRawIssue): string | undefined {
  const rule = ruleOf(issue);
  if (rule === undefined) return undefined;
  return issue.input === undefined ? "is missing" : `${rule}, is ${shown(issue.input)}`;
}

function ruleOf(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return `must be of type ${issue.expected === "int" ? "integer" : issue.expected}`;
    case "too_small":
      return `must ${sizeOf(issue.origin)} at least ${issue.minimum}`;
    case "too_big":
      return `must ${sizeOf(issue.origin)} at most ${issue.maximum}`;
    case "invalid_value":
      return `must be one of ${issue.values.join(", ")}`;
    case "invalid_format":
      return `must be in the format ${issue.format}`;
  }
}

function sizeOf(origin: string): string {
  return { string: "have a length of", array: "have a length of" }[origin] ?? "be";
}

function shown(input: unknown): string {
  const text = JSON.stringify(input) ?? String(input);
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN - 1)}…`;
}
