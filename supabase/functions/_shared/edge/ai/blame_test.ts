import assert from "node:assert/strict";
import { OutOfTime, ProviderDown, RowFault } from "./ai.ts";
import { createBlame } from "./blame.ts";

const refused = (words: string) =>
  new RowFault(`The provider refused the input: 400 ${words}`, {
    isRefusal: true,
    settings: ["OPENAI_EXTRACTION_MODEL"],
  });

/** A claim with this result for its sample input. */
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

Deno.test("createBlame() holds failures until a row succeeds, then assigns them to their rows", async () => {
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

Deno.test("createBlame() blames the provider for three equal refusals, apart from numbers", async () => {
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

Deno.test("createBlame() tries the sample input if messages differ or rows are few", async () => {
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
    }, /sample post: not JSON; check OPENAI_MAX_OUTPUT_TOKENS/);
    assert.deepEqual(broken.failed, []);
  }
});

Deno.test("createBlame() throws ProviderDown or OutOfTime of the sample input", async () => {
  for (const error of [new ProviderDown("gone"), new OutOfTime("over")]) {
    const { hold, settle, failed } = claim(throwing(error));
    await hold("a", refused("odd"));
    await assert.rejects(settle(), error);
    assert.deepEqual(failed, []);
  }
});

Deno.test("createBlame() sends no sample input without failures", async () => {
  const { settle, probes } = claim();
  await settle();
  assert.equal(probes(), 0);
});
