/**
 * fetch for the SDK. Reads the whole body within the call's time limit and a maximum size. Corrects
 * the content type: JSON is recognised whatever the header says.
 */
import { isEventStream, joined } from "./sse.ts";

/** Maximum body in bytes; 100 vectors of 8,000 numbers are smaller. */
const MAX_BYTES = 24_000_000;

/**
 * Fetches a response with a complete body.
 *
 * @throws {Error} if the body exceeds the maximum size
 */
export async function wholeFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init);
  const { text, type } = readable(await textOf(response));
  const headers = new Headers(response.headers);
  headers.set("content-type", type);
  headers.delete("content-length");
  headers.delete("content-encoding");
  const isEmpty = [204, 205, 304].includes(response.status);
  return new Response(isEmpty ? null : text, { status: response.status, headers });
}

async function textOf(response: Response): Promise<string> {
  const chunks: BlobPart[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) throw new Error(`its answer is longer than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return await new Blob(chunks).text(); // removes a byte order mark
}

function readable(text: string): { text: string; type: string } {
  const json = "application/json";
  if (isEventStream(text)) return { text: JSON.stringify(joined(text)), type: json };
  return { text, type: /^\s*[{[]/.test(text) ? json : "text/plain" };
}
