/** Runs the site's page without a browser: its own script with a minimal document. */

/** The visible parts of the page. */
export interface SitePage {
  text: string;
  detail: string;
  /** Label of the button; null if it is hidden. */
  button: string | null;
  press(): Promise<void>;
}

type Script = (...scope: unknown[]) => Promise<void>;
const AsyncFunction = async function () {}.constructor as new (...parts: string[]) => Script;

/** Opens the page with this fragment in its address. */
export async function openSite(url: string, fragment: string): Promise<SitePage> {
  const response = await fetch(`${url}/site`);
  const [, script] = /<script type="module">(.*)<\/script>/s.exec(await response.text())!;
  const text = { textContent: "" };
  const detail = { textContent: "" };
  const press = { textContent: "", hidden: true, disabled: false, onclick: async () => {} };
  const elements: Record<string, unknown> = { text, detail, press };
  const run = new AsyncFunction("document", "location", "fetch", "addEventListener", script!);
  await run(
    { getElementById: (id: string) => elements[id] },
    { hash: fragment && `#${fragment}` },
    (path: string, init: RequestInit) => fetch(new URL(path, url), init),
    () => {},
  );
  return {
    get text() {
      return text.textContent;
    },
    get detail() {
      return detail.textContent;
    },
    get button() {
      return press.hidden || press.disabled ? null : press.textContent;
    },
    press: () => press.onclick(),
  };
}
