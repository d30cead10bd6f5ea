import type { Edit } from './load.ts';

/** A program with one thing wrong with it. A simulator that does not notice it proves nothing. */
export interface Variant {
  name: string;
  /** Too few seeds meet it for `npm test`; `npm run simulate -- --broken --seeds N` looks for it. */
  rare?: true;
  edits: Edit[];
}

export const change = (file: string, from: string, to: string): Edit => ({ file, from, to });
