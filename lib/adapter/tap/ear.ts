import type { Listed } from './listed';

/** The page's world, as far as the tap touches it. */
export type TapScope = Pick<
  typeof globalThis,
  | 'fetch'
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

/** What the wrapped functions ask and tell. */
export interface Ear {
  /** The declared responses that may answer a request, or null: not ours. */
  expect(method: string, url: string): Listed[] | null;
  /** An answer to such a request; `body` is the request's. */
  hear(expected: readonly Listed[], body: string | null, answer: unknown): void;
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
