/** Takes pictures of pages with the Chromium of this machine. */
import { InputError } from "../cli/errors.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/** A picture to take. */
export interface Shot {
  url: string;
  /** Path of the PNG. */
  file: string;
  /** In CSS pixels. */
  width: number;
  height: number;
}

/**
 * The first Chromium on the PATH.
 *
 * @throws {InputError} if there is none
 */
export async function findChromium(names = NAMES): Promise<string> {
  for (const name of names) {
    if (await runs(name)) return name;
  }
  throw new InputError(
    `Cannot find a browser: none of ${names.join(", ")} is on the PATH. ` +
      "Install Chromium, or name it with --chromium PATH",
  );
}

async function runs(name: string): Promise<boolean> {
  try {
    return (await new Deno.Command(name, { args: ["--version"] }).output()).success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/**
 * Takes a picture.
 *
 * @throws {InputError} with the browser's message
 */
export async function takePicture(chromium: string, { url, file, width, height }: Shot) {
  const profile = await Deno.makeTempDir();
  try {
    const { success, stderr } = await new Deno.Command(chromium, {
      args: [
        ...["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
        ...["--no-first-run", `--user-data-dir=${profile}`],
        ...[`--window-size=${width},${height}`, "--virtual-time-budget=5000"],
        ...[`--screenshot=${file}`, url],
      ],
      stdout: "null",
      stderr: "piped",
    }).output();
    if (success) return;
    const said = new TextDecoder().decode(stderr).trim();
    throw new InputError(`Cannot take a picture of ${url} with ${chromium}: ${said}`);
  } finally {
    await Deno.remove(profile, { recursive: true });
  }
}
