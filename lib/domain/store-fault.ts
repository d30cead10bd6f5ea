/** Why the store cannot be used. */
export const storeCodes = [
  /** Damage was found: nothing is written until it is mended. */
  'store-damaged',
  /** The database was made by a newer program: this one writes nothing to it. */
  'store-newer',
  /** An old page of ours holds the database back from its upgrade. */
  'store-blocked',
  /** The disk, or the browser's share of it, is full. */
  'store-full',
  /** It cannot be opened, or was closed and did not open again. */
  'store-closed',
] as const;
export type StoreCode = (typeof storeCodes)[number];

/** Names that IndexedDB and Dexie give their failures. */
const codes: Record<string, StoreCode> = {
  QuotaExceededError: 'store-full',
  DatabaseClosedError: 'store-closed',
  InvalidStateError: 'store-closed',
  OpenFailedError: 'store-closed',
  MissingAPIError: 'store-closed',
  UnknownError: 'store-closed',
  VersionError: 'store-newer',
};

/** What an error says about the store; null where it is about something else. */
export function storeCodeOf(error: unknown): StoreCode | null {
  if (!(error instanceof Error)) return null;
  const told = 'code' in error ? storeCodes.find((code) => code === error.code) : undefined;
  if (told) return told;
  const inner = 'inner' in error && error.inner instanceof Error ? error.inner : null;
  // A database is closed because of what happened inside, where that is known.
  const name = [error.name, inner?.name ?? ''].find((each) => Object.hasOwn(codes, each) && each !== 'DatabaseClosedError') ?? error.name;
  return Object.hasOwn(codes, name) ? (codes[name] ?? null) : null;
}
