/** Files and folders named by a command's user, with errors in one sentence. */
import { z } from "zod";
import { InputError } from "./errors.ts";

/** The reason why a file cannot be used; for common errors in our own words. */
export function fileFault(error: unknown): string {
  const { NotFound, AlreadyExists, NotADirectory, IsADirectory, PermissionDenied, NotCapable } =
    Deno.errors;
  if (error instanceof NotFound) return "there is no such file";
  if (error instanceof IsADirectory) return "it is a folder";
  if (error instanceof AlreadyExists) return "it is a file";
  if (error instanceof NotADirectory) return "a part of the path is a file";
  if (error instanceof PermissionDenied || error instanceof NotCapable) return "it is not allowed";
  return error instanceof Error ? error.message : String(error);
}

/**
 * Creates a folder if it does not exist.
 *
 * @throws {InputError} if it cannot be created
 */
export async function makeFolder(path: string): Promise<void> {
  await Deno.mkdir(path, { recursive: true }).catch((error) => {
    throw new InputError(`Cannot use ${path} as a folder: ${fileFault(error)}; name another`);
  });
}

/**
 * Reads and validates a JSON file.
 *
 * @param as kind of contents for messages, such as "labels"
 * @throws {InputError} if the file cannot be read or does not fit the schema
 */
export function readJson<T>(path: string, as: string, schema: z.ZodType<T>): T {
  const refusal = (why: string) => new InputError(`Cannot read ${path} as ${as}: ${why}`);
  let json: unknown;
  try {
    json = JSON.parse(Deno.readTextFileSync(path));
  } catch (error) {
    throw refusal(error instanceof SyntaxError ? "it is not JSON" : fileFault(error));
  }
  const { data, error } = schema.safeParse(json);
  if (!error) return data as T;
  const { path: place, message } = error.issues[0]!;
  throw refusal(`${place.join(".") || "the whole"}: ${message}`);
}
