import { v7 as make } from '../../node_modules/uuid/dist/index.js';

/** Ids of this moment and this chance alone: the library would otherwise remember the last one, and a replay of one seed would differ. */
export const v7 = (options: { msecs?: number } = {}): string =>
  make({ msecs: Date.now(), ...options, rng: () => crypto.getRandomValues(new Uint8Array(16)) });
