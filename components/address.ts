export type Address = { ok: true; url: URL } | { ok: false; code: 'empty' | 'not-an-address' | 'not-web' };

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|.+\.localhost)$/;

/** An address as people paste it: with or without `https://`, with a path behind it, or `localhost:4390`. */
export function readAddress(text: string): Address {
  const typed = text.trim();
  if (!typed) return { ok: false, code: 'empty' };
  const scheme = /^([a-z][a-z0-9+.-]*):(?!\d)/i.exec(typed)?.[1]?.toLowerCase();
  if (scheme && scheme !== 'http' && scheme !== 'https') return { ok: false, code: 'not-web' };
  const bare = /^(localhost|127\.|\[::1\])/i.test(typed) ? `http://${typed}` : `https://${typed}`;
  try {
    const url = new URL(scheme ? typed : bare);
    const named = url.hostname.includes('.') || isLoopback(url);
    return named ? { ok: true, url } : { ok: false, code: 'not-an-address' };
  } catch {
    return { ok: false, code: 'not-an-address' };
  }
}

/** This machine itself: the one place where plain http is safe. */
export function isLoopback(url: URL): boolean {
  return loopback.test(url.hostname);
}
