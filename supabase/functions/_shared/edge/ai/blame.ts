/**
 * Decides whether failures of a claim's rows are their own or caused by a setting that would fail
 * every row. Holds failures back until one row succeeds. If none of the first rows does, a sample
 * input decides. So rows never use up attempts because of a setting.
 */
import { ProviderDown, RowFault } from "./ai.ts";
import { remedy } from "./triage.ts";

/** Collects the failures of one claim. */
export interface Blame<Row> {
  /** Reports a success: the settings work, so failures belong to their rows. */
  clear(): Promise<void>;
  /**
   * Reports a failure.
   *
   * @throws {ProviderDown} if the provider is the cause
   */
  hold(row: Row, fault: RowFault): Promise<void>;
  /**
   * Decides held failures after every row was tried.
   *
   * @throws {ProviderDown} if the provider is the cause
   */
  settle(): Promise<void>;
}

/** Dependencies of `createBlame`. */
export interface BlameOptions<Row> {
  /** Word for a row in messages: "post". */
  noun: string;
  /** Sends the sample input to the provider; every working provider accepts it. */
  probe(): Promise<unknown>;
  /** Records the fault of a row. */
  fail(row: Row, fault: RowFault): Promise<void>;
}

/** Number of failures after which the cause is decided. */
const ENOUGH = 3;

/** Creates a collector for one claim. */
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
      if (!isClear) throw downBy(error, `The provider fails even with a sample ${noun}`);
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

/** Whether a server refused all in the same words, apart from numbers and ids. */
function isOneRefusal(faults: RowFault[]): boolean {
  const words = faults.map(({ message }) => message.replace(/[\da-f-]{8,}|\d+/gi, ""));
  return faults.every(({ about }) => about.isRefusal) && new Set(words).size === 1;
}
