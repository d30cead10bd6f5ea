import type { Listed } from './listed';

/** The page's world, as far as the tap touches it. */
export type TapScope = Pick<
  typeof globalThis,
  | 'fetch'
  | 'Headers'
  | 'Request'
  | 'Response'
  | 'XMLHttpRequest'
  | 'MessageChannel'
  | 'MessagePort'
  | 'Promise'
  | 'Reflect'
  | 'document'
  | 'location'
  | 'postMessage'
>;

/** A request whose answer may be one of those declared. */
export interface Asked {
  list: readonly Listed[];
  url: URL;
  /** The page's address when it asked. */
  page: string;
  /** Headers that say whose the answer is, as far as the request has them. */
  headers: Map<string, string>;
}

/** What the wrapped functions ask and tell. */
export interface Ear {
  /** The headers that are looked at, in small letters. */
  headers: ReadonlySet<string>;
  /** Null: the answer is not ours to hear. */
  expect(method: string, url: string): Asked | null;
  /** The answer to such a request; undefined = it is no JSON, or no success. `body` is the request's. */
  hear(asked: Asked, body: string | null, answer: unknown): void;
}

/** Whatever goes wrong in the tap is not the page's business. */
export function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

type Callable = (...args: never[]) => unknown;

/** A stand-in that looks like the function it stands for, printed as well. */
export function standIn<F extends Callable>(native: F, apply: (target: F, self: unknown, args: unknown[]) => unknown): F {
  return new Proxy(native, {
    apply,
    get: (target, name) => (name === 'toString' ? () => `${target}` : Reflect.get(target, name)),
  });
}
