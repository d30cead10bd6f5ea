import { isIPv6 } from 'node:net';
import type { Context } from 'hono';
import type { Env } from './doors/caller.ts';

/**
 * Where a request comes from. Behind a proxy of ours it is what the proxy put last into X-Forwarded-For: what stands
 * before that is the caller's own word.
 */
export function addressOfCaller(c: Context<Env>, behindProxy: boolean): string {
  const forwarded = behindProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  return network(forwarded ?? c.env?.incoming?.socket.remoteAddress ?? 'unknown');
}

/** One household or office has a whole /64 of IPv6: counted as one. */
export function network(address: string): string {
  const [, mapped] = /^::ffff:([\d.]+)$/i.exec(address) ?? [];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const start = head === '' ? [] : head.split(':');
  const end = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : 8 - start.length - end.length;
  const groups = [...start, ...Array<string>(Math.max(0, zeros)).fill('0'), ...end];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
