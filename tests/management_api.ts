/** Stand-in for the parts of Supabase's management API that a deployment calls. */

/** Reference of the fictional project. */
export const PROJECT_REF = "abcdefghijklmnopqrst";

/** An uploaded function. */
export interface Upload {
  slug: string;
  metadata: { entrypoint_path: string; import_map_path: string; verify_jwt: boolean };
  /** Sizes in bytes by path relative to the project's root. */
  files: Map<string, number>;
}

/** A running server with its recorded requests. */
export interface ManagementApi extends AsyncDisposable {
  url: string;
  uploads: Upload[];
  /** Secrets sent by `secrets set`, by name. */
  secrets: Map<string, string>;
  /** Method and address of every other request, in order. */
  others: string[];
}

/** Starts a server on a free loopback port. */
export function startManagementApi(): ManagementApi {
  const uploads: Upload[] = [];
  const secrets = new Map<string, string>();
  const others: string[] = [];
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request) => {
      const url = new URL(request.url);
      if (request.method === "POST" && url.pathname.endsWith("/functions/deploy")) {
        const upload = await readUpload(url, request);
        uploads.push(upload);
        return Response.json(deployed(upload), { status: 201 });
      }
      const path = url.pathname.replace(`/v1/projects/${PROJECT_REF}`, "");
      if (request.method === "POST" && path === "/secrets") {
        for (const { name, value } of await request.json()) secrets.set(name, value);
        return new Response(null, { status: 201 });
      }
      others.push(`${request.method} ${path}`);
      await request.body?.cancel();
      return Response.json(ANSWERS[`${request.method} ${path}`] ?? []);
    },
  );
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    uploads,
    secrets,
    others,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

/** The project as the CLI expects it. */
const PROJECT = {
  id: PROJECT_REF,
  ref: PROJECT_REF,
  organization_id: "club",
  organization_slug: "club",
  name: "Chess club",
  region: "ap-southeast-2",
  created_at: "2026-01-01T00:00:00Z",
  status: "ACTIVE_HEALTHY",
  database: { host: "127.0.0.1", version: "17.4.1", postgres_engine: "17", release_channel: "ga" },
};

const ANSWERS: Record<string, unknown> = {
  "GET ": PROJECT,
  "GET /api-keys": [{ id: "anon", name: "anon", type: "legacy", api_key: "anon" }],
};

async function readUpload(url: URL, request: Request): Promise<Upload> {
  const form = await request.formData();
  const files = form.getAll("file").filter((part) => part instanceof File);
  return {
    slug: url.searchParams.get("slug") ?? "",
    metadata: JSON.parse(String(form.get("metadata"))),
    files: new Map(files.map(({ name, size }) => [name, size])),
  };
}

/** Response to an upload; the CLI validates it. */
const deployed = ({ slug, metadata }: Upload) => ({
  ...metadata,
  id: slug,
  slug,
  name: slug,
  status: "ACTIVE",
  version: 1,
  created_at: 1,
  updated_at: 1,
  import_map: true,
});
