/** The body of an answer, counted after decompression while it arrives. */

export type BodyRefusal = "too_large" | "timeout" | "cut_off";

/** All bytes, or why they are not taken; the connection is closed then. */
export async function readBody(
  response: Response,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array | BodyRefusal> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      // Leaving the loop cancels the stream.
      if (size > maxBytes) return "too_large";
      chunks.push(chunk);
    }
  } catch {
    return signal.aborted ? "timeout" : "cut_off";
  }
  return joined(chunks, size);
}

function joined(chunks: Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
