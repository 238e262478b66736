import assert from "node:assert/strict";
import { OutOfTime, ProviderDown, RowFault } from "./ai.ts";
import { createBlame } from "./blame.ts";

const refused = (words: string) =>
  new RowFault(`The provider refused the input: 400 ${words}`, {
    isRefusal: true,
    settings: ["OPENAI_EXTRACTION_MODEL"],
  });

/** A claim whose made-up input ends so. */
function claim(probe: () => void = () => {}) {
  const failed: string[] = [];
  let probes = 0;
  const blame = createBlame<string>({
    noun: "post",
    probe: () => {
      probes++;
      return Promise.resolve().then(probe);
    },
    fail: (row) => Promise.resolve(void failed.push(row)),
  });
  return { ...blame, failed, probes: () => probes };
}

const throwing = (error: Error) => () => {
  throw error;
};

Deno.test("createBlame() holds faults until a row goes through, then they are the rows' own", async () => {
  const { hold, clear, settle, failed, probes } = claim();
  await hold("a", refused("odd"));
  await hold("b", refused("odd"));
  assert.deepEqual(failed, []);
  await clear();
  await hold("c", refused("odd"));
  await hold("d", refused("odd"));
  await settle();
  assert.deepEqual(failed, ["a", "b", "c", "d"]);
  assert.equal(probes(), 0);
});

Deno.test("createBlame() takes one refusal of the first three for the provider's, whatever the number", async () => {
  const { hold, failed, probes } = claim();
  await hold("a", refused("no such thing (request 17)"));
  await hold("b", refused("no such thing (request 18)"));
  await assert.rejects(
    hold("c", refused("no such thing (request 19)")),
    (error) =>
      error instanceof ProviderDown &&
      /every post .+OPENAI_EXTRACTION_MODEL$/.test(error.message) &&
      error.settings.includes("OPENAI_EXTRACTION_MODEL"),
  );
  await assert.rejects(
    hold("d", refused("another")),
    ProviderDown,
    "what was under way learns it too",
  );
  assert.deepEqual([failed, probes()], [[], 0]);
});

Deno.test("createBlame() asks about a made-up input where words differ, or there are few rows", async () => {
  const faults: RowFault[][] = [
    [refused("one")],
    [refused("one"), refused("one")],
    [refused("one"), refused("two"), refused("one")],
    [new RowFault("not JSON"), new RowFault("not JSON"), new RowFault("not JSON")],
  ];
  for (const each of faults) {
    const fine = claim();
    for (const [i, fault] of each.entries()) await fine.hold(`${i}`, fault);
    await fine.settle();
    assert.deepEqual([fine.failed.length, fine.probes()], [each.length, 1]);

    const broken = claim(
      throwing(new RowFault("not JSON", { settings: ["OPENAI_MAX_OUTPUT_TOKENS"] })),
    );
    await assert.rejects(async () => {
      for (const [i, fault] of each.entries()) await broken.hold(`${i}`, fault);
      await broken.settle();
    }, /made-up post: not JSON; check OPENAI_MAX_OUTPUT_TOKENS/);
    assert.deepEqual(broken.failed, []);
  }
});

Deno.test("createBlame() passes on that the provider is down, or time is up, while it asks", async () => {
  for (const error of [new ProviderDown("gone"), new OutOfTime("over")]) {
    const { hold, settle, failed } = claim(throwing(error));
    await hold("a", refused("odd"));
    await assert.rejects(settle(), error);
    assert.deepEqual(failed, []);
  }
});

Deno.test("createBlame() asks nothing where nothing failed", async () => {
  const { settle, probes } = claim();
  await settle();
  assert.equal(probes(), 0);
});
