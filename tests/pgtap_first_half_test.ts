import { runPgtap } from "./pgtap.ts";

Deno.test("supabase/tests: the first half of the pgTAP files passes", (t) =>
  runPgtap(t, { nth: 1, of: 2 }));
