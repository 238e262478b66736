import { deepEqual, equal, ok } from "node:assert/strict";
import { conditionsAt } from "./conditions.ts";
import { type FetchAnswer, type FetchOptions, fetchPublic, type World } from "./fetch.ts";

const NOW = new Date("2026-11-20T11:00:00Z");
const OPTIONS: FetchOptions = {
  types: ["text/calendar"],
  userAgent: "Test/1.0 (+mailto:op@town.example)",
  now: NOW,
};
const CALENDAR = { "content-type": "text/calendar; charset=utf-8" };
const FEED = "https://calendar.example/feed.ics";

interface Server {
  asked: { path: string; headers: Headers; host: string }[];
  fetch(address?: string, options?: Partial<FetchOptions>): Promise<FetchAnswer>;
}

/** A loopback server that every public name leads to; `addresses` is what names resolve to. */
async function withServer(
  handler: (request: Request) => Response | Promise<Response>,
  work: (server: Server) => Promise<void>,
  addresses: (name: string) => string[] = () => ["203.0.114.7"],
) {
  const asked: Server["asked"] = [];
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, handler);
  const { port } = server.addr;
  const world: World = {
    resolve: (name, type) => {
      const fits = addresses(name).filter((one) => one.includes(":") === (type === "AAAA"));
      return fits.length > 0 ? Promise.resolve(fits) : Promise.reject(new Error("none"));
    },
    dial: (url, init) => {
      asked.push({ path: url.pathname, headers: new Headers(init.headers), host: url.host });
      return fetch(`http://127.0.0.1:${port}${url.pathname}${url.search}`, init);
    },
  };
  try {
    const get = (address = FEED, options = {}) =>
      fetchPublic(address, { ...OPTIONS, ...options }, world);
    await work({ asked, fetch: get });
  } finally {
    await server.shutdown();
  }
}

const refusalOf = (answer: FetchAnswer) => "refusal" in answer ? answer.refusal : null;

Deno.test("fetchPublic() gives bytes, validators and how long they hold, and names itself", async () => {
  const headers = {
    ...CALENDAR,
    etag: '"1"',
    "last-modified": "Thu, 19 Nov 2026 00:00:00 GMT",
    "cache-control": "public, max-age=600",
  };
  await withServer(() => new Response("BEGIN", { headers }), async ({ fetch, asked }) => {
    const answer = await fetch("webcal://calendar.example/feed.ics");
    ok("bytes" in answer);
    deepEqual([new TextDecoder().decode(answer.bytes), answer.maxAgeSec, answer.url], [
      "BEGIN",
      600,
      FEED,
    ]);
    deepEqual(answer.conditions, { etag: '"1"', lastModified: headers["last-modified"] });
    equal(asked[0]!.headers.get("user-agent"), OPTIONS.userAgent);
    equal(asked[0]!.headers.get("if-none-match"), null);
  });
});

Deno.test("fetchPublic() asks nobody whose name resolves to a private address, not even among public ones", async () => {
  for (
    const found of [["127.0.0.1"], ["203.0.114.7", "10.0.0.8"], ["203.0.114.7", "fd00::1"], [
      "::ffff:10.0.0.1",
    ]]
  ) {
    await withServer(() => new Response("x", { headers: CALENDAR }), async ({ fetch, asked }) => {
      deepEqual([await fetch(), asked], [{ refusal: "private_address" }, []], found.join());
    }, () => found);
  }
  await withServer(() => new Response("x"), async ({ fetch, asked }) => {
    deepEqual([await fetch(), asked], [{ refusal: "unreachable" }, []]);
  }, () => []);
});

Deno.test("fetchPublic() judges every redirect anew, and follows four at most", async () => {
  const redirectTo = (location: string) => () =>
    new Response(null, { status: 302, headers: { location } });
  const cases = {
    "http://169.254.169.254/latest": "private_address",
    "https://kong/": "private_name",
    "file:///etc/passwd": "scheme",
    "https://calendar.example:8443/": "port",
    "https://a:b@calendar.example/": "credentials",
    "http://calendar.example/": "not_https",
    "//localhost/": "private_name",
    "https://inside.example/": "private_address",
  };
  const addresses = (name: string) => [name === "inside.example" ? "192.168.1.1" : "203.0.114.7"];
  for (const [location, refusal] of Object.entries(cases)) {
    await withServer(redirectTo(location), async ({ fetch, asked }) => {
      deepEqual([refusalOf(await fetch()), asked.length], [refusal, 1], location);
    }, addresses);
  }
  const steps = (most: number) => (request: Request) => {
    const step = Number(new URL(request.url).pathname.slice(1)) || 0;
    return step < most
      ? new Response(null, { status: 307, headers: { location: `/${step + 1}` } })
      : new Response("x", { headers: CALENDAR });
  };
  await withServer(
    steps(5),
    async ({ fetch }) => equal(refusalOf(await fetch()), "too_many_redirects"),
  );
  await withServer(steps(4), async ({ fetch }) => {
    const answer = await fetch();
    equal("url" in answer && answer.url, "https://calendar.example/4");
  });
});

