import { runPgtap } from "./pgtap.ts";

Deno.test("supabase/tests: the second half of the pgTAP files passes", (t) =>
  runPgtap(t, { nth: 2, of: 2 }));
