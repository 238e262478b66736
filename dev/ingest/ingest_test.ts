import assert from "node:assert/strict";
import { ingest, type Io } from "./ingest.ts";

const KEY = "sb_secret_test";

function post(id: number, change: Record<string, unknown> = {}) {
  return {
    id: String(id),
    caption: `Post ${id}`,
    media_type: "IMAGE",
    media_url: `https://media.merribrook.example/${id}.jpg`,
    permalink: `https://clubs.merribrook.example/p/${id}/`,
    timestamp: "2025-09-27T07:19:10+0000",
    ...change,
  };
}

const posts = (n: number) => Array.from({ length: n }, (_, i) => post(i));

/** A stand-in for PostgREST's rpc/ingest_posts: unseen posts are new, all others unchanged. */
function postgrest(failures: Record<number, [status: number, body: unknown]> = {}) {
  const seen = new Set<string>();
  const batches: number[] = [];
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request) => {
    const path = new URL(request.url).pathname;
    if (request.method !== "POST" || path !== "/rest/v1/rpc/ingest_posts") {
      return Response.json({ message: "not found" }, { status: 404 });
    }
    const { p_posts } = await request.json() as { p_posts: { external_id: string }[] };
    if (request.headers.get("apikey") !== KEY) {
      return Response.json({ message: `Invalid API key ${request.headers.get("apikey")}` }, {
        status: 401,
      });
    }
    const failure = failures[batches.push(p_posts.length)];
    if (failure) return Response.json(failure[1], { status: failure[0] });
    const inserted = p_posts.filter(({ external_id }) => !seen.has(external_id)).length;
    for (const { external_id } of p_posts) seen.add(external_id);
    return Response.json([{ inserted, updated: 0, unchanged: p_posts.length - inserted }]);
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    batches,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

/** Runs the command on a file with this content. */
async function run(content: unknown, args: string[], change: Partial<Io> = {}) {
  const text = typeof content === "string" ? content : JSON.stringify(content);
  let [out, err] = ["", ""];
  const code = await ingest(args, {
    env: {},
    read: () => Promise.resolve(new TextEncoder().encode(text)),
    out: (text) => out += text,
    err: (text) => err += text,
    isTerminal: false,
    ...change,
  });
  return { code, out, err };
}

Deno.test("ingest() loads posts in batches and prints the counts", async () => {
  await using server = postgrest();
  const args = ["posts.json", "--url", server.url, "--key", KEY];
  assert.deepEqual(await run(posts(401), args), {
    code: 0,
    out: "401 read: 401 new, 0 changed, 0 unchanged, 0 rejected\n",
    err: "200 of 401 posts\n400 of 401 posts\n401 of 401 posts\n",
  });
  assert.deepEqual(server.batches, [200, 200, 1]);
  assert.equal(
    (await run(posts(2), args)).out,
    "2 read: 0 new, 0 changed, 2 unchanged, 0 rejected\n",
  );
});

Deno.test("ingest() names each rejected entry, loads the others and exits 1", async () => {
  await using server = postgrest();
  const content = [post(1), post(2, { caption: "" }), 7, post(4)];
  assert.deepEqual(await run(content, ["posts.json", "--url", server.url, "--key", KEY]), {
    code: 1,
    out: "4 read: 2 new, 0 changed, 0 unchanged, 2 rejected\n",
    err: "posts.json[1] (2): caption is empty\n" +
      "posts.json[2]: entry is a number, not an object\n" +
      "2 of 2 posts\n",
  });
});

Deno.test("ingest() accepts posts without a picture, and keeps all digits of numeric ids", async () => {
  await using server = postgrest();
  const fields = '"caption": "Chess", "permalink": "https://a.example/", ' +
    '"timestamp": "2025-09-27T07:19:10+0000"';
  const ids = ["18026239583034520", "18026239583034521", "7"];
  const content = `[${ids.map((id) => `{"id": ${id}, ${fields}}`)}]`;
  const { code, out } = await run(content, ["p.json", "--url", server.url, "--key", KEY]);
  assert.deepEqual([code, out], [0, "3 read: 3 new, 0 changed, 0 unchanged, 0 rejected\n"]);
});

Deno.test("ingest() updates a single line on a terminal", async () => {
  await using server = postgrest();
  const args = ["posts.json", "--url", server.url, "--key", KEY];
  const { err } = await run(posts(201), args, { isTerminal: true });
  assert.equal(err, "\r\x1b[K200 of 201 posts\r\x1b[K201 of 201 posts\n");
});

Deno.test("ingest() reads URL and key from the environment, also under their old names", async () => {
  await using server = postgrest();
  for (
    const env of [
      { SUPABASE_URL: server.url, SUPABASE_SECRET_KEY: KEY },
      { SUPABASE_URL: "", NEXT_PUBLIC_SUPABASE_URL: server.url, SUPABASE_SERVICE_KEY: KEY },
    ]
  ) assert.equal((await run(posts(1), ["-"], { env })).code, 0);
});

Deno.test("ingest() stops at a failed batch and reports the counts before it", async () => {
  await using server = postgrest({ 2: [500, { message: "out of\nspace" }] });
  const { code, out, err } = await run(posts(600), ["p.json", "--url", server.url, "--key", KEY]);
  assert.equal(code, 1);
  assert.equal(out, "600 read: 200 new, 0 changed, 0 unchanged, 0 rejected, 400 not loaded\n");
  assert.equal(err, `200 of 600 posts\n${server.url} answered 500: out of space\n`);
  assert.deepEqual(server.batches, [200, 200]);
});

Deno.test("ingest() reports a wrong key without quoting it", async () => {
  await using server = postgrest();
  const { code, out, err } = await run(posts(1), ["p.json", "--url", server.url, "--key", "wrong"]);
  assert.equal(code, 1);
  assert.match(err, /does not let this key load posts \(401\); put the lines into \.env/);
  assert.doesNotMatch(out + err, /wrong/);
});

Deno.test("ingest() removes the key from a server's message", async () => {
  await using server = postgrest({ 1: [500, { message: `denied for ${KEY}` }] });
  const { err } = await run(posts(1), ["p.json", "--url", server.url, "--key", KEY]);
  assert.equal(err, `${server.url} answered 500: denied for [key]\n`);
});

Deno.test("ingest() reports a server that does not listen", async () => {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const url = `http://127.0.0.1:${listener.addr.port}`;
  listener.close();
  const { code, out, err } = await run(posts(1), ["p.json", "--url", url, "--key", KEY]);
  assert.equal(code, 1);
  assert.ok(err.startsWith(`Cannot reach ${url}: connection refused; start the local stack`), err);
  assert.equal(out, "1 read: 0 new, 0 changed, 0 unchanged, 0 rejected, 1 not loaded\n");
  const blocked = await run(posts(1), ["p.json", "--url", "http://127.0.0.1:1", "--key", KEY]);
  assert.match(blocked.err, /^Cannot reach http:.*:1: HTTP clients refuse this port; start the/);
});

Deno.test("ingest() refuses a response without counts", async () => {
  await using server = postgrest({ 1: [200, []] });
  const { code, err } = await run(posts(1), ["p.json", "--url", server.url, "--key", KEY]);
  assert.equal(code, 1);
  assert.match(err, /returned no counts/);
});

Deno.test("ingest() explains in one sentence why a file cannot be used", async () => {
  const args = ["p.json", "--key", KEY];
  const reason = async (content: unknown, change: Partial<Io> = {}) => {
    const { code, out, err } = await run(content, args, change);
    assert.deepEqual([code, out], [1, ""]);
    return err;
  };
  assert.match(await reason("[{]"), /^Cannot read p\.json as posts: it is not JSON \(.+\)\n$/);
  assert.ok(!(await reason("\x1b[2J")).includes("\x1b"));
  assert.equal(
    await reason({ data: [] }),
    "Cannot read p.json as posts: it holds no JSON array of posts\n",
  );
  assert.equal(
    await reason("", { read: () => Promise.reject(new Deno.errors.NotFound("os error 2")) }),
    "Cannot read p.json as posts: there is no such file\n",
  );
  assert.equal(
    await reason("", { read: () => Deno.readFile(import.meta.dirname!) }),
    "Cannot read p.json as posts: it is a folder\n",
  );
  assert.match(
    await reason("", { read: () => Promise.resolve(Uint8Array.of(0xff, 0xfe)) }),
    /it is not UTF-8 text/,
  );
});

Deno.test("ingest() reads a file that starts with a byte order mark", async () => {
  const { code, out } = await run("\ufeff[]", ["p.json", "--key", KEY]);
  assert.deepEqual([code, out], [0, "0 read: 0 new, 0 changed, 0 unchanged, 0 rejected\n"]);
});

Deno.test("ingest() exits 2 with the usage for wrong arguments, quoting no key", async () => {
  for (
    const [args, message] of [
      [["--key", KEY], "Cannot run as FILE is missing"],
      [["a.json", "b.json", "--key", KEY], "Cannot run as there are more arguments than 1"],
      [["a.json"], "Cannot run as no key is given"],
      [
        ["a.json", "--key", `${KEY}\n${KEY}`],
        "Cannot use the key: it has characters that are invalid in a key",
      ],
      [["a.json", `--kye=${KEY}`], "Cannot use --kye as there is no such option"],
      [["a.json", "--kye", KEY], "Cannot use --kye as there is no such option"],
      [["a.json", `-${KEY}`], "Cannot use -s as there is no such option"],
      [["a.json", `--${KEY}`], "Cannot use an unknown option"],
      [["a.json", "--key"], "Cannot use --key as its value is missing"],
      [["a.json", "--key", "--url"], "Cannot use --key as its value is missing"],
      [
        ["a.json", "--key", KEY, "--url", "localhost"],
        "Cannot use the URL of the project: it must begin with http",
      ],
    ] satisfies [string[], string][]
  ) {
    const { code, out, err } = await run([], args);
    assert.deepEqual([code, out], [2, ""], message);
    assert.ok(err.startsWith(message), err);
    assert.match(err, /Usage: deno task ingest FILE/);
    assert.doesNotMatch(err, new RegExp(KEY));
  }
});

Deno.test("ingest() prints the usage for --help even if other arguments are missing", async () => {
  const { code, out, err } = await run([], ["--help"]);
  assert.deepEqual([code, err], [0, ""]);
  assert.match(out, /^Usage: deno task ingest FILE/);
});

Deno.test("docs/develop.md shows a post that ingest() accepts", async () => {
  await using server = postgrest();
  const page = await Deno.readTextFile(new URL("../../docs/develop.md", import.meta.url));
  const example = /```json\n(\{\n {2}"id"[^]+?)```/.exec(page)?.[1];
  const { code, err } = await run(`[${example}]`, ["p.json", "--url", server.url, "--key", KEY]);
  assert.deepEqual([code, err], [0, "1 of 1 posts\n"]);
});
