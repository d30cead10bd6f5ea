type Key = Pick<KeyboardEvent, 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'isComposing' | 'isTrusted'>;

/** Alt+J = 1 (next gap), Alt+K = -1 (previous), by the key's place on the board; 0 for any other key, or one that no person pressed. */
export function jumpKey(key: Key): 1 | -1 | 0 {
  if (!key.isTrusted || !key.altKey || key.ctrlKey || key.metaKey || key.shiftKey || key.isComposing) return 0;
  return key.code === 'KeyJ' ? 1 : key.code === 'KeyK' ? -1 : 0;
}

/** The stop after (or before) the last one, round and round; null where there is none. */
export function stepFrom<T>(stops: readonly T[], last: T | null, by: 1 | -1): T | null {
  const at = last === null ? -1 : stops.indexOf(last);
  const from = at >= 0 ? at : by === 1 ? -1 : 0;
  return stops[(from + by + stops.length) % stops.length] ?? null;
}
