/** Stand-in for the part of Supabase's management API that `functions deploy --use-api` calls. */

/** One function as it arrived. */
export interface Upload {
  slug: string;
  metadata: { entrypoint_path: string; import_map_path: string; verify_jwt: boolean };
  /** Sizes in bytes by path below the project's root. */
  files: Map<string, number>;
}

export interface ManagementApi extends AsyncDisposable {
  url: string;
  uploads: Upload[];
  /** Method and address of every other request, in their order. */
  others: string[];
}

/** Serves on a free port of loopback until disposed of. */
export function startManagementApi(): ManagementApi {
  const uploads: Upload[] = [];
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
      others.push(`${request.method} ${url.pathname}`);
      await request.body?.cancel();
      return Response.json([]);
    },
  );
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    uploads,
    others,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

async function readUpload(url: URL, request: Request): Promise<Upload> {
  const form = await request.formData();
  const files = form.getAll("file").filter((part) => part instanceof File);
  return {
    slug: url.searchParams.get("slug") ?? "",
    metadata: JSON.parse(String(form.get("metadata"))),
    files: new Map(files.map(({ name, size }) => [name, size])),
  };
}

/** What the API answers to an upload; the CLI checks its shape. */
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
