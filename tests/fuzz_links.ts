/** `deno task fuzz:links`: tampers with signed links; none may be accepted. */
import fc from "../supabase/functions/_shared/test/property.ts";
import { readOwnArguments } from "../dev/cli/command.ts";
import { whole } from "../dev/cli/options.ts";
import {
  feedbackExpiry,
  type LinkKeys,
  signToken,
  verifyToken,
} from "../supabase/functions/_shared/links/links.ts";
import { mutations } from "../supabase/functions/_shared/links/test_mutations.ts";

const { COUNT: count } = readOwnArguments({
  name: "fuzz:links",
  about: "Tampers with signed links; exits 1 if one passes.",
  operands: { COUNT: whole("COUNT", "number of mutants", { from: 1, fallback: 1_000_000 }) },
  options: {},
});
const now = new Date("2026-11-20T09:00:00Z");
const keys: LinkKeys = [{ kid: "k1", secret: "a secret for this run only, 32 +" }];
const user_id = "0c9f1d2e-3a4b-4c5d-8e6f-708192a3b4c5";
const event_id = "f47ac10b-58cc-4372-a567-0e02b2c3d479";
const tokens = [
  signToken({ action: "like", user_id, event_id, exp: feedbackExpiry(now) }, keys),
  signToken({ action: "unsubscribe", user_id }, keys),
];

const accepted: string[] = [];
const refused: Record<string, number> = {};
const tampering = fc.property(mutations(tokens), (mutant) => {
  fc.pre(!tokens.includes(mutant));
  const verified = verifyToken(mutant, { keys, now });
  if (verified.ok) accepted.push(mutant);
  else refused[verified.reason] = (refused[verified.reason] ?? 0) + 1;
});
fc.assert(tampering, { numRuns: count, seed: Date.now() | 0 });

console.log(JSON.stringify({ mutants: count, accepted: accepted.length, refused }));
if (accepted.length > 0) Deno.exit(1);
