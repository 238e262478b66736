/** Files and folders that a command's user named; what is wrong with one is a sentence. */
import { z } from "zod";
import { InputError } from "./errors.ts";

/** Why a file could not be used, without the words of the operating system where there are better. */
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

/** Makes a folder unless it is there. @throws {InputError} */
export async function makeFolder(path: string): Promise<void> {
  await Deno.mkdir(path, { recursive: true }).catch((error) => {
    throw new InputError(`Cannot use ${path} as a folder: ${fileFault(error)}; name another`);
  });
}

/** @param as what it is read as, e.g. "labels". @throws {InputError} */
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
