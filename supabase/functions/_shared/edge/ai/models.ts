/** OpenAI models with a shutdown date, from its page of deprecations as of November 2026. */

const DAYS: Record<string, string> = {
  "2026-10-23": "gpt-3.5-turbo gpt-4 gpt-4-turbo gpt-4.1-nano o1 o1-pro o3-mini o4-mini",
  "2026-12-11": "gpt-5 gpt-5-mini gpt-5-nano gpt-5-pro o3 o3-pro",
  "2027-01-14": "gpt-4o gpt-4o-mini gpt-4.1 gpt-4.1-mini",
};

const LAST_DAY = new Map(
  Object.entries(DAYS).flatMap(([day, names]) => names.split(" ").map((name) => [name, day])),
);

/** Recommended replacement for reading posts. */
export const SUCCESSOR = "gpt-6-luna";

/** A sentence with a model's shutdown date and replacement; undefined if no date is known. */
export function endOf(model: string): string | undefined {
  // Covers snapshots (gpt-4o-2024-08-06), fine-tuned models (ft:gpt-4o:…) and gateways
  // (openai/gpt-4o).
  const name = model.replace(/^(ft:|.*\/)/, "").replace(/:.*/, "").replace(
    /-\d{4}(-\d\d-\d\d)?$/,
    "",
  );
  const day = LAST_DAY.get(name);
  return day && `OpenAI shuts ${name} down on ${day}: set OPENAI_EXTRACTION_MODEL to ${SUCCESSOR}`;
}
