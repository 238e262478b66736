/** Reads vectors from the body of an embeddings response, from any server. */
import { ProviderDown, RowFault } from "./ai.ts";
import type { SettingName } from "../config/config.ts";
import { asObject } from "./json.ts";

const SERVER: SettingName[] = ["OPENAI_EMBEDDING_BASE_URL", "OPENAI_BASE_URL"];
const MODEL: SettingName[] = ["OPENAI_EMBEDDING_MODEL"];

/**
 * One vector per text, unchanged, in the order of the texts.
 *
 * @throws {ProviderDown} if the body has no embeddings
 * @throws {RowFault} if a text has no vector, or more than one
 */
export function readVectors(answer: unknown, count: number): number[][] {
  const data = listIn(answer);
  if (!data) {
    throw new ProviderDown(
      "Cannot read the answer as it holds no embeddings; check OPENAI_EMBEDDING_BASE_URL",
      undefined,
      SERVER,
    );
  }
  if (data.length > count) throw fault(`${count} texts have ${data.length} vectors`);
  const places = placesOf(data.map((item) => asObject(item)?.index), count);
  return places.map((at, text) => {
    if (at === undefined) throw fault(`text ${text} of ${count} has no vector`);
    return numbersOf(data[at]);
  });
}

function fault(why: string): RowFault {
  return new RowFault(`Cannot use the answer as ${why}`, { settings: MODEL });
}

/** OpenAI sends `data`, Ollama `embeddings`, llama.cpp without /v1 the list itself. */
function listIn(answer: unknown): unknown[] | undefined {
  if (Array.isArray(answer)) return answer;
  const object = asObject(answer);
  const found = [object?.data, object?.embeddings].find(Array.isArray);
  return found ?? (Array.isArray(object?.embedding) ? [object] : undefined);
}

/** Index of each text's vector. Items without an index fill the remaining places in order. */
function placesOf(indexes: unknown[], count: number): (number | undefined)[] {
  const places = new Array<number | undefined>(count).fill(undefined);
  const others: number[] = [];
  indexes.forEach((index, at) => {
    const place = index === undefined || index === null ? undefined : Number(index);
    if (place === undefined) others.push(at);
    else if (places[place] !== undefined) throw fault(`text ${place} of ${count} has two vectors`);
    else if (Number.isInteger(place) && place >= 0 && place < count) places[place] = at;
    else throw fault(`there is no text ${place} among ${count}`);
  });
  return places.map((at) => at ?? others.shift());
}

function numbersOf(item: unknown): number[] {
  const embedding = asObject(item)?.embedding ?? item;
  if (typeof embedding === "string") return decoded(embedding);
  if (!Array.isArray(embedding)) throw fault("a vector is no list of numbers");
  return embedding.length === 1 && Array.isArray(embedding[0]) ? embedding[0] : embedding;
}

/** Decodes little-endian 32-bit floats in base64; some servers send them unasked. */
function decoded(base64: string): number[] {
  let bytes: string;
  try {
    bytes = atob(base64);
  } catch {
    throw fault("a vector is text, and no base64");
  }
  if (bytes.length % 4 !== 0) {
    throw fault(`a vector has ${bytes.length} bytes, which are no dimensions`);
  }
  const view = new DataView(Uint8Array.from(bytes, (char) => char.charCodeAt(0)).buffer);
  return Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(i * 4, true));
}
