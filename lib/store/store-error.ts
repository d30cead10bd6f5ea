import { type StoreCode, storeCodeOf } from '@/lib/domain/store-fault';

/** Something that is not as it was written. `where` names a table, or a segment as `scope #index`. */
export interface Damage {
  kind: /** Nothing is there, though this profile has had a log. */
    | 'emptied'
    /** Rows are missing: it is an older copy of itself, or a part was cut off. */
    | 'short'
    /** A segment is missing, or does not belong to its neighbours. */
    | 'chain'
    /** The bytes of a segment are not those that were sealed. */
    | 'checksum'
    /** An event in the tail is not as its head says. */
    | 'altered'
    /** The browser has it and can't give it back. */
    | 'unreadable'
    /** What screens show is not what the log comes to. The log is whole: it can be built anew. */
    | 'projection';
  where: string;
}

export class StoreError extends Error {
  readonly code: StoreCode;
  readonly damage: readonly Damage[];

  constructor(code: StoreCode, damage: readonly Damage[] = [], cause?: unknown) {
    super(code, { cause });
    this.name = 'StoreError';
    this.code = code;
    this.damage = damage;
  }
}

/** By these names browsers say that something stored can't be read. A reading has no other reason to be broken off. */
const unreadable = new Set(['AbortError', 'DataError', 'NotFoundError', 'NotReadableError', 'UnknownError']);

/** What the browser can't give back is damage as well. Throws StoreError `store-damaged`. */
export async function reading<T>(where: string, read: () => PromiseLike<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof Error) || !unreadable.has(error.name)) throw error;
    throw new StoreError('store-damaged', [{ kind: 'unreadable', where }], error);
  }
}

/** What looking found, or broke off at. */
export async function damageFound(look: () => Promise<readonly Damage[]>): Promise<readonly Damage[]> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof StoreError && error.damage.length > 0) return error.damage;
    throw error;
  }
}

/** The browser's error as one of ours, where it is about the store; every other one as it is. */
export function storeError(error: unknown): unknown {
  if (error instanceof StoreError) return error;
  const code = storeCodeOf(error);
  return code ? new StoreError(code, [], error) : error;
}
