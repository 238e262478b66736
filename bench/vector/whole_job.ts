/** Runs newsletter.ts in processes of their own, against a server of this one. */
import { quantile } from "./contender.ts";
import { createDataSet } from "./data.ts";
import { encodeBlob } from "./loading.ts";

export interface WholeJob {
  members: number;
  events: number;
  wallMs: number;
  cpuMs: number;
  /** Resident memory of the whole process at its end. */
  megabytes: number;
}

const RUNS = 5;

export async function measureWholeJob(): Promise<WholeJob> {
  const { vectors, queries } = createDataSet(2000, 512, 10_000);
  const events = encodeBlob(vectors);
  const members = encodeBlob(queries);
  const size = members.byteLength / queries.length;
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const at = (name: string) => Number(searchParams.get(name)) * size;
    return new Response(pathname === "/events" ? events : members.slice(at("from"), at("to")));
  });
  const runs: WholeJob[] = [];
  for (let i = 0; i < RUNS; i++) {
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "--quiet", "--allow-all"],
        new URL("./newsletter.ts", import.meta.url).pathname,
        `http://127.0.0.1:${server.addr.port}`,
        "512",
      ],
    }).output();
    runs.push(JSON.parse(new TextDecoder().decode(stdout)));
  }
  await server.shutdown();
  const median = (key: keyof WholeJob) => quantile(runs.map((run) => run[key]), 0.5);
  return {
    members: median("members"),
    events: median("events"),
    wallMs: median("wallMs"),
    cpuMs: median("cpuMs"),
    megabytes: median("megabytes"),
  };
}
