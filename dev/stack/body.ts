/** Bodies of requests, read before anything is done with them. */

/**
 * The request with its whole body in memory; undefined if `deadline` comes first. A sender of one
 * byte a second holds neither the database nor, past the deadline, its connection.
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
