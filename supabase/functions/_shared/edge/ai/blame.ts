/**
 * Whose fault it is when rows of one claim fail: their own, or that of a setting, which would fail them
 * all. Faults are held back until one row goes through; where none of the first does, an input of our own
 * decides. So no claim is ever given up because of a setting.
 */
import { ProviderDown, RowFault } from "./ai.ts";
import { remedy } from "./triage.ts";

export interface Blame<Row> {
  /** A row went through, so the settings work: what failed is its rows' own fault. */
  clear(): Promise<void>;
  /** @throws {ProviderDown} where the provider turns out to be at fault */
  hold(row: Row, fault: RowFault): Promise<void>;
  /** Every row was tried. @throws {ProviderDown} */
  settle(): Promise<void>;
}

export interface BlameOptions<Row> {
  /** What a row is: "post". */
  noun: string;
  /** Asks the provider about an input that any can do. */
  probe(): Promise<unknown>;
  /** Records the fault of a row. */
  fail(row: Row, fault: RowFault): Promise<void>;
}

/** Faults after which it is decided. */
const ENOUGH = 3;

export function createBlame<Row>({ noun, probe, fail }: BlameOptions<Row>): Blame<Row> {
  let held: { row: Row; fault: RowFault }[] = [];
  let isClear = false;
  let verdict: Promise<void> | undefined;

  async function clear() {
    isClear = true;
    const failed = held;
    held = [];
    for (const { row, fault } of failed) await fail(row, fault);
  }

  async function judge() {
    const faults = held.map(({ fault }) => fault);
    if (faults.length >= ENOUGH && isOneRefusal(faults)) {
      throw downBy(faults[0]!, `The provider refuses every ${noun} in the same words`);
    }
    try {
      await probe();
    } catch (error) {
      if (!(error instanceof RowFault)) throw error;
      if (!isClear) throw downBy(error, `The provider fails even with a made-up ${noun}`);
    }
    await clear();
  }

  return {
    clear,
    hold: async (row, fault) => {
      if (isClear) return await fail(row, fault);
      held.push({ row, fault });
      if (held.length >= ENOUGH) await (verdict ??= judge());
    },
    settle: async () => {
      if (held.length > 0) await (verdict ??= judge());
    },
  };
}

function downBy({ message, about }: RowFault, what: string): ProviderDown {
  const settings = about.settings ?? [];
  return new ProviderDown(`${what}: ${message}${remedy(settings)}`, undefined, settings);
}

/** Whether a server refused them all in the same words, but for numbers and ids. */
function isOneRefusal(faults: RowFault[]): boolean {
  const words = faults.map(({ message }) => message.replace(/[\da-f-]{8,}|\d+/gi, ""));
  return faults.every(({ about }) => about.isRefusal) && new Set(words).size === 1;
}
