import assert from "node:assert/strict";
import { parseReply } from "../_shared/edge/mail/replies.ts";
import { ALIKE, createDoubt, type Refused, type Suspicion, type Verdict } from "./doubt.ts";

const UNCLEAR = "550 5.1.1 <%> gibt es nicht (%/150)";
const CLEAR = "550 5.1.1 <%>: user unknown";

function refusal(id: string, said: string): Refused {
  const address = `${id}@reader.example`;
  return {
    mail: { id, attempt: 1, message_id: `<${id}@club.example>`, mail: null, failures: 0 },
    address,
    reply: parseReply(said.replaceAll("%", address))!,
    settlement: { status: "failed", notBefore: null, reply: null, error: said, action: "suppress" },
  };
}

/** Plays answers, `null` for a mail that was taken; what is decided, as "own a b" or "account a b". */
function play(answers: (string | null)[], suspicion: Partial<Suspicion> = {}): string[] {
  const doubt = createDoubt({ suspected: null, vouched: null, ...suspicion });
  const told = ({ blames, refused }: Verdict) =>
    [blames, ...refused.map(({ mail }) => mail.id)].join(" ");
  const verdicts = answers.map((said, i) =>
    said === null ? doubt.taken() : doubt.refused(refusal(`m${i}`, said))
  );
  return [...verdicts.filter((verdict) => verdict !== null), doubt.end()].map(told)
    .filter((text) => text.includes(" "));
}
const times = (count: number, said: string) => Array<string>(count).fill(said);

Deno.test("createDoubt() blames the account for five answers alike, in any language, and no reader", () => {
  for (const said of [UNCLEAR, CLEAR, "554 宛先不明 % 12"]) {
    assert.deepEqual(play(times(ALIKE, said)), ["account m0 m1 m2 m3 m4"], said);
  }
});

Deno.test("createDoubt() blames the readers once a mail between them is taken", () => {
  assert.deepEqual(play([...times(4, CLEAR), null, CLEAR, CLEAR]), [
    "own m0 m1 m2 m3",
    "own m5",
    "own m6",
  ]);
  assert.deepEqual(play([CLEAR, null]), ["own m0"]);
});

Deno.test("createDoubt() blames the account in the middle of a run where no reader is named", () => {
  assert.deepEqual(play([null, ...times(5, UNCLEAR)]), ["account m1 m2 m3 m4 m5"]);
  const dead = play([null, ...times(9, CLEAR)]);
  assert.ok(dead.every((verdict) => verdict.startsWith("own")), `${dead}`);
});

Deno.test("createDoubt() takes five different refusals for the readers' if they say so", () => {
  const mixed = [CLEAR, "550 5.1.2 domain not found", CLEAR, "552 5.2.2 mailbox full", CLEAR];
  assert.deepEqual(play(mixed), ["own m0 m1 m2 m3 m4"]);
  const unclear = ["A", "B", "C", "D", "E"].map((word) => `554 ${word} nein`);
  assert.deepEqual(play(unclear), ["account m0 m1 m2 m3 m4"]);
});

Deno.test("createDoubt() decides about fewer than five at the end of the run", () => {
  assert.deepEqual(play(times(2, CLEAR)), ["own m0 m1"]);
  assert.deepEqual(play(times(2, "554 Nein")), ["account m0 m1"]);
  assert.deepEqual(play(["554 Nein"]), ["own m0"]);
});

Deno.test("createDoubt() pauses again at the first answer like that of the pause", () => {
  const suspected = "user unknown";
  assert.deepEqual(play([CLEAR], { suspected }), ["account m0"]);
  assert.deepEqual(play([null, CLEAR], { suspected }), ["own m1"]);
});

Deno.test("createDoubt() takes a refusal that an operator vouched for as the readers'", () => {
  const verdicts = play(times(7, CLEAR), { vouched: "user unknown" });
  assert.deepEqual(verdicts, [0, 1, 2, 3, 4, 5, 6].map((i) => `own m${i}`));
});
