/** Whether `supabase test db` can run here: the CLI runs its pg_prove in a container. */
import { fileURLToPath } from "node:url";

/** Its podman runs where CI does; `.ci/postgres image` makes the image. */
const CI = fileURLToPath(new URL("../../.ci/bin", import.meta.url));

/** The PATH on which the CLI finds what runs containers: it calls `docker`, or else `podman`. */
export async function containerPath(): Promise<string | undefined> {
  // Elsewhere a container does not reach the server's loopback port.
  if (Deno.build.os !== "linux") return undefined;
  if (await answers("docker", "info", "--format", "{{.ID}}")) return Deno.env.get("PATH");
  if (await answers(`${CI}/podman`, "image", "ls", "--quiet", "public.ecr.aws/supabase/pg_prove")) {
    return CI;
  }
}

/** It succeeds, and names something. */
async function answers(command: string, ...args: string[]): Promise<boolean> {
  const output = new Deno.Command(command, { args, stderr: "null" }).output();
  return await output.then(({ success, stdout }) => success && stdout.length > 1, () => false);
}
