/** The mark of the one message that carries the tap's port. */
export const portMark = 'shop-loupe: port';

/** What the tap says of a response: which declared one, on which page, and the declared paths of it. Untrusted: it comes out of the page's world. */
export interface TapMessage {
  /** `<platform>/<page>`. */
  page: string;
  /** Index in the page's `responses`. */
  response: number;
  /** The page's address when it asked for the response. */
  url: string;
  /** null = the platform refused: overload, a limit, a riddle for humans, signed out. */
  payload: unknown;
  /** Whose it is, where the response is one that says so; null = it did not. */
  account?: string | null;
}

/** From the content script: it has the port; it is going away. */
export type ToTap = 'ready' | 'stop';
