export type ApiUrl =
  | { ok: true /** Without a slash at the end; may hold a path. */; url: string /** What the permission is asked for. */; origin: string }
  | { ok: false; reason: 'empty' | 'not-an-address' | 'needs-https' | 'holds-password' | 'holds-query' };

/** An address of an API as a person types it. https, or http to this very machine: a token in clear text on a network is anybody's. */
export function apiUrl(text: string): ApiUrl {
  const typed = text.trim();
  if (typed === '') return { ok: false, reason: 'empty' };
  const bare = !/^[a-z][a-z0-9+.-]*:\/\//i.test(typed);
  const url = parse(bare ? `https://${typed}` : typed);
  if (!url || url.hostname === '') return { ok: false, reason: 'not-an-address' };
  if (bare && isLoopback(url.hostname)) url.protocol = 'http:';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { ok: false, reason: 'not-an-address' };
  if (url.username !== '' || url.password !== '') return { ok: false, reason: 'holds-password' };
  if (url.search !== '' || url.hash !== '') return { ok: false, reason: 'holds-query' };
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return { ok: false, reason: 'needs-https' };
  return { ok: true, url: url.href.replace(/\/+$/, ''), origin: url.origin };
}

/** This machine, by name or address: nothing sent there leaves it. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
