import assert from "node:assert/strict";
import { createCatalogue } from "./catalogue.ts";
import { DbError } from "../db/client.ts";
import type { CatalogueRow } from "../db/ranking.ts";
import { SqlError, testDb } from "../db/test_db.ts";
import { NOW, rowOf, sentRow } from "../../event/test_catalogue.ts";

const hours = (count: number) => new Date(NOW.getTime() + count * 3_600_000);

const row = (id: string, inHours: number, changes = {}) => rowOf(id, hours(inHours), changes);

/** A catalogue over a database with these answers in order; an undefined answer is a failure. */
function catalogueOver(...answers: (Partial<Answer> | undefined)[]) {
  const { db, calls } = testDb({
    upcoming_events: () => {
      const answer = answers.shift();
      if (!answer) throw new SqlError("57P01");
      const moment = { watermark: `mark ${calls.length}`, snapshot: "1:1:" };
      const events = (answer.events ?? []).map(sentRow);
      return { ...moment, gone: [], upcoming: 0, ...answer, events };
    },
  });
  const catalogue = createCatalogue("test/model@512");
  return {
    catalogue,
    refresh: (now = NOW) => catalogue.refresh(db, now),
    titles: () => catalogue.candidates().map(({ event }) => event.title),
    /** The watermark of each call; null requests everything. */
    asked: () => calls.map(({ args }) => args.p_since),
  };
}

interface Answer {
  events: CatalogueRow[];
  gone: string[];
  upcoming: number;
}

Deno.test("createCatalogue().refresh() loads everything once, then changes", async () => {
  const { catalogue, refresh, titles, asked } = catalogueOver(
    { events: [row("b", 2), row("a", 1)], upcoming: 2 },
    { events: [row("a", 1)], upcoming: 2 },
    { events: [row("c", 3), row("a", 1, { title: "A" })], gone: ["b"], upcoming: 2 },
  );
  await refresh();
  assert.deepEqual(titles(), ["a", "b"]);
  const first = catalogue.version;
  await refresh();
  assert.equal(catalogue.version, first, "the same again is no change");
  await refresh();
  assert.deepEqual(titles(), ["A", "c"]);
  assert.ok(catalogue.version > first);
  assert.deepEqual(asked(), [null, "mark 1", "mark 2"]);
});

Deno.test("createCatalogue().refresh() is shared by concurrent calls", async () => {
  const { refresh, asked } = catalogueOver({}, {});
  await Promise.all([refresh(), refresh(), refresh()]);
  assert.equal(asked().length, 1);
  await refresh();
  assert.equal(asked().length, 2);
});

Deno.test("createCatalogue().refresh() reloads everything if its number of events is wrong", async () => {
  const { refresh, titles, asked } = catalogueOver(
    { events: [row("a", 1), row("b", 2)], upcoming: 2 },
    { upcoming: 1 }, // one event was deleted, and no answer names it
    { events: [row("b", 2)], upcoming: 1 },
    { events: [], upcoming: 1 },
  );
  await refresh();
  await refresh();
  assert.deepEqual(titles(), ["b"]);
  await refresh();
  assert.deepEqual(asked(), [null, "mark 1", null, "mark 3"]);
});

Deno.test("createCatalogue().refresh() removes begun events; all-day events after their day", async () => {
  const { refresh, titles, asked } = catalogueOver(
    { events: [row("soon", 1), row("day", 1, { is_all_day: true }), row("late", 48)], upcoming: 3 },
    { upcoming: 2 },
    { upcoming: 1 },
  );
  await refresh();
  await refresh(hours(1));
  assert.deepEqual(titles(), ["day", "late"]);
  await refresh(hours(25));
  assert.deepEqual(titles(), ["late"]);
  assert.ok(asked().slice(1).every((since) => since !== null), "which is no reason to load anew");
});

Deno.test("createCatalogue().refresh() changes nothing if it fails, and works again the next time", async () => {
  const { refresh, titles } = catalogueOver(
    { events: [row("a", 1)], upcoming: 1 },
    undefined,
    { events: [row("b", 2)], upcoming: 2 },
  );
  await refresh();
  await assert.rejects(refresh(), DbError);
  assert.deepEqual(titles(), ["a"]);
  await refresh();
  assert.deepEqual(titles(), ["a", "b"]);
});
