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

/** Why the store cannot be used. */
export type StoreCode =
  /** Damage was found: nothing is written until it is mended. */
  | 'store-damaged'
  /** The database was made by a newer program: this one writes nothing to it. */
  | 'store-newer'
  /** An old page of ours holds the database back from its upgrade. */
  | 'store-blocked'
  /** The disk, or the browser's share of it, is full. */
  | 'store-full'
  /** It cannot be opened, or was closed and did not open again. */
  | 'store-closed';

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

const codes: Record<string, StoreCode> = {
  QuotaExceededError: 'store-full',
  DatabaseClosedError: 'store-closed',
  InvalidStateError: 'store-closed',
  OpenFailedError: 'store-closed',
  MissingAPIError: 'store-closed',
  UnknownError: 'store-closed',
  VersionError: 'store-newer',
};

/** The browser's error as one of ours, where it is about the store; every other one as it is. */
export function storeError(error: unknown): unknown {
  if (error instanceof StoreError || !(error instanceof Error)) return error;
  const inner = 'inner' in error && error.inner instanceof Error ? error.inner : null;
  const name = [error.name, inner?.name ?? ''].find((each) => Object.hasOwn(codes, each) && each !== 'DatabaseClosedError') ?? error.name;
  const code = Object.hasOwn(codes, name) ? codes[name] : undefined;
  return code ? new StoreError(code, [], error) : error;
}
