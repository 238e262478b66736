/** Reads request bodies before any other work. */

/**
 * Returns the request with its whole body in memory; undefined if `deadline` comes first. So a
 * sender of one byte per second blocks neither the database nor, after the deadline, a connection.
 */
export async function withWholeBody(
  request: Request,
  deadline: AbortSignal,
): Promise<Request | undefined> {
  const { url, method, headers, body } = request;
  if (!body) return request;
  const bytes = await new Response(body.pipeThrough(new TransformStream(), { signal: deadline }))
    .bytes().catch((error) => {
      if (deadline.aborted) return undefined;
      throw error;
    });
  return bytes && new Request(url, { method, headers, body: bytes });
}
