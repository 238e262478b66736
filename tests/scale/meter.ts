/** A proxy in front of the database's API: counts the bytes and the trips of the functions. */

export interface Moved {
  trips: number;
  bytes: number;
}

export interface Meter extends AsyncDisposable {
  url: string;
  /** What has moved since the last call. */
  take(): Moved;
}

/** @param target address of the stack; asked at each request, as the meter is made before the stack */
export function startMeter(target: () => string): Meter {
  let moved: Moved = { trips: 0, bytes: 0 };
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const { pathname, search } = new URL(request.url);
    const body = new Uint8Array(await request.arrayBuffer());
    const headers = new Headers(request.headers);
    headers.set("accept-encoding", "identity");
    const response = await fetch(target() + pathname + search, {
      method: request.method,
      headers,
      body: body.length > 0 ? body : undefined,
    });
    const answer = new Uint8Array(await response.arrayBuffer());
    moved.trips++;
    moved.bytes += body.length + answer.length;
    return new Response(response.status === 204 ? null : answer, response);
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    take() {
      const taken = moved;
      moved = { trips: 0, bytes: 0 };
      return taken;
    },
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}
