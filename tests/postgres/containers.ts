/** Finds out whether `supabase test db` can run here: the CLI runs its pg_prove in a container. */
import { fileURLToPath } from "node:url";

/** Folder of CI's podman; `.ci/postgres image` builds the image. */
const CI = fileURLToPath(new URL("../../.ci/bin", import.meta.url));

/**
 * PATH with a container runtime for the CLI, which calls `docker` or else `podman`; undefined
 * without one.
 */
export async function containerPath(): Promise<string | undefined> {
  // On other systems a container cannot reach the server's loopback port.
  if (Deno.build.os !== "linux") return undefined;
  if (await answers("docker", "info", "--format", "{{.ID}}")) return Deno.env.get("PATH");
  if (await answers(`${CI}/podman`, "image", "ls", "--quiet", "public.ecr.aws/supabase/pg_prove")) {
    return CI;
  }
}

/** Whether a command succeeds with output. */
async function answers(command: string, ...args: string[]): Promise<boolean> {
  const output = new Deno.Command(command, { args, stderr: "null" }).output();
  return await output.then(({ success, stdout }) => success && stdout.length > 1, () => false);
}