Deno.test("fetchPublic() asks with validators, and drops them on another host", async () => {
  const conditions = { etag: '"1"', lastModified: "Thu, 19 Nov 2026 00:00:00 GMT" };
  await withServer(() => new Response(null, { status: 304 }), async ({ fetch, asked }) => {
    deepEqual(await fetch(FEED, { conditions }), { unchanged: true });
    equal(asked[0]!.headers.get("if-none-match"), '"1"');
    equal(asked[0]!.headers.get("if-modified-since"), conditions.lastModified);
    equal(refusalOf(await fetch()), "status");
  });
  const moved = (request: Request) =>
    new URL(request.url).pathname === "/new"
      ? new Response(null, { status: 304 })
      : new Response(null, { status: 301, headers: { location: "https://other.example/new" } });
  await withServer(moved, async ({ fetch, asked }) => {
    equal(refusalOf(await fetch(FEED, { conditions })), "status");
    deepEqual([asked[1]!.host, asked[1]!.headers.get("if-none-match")], ["other.example", null]);
  });
});

Deno.test("conditionsAt() gives no validators once a day", () => {
  const known = { etag: '"1"' };
  deepEqual(conditionsAt(known, new Date("2026-11-20T10:00:00Z"), NOW), known);
  deepEqual(conditionsAt(known, new Date("2026-11-19T10:00:00Z"), NOW), {});
  deepEqual(conditionsAt(known, null, NOW), {});
});

Deno.test("fetchPublic() counts bytes after decompression, whatever Content-Length says", async () => {
  const zeros = (size: number) => new Blob([new Uint8Array(size)]).stream();
  await withServer(
    () => new Response(zeros(3_000_000), { headers: CALENDAR }),
    async ({ fetch }) => {
      equal(refusalOf(await fetch()), "too_large");
      const answer = await fetch(FEED, { maxBytes: 3_000_000 });
      equal("bytes" in answer && answer.bytes.length, 3_000_000);
    },
  );
  const bomb = new Uint8Array(
    await new Response(zeros(20_000_000).pipeThrough(new CompressionStream("gzip"))).arrayBuffer(),
  );
  ok(bomb.length < 100_000);
  const headers = { ...CALENDAR, "content-encoding": "gzip" };
  await withServer(() => new Response(bomb, { headers }), async ({ fetch }) => {
    equal(refusalOf(await fetch()), "too_large");
  });
});

Deno.test("fetchPublic() gives up an answer that does not end, and a name that does not resolve, in time", async () => {
  const endless = () =>
    new Response(new ReadableStream({ start: (out) => out.enqueue(new Uint8Array([1])) }), {
      headers: CALENDAR,
    });
  await withServer(endless, async ({ fetch }) => {
    equal(refusalOf(await fetch(FEED, { timeoutMs: 100 })), "timeout");
  });
  const silent: World = {
    resolve: () => new Promise(() => {}),
    dial: () => Promise.reject(new Error("no")),
  };
  equal(refusalOf(await fetchPublic(FEED, { ...OPTIONS, timeoutMs: 20 }, silent)), "timeout");
});

Deno.test("fetchPublic() calls an answer that breaks off cut off, in place of a short one", async () => {
  const broken = () =>
    new Response(
      new ReadableStream({
        start(out) {
          out.enqueue(new TextEncoder().encode("BEGIN:VCALENDAR"));
          out.error(new Error("broke"));
        },
      }),
      { headers: CALENDAR },
    );
  const world: World = { resolve: null, dial: () => Promise.resolve(broken()) };
  deepEqual(await fetchPublic(FEED, OPTIONS, world), { refusal: "cut_off" });
});

Deno.test("fetchPublic() reads the media types of a kind alone, or none", async () => {
  const typed = (type: string | null) => () => {
    const response = new Response(
      new Uint8Array([120]),
      type ? { headers: { "content-type": type } } : {},
    );
    return response;
  };
  await withServer(
    typed("image/png"),
    async ({ fetch }) => equal(refusalOf(await fetch()), "content_type"),
  );
  await withServer(
    typed("TEXT/Calendar;charset=utf-8"),
    async ({ fetch }) => ok("bytes" in await fetch()),
  );
  await withServer(typed(null), async ({ fetch }) => ok("bytes" in await fetch()));
});

Deno.test("fetchPublic() tells gone, busy and failed servers apart, and repeats no word of theirs", async () => {
  const secret = "SECRET-BODY";
  const failing = (status: number, headers = {}) => () => new Response(secret, { status, headers });
  const cases: [number, Record<string, string>, FetchAnswer][] = [
    [410, {}, { refusal: "gone", status: 410 }],
    [429, { "retry-after": "7200" }, { refusal: "busy", status: 429, retryAfterSec: 7200 }],
    [503, { "retry-after": "Fri, 20 Nov 2026 13:00:00 GMT" }, {
      refusal: "busy",
      status: 503,
      retryAfterSec: 7200,
    }],
    [429, { "retry-after": "99999999" }, { refusal: "busy", status: 429, retryAfterSec: 604_800 }],
    [500, {}, { refusal: "status", status: 500 }],
    [404, CALENDAR, { refusal: "status", status: 404 }],
    [302, {}, { refusal: "status", status: 302 }],
  ];
  for (const [status, headers, wanted] of cases) {
    await withServer(failing(status, headers), async ({ fetch }) => {
      const answer = await fetch();
      deepEqual(answer, wanted);
      ok(!JSON.stringify(answer).includes(secret));
    });
  }
  const dead: World = { resolve: null, dial: () => Promise.reject(new Error(secret)) };
  deepEqual(await fetchPublic(FEED, OPTIONS, dead), { refusal: "unreachable" });
});
