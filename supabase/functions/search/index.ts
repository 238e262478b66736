import { readConfig } from "../_shared/edge/config/config.ts";
import { door } from "../_shared/edge/http/http.ts";
import { makeDeps } from "./deps.ts";
import { search, type SearchDeps, SearchInput } from "./search.ts";

const config = readConfig();
let deps: SearchDeps | undefined; // kept between calls of a warm function

export default {
  fetch: door(config, { auth: "anyone", body: SearchInput }, (input, caller, request) => {
    deps ??= makeDeps(config);
    return search(input, caller, request.headers, deps);
  }),
};
