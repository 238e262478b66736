/** A proxy before the database's API that counts the functions' requests and bytes. */

/** Requests and bytes of an interval. */
export interface Moved {
  trips: number;
  bytes: number;
}

/** A running proxy. */
export interface Meter extends AsyncDisposable {
  url: string;
  /** Counts since the last call. */
  take(): Moved;
}

/**
 * Starts a proxy.
 *
 * @param target returns the stack's address; called per request, because the proxy starts before the stack
 */
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
