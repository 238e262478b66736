import assert from "node:assert/strict";
import { withWholeBody } from "./body.ts";
import { createGateway, type GatewayParts } from "./gateway.ts";

/** A deadline that never passes. */
const patient = new AbortController().signal;

/** A request with a body that does not end. */
const dripping = (path: string) =>
  new Request(`http://stack${path}`, {
    method: "POST",
    body: new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array([123])) }),
  });

Deno.test("withWholeBody() returns the request with the same method, headers and bytes", async () => {
  const body = new Uint8Array([0, 1, 254, 255]);
  const headers = { "x-name": "value" };
  const given = new Request("http://stack/path?a=1", { method: "PUT", headers, body });
  const whole = await withWholeBody(given, patient);
  assert.equal(whole?.url, "http://stack/path?a=1");
  assert.deepEqual([whole?.method, whole?.headers.get("x-name")], ["PUT", "value"]);
  assert.deepEqual(await whole?.bytes(), body);
  const bare = new Request("http://stack/");
  assert.equal(await withWholeBody(bare, AbortSignal.abort()), bare);
});

Deno.test("withWholeBody() returns undefined at the deadline, and throws other errors", async () => {
  const deadline = new AbortController();
  const pending = withWholeBody(dripping("/"), deadline.signal);
  deadline.abort();
  assert.equal(await pending, undefined);
  const broken = new Request("http://stack/", {
    method: "POST",
    body: new ReadableStream({ pull: (stream) => stream.error(new Error("gone")) }),
  });
  await assert.rejects(withWholeBody(broken, patient), /gone/);
});

Deno.test("createGateway() answers 408 for a late body on every path, without calling a handler", async () => {
  const unwanted = () => {
    throw new Error("called");
  };
  const gateway = createGateway({
    bodyDeadline: () => AbortSignal.abort(),
    admin: unwanted,
    home: unwanted,
    needsToken: unwanted,
    functions: { fetch: unwanted },
    database: { exclusively: unwanted },
  } as unknown as GatewayParts);
  for (
    const path of ["/rest/v1/notes", "/auth/v1/token", "/functions/v1/feedback", "/jobs", "/x"]
  ) {
    const answer = await gateway(dripping(path));
    assert.equal(answer.status, 408, path);
    assert.equal(answer.headers.get("connection"), "close", path);
  }
});
