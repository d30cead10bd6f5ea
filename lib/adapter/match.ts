/** Values of a route's `<name>` parts, decoded. */
export type Params = Record<string, string>;

const kinds: Record<string, RegExp> = {
  number: /^\d+$/,
  id: /^(\d+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i,
};

const anything = /./;

/** A part of an address without its escapes; null where they are broken. */
export function decoded(segment: string): string | null {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}

/** Matches a path against a template segment by segment. A slash at the end counts for nothing. */
export function matchPath(template: string, path: string): Params | null {
  const wanted = template.split('/').filter(Boolean);
  const given = path.split('/').filter(Boolean);
  if (wanted.length !== given.length) return null;
  const params: Params = {};
  for (const [i, part] of wanted.entries()) {
    const value = decoded(given[i] ?? '');
    if (part.startsWith('<')) {
      const [name = '', kind = ''] = part.slice(1, -1).split(':');
      if (!value || !(kinds[kind] ?? anything).test(value)) return null;
      params[name] = value;
    } else if (value !== part) return null;
  }
  return params;
}

/** Does the query of an address hold what the template's asks for? What else it holds counts for nothing. */
function holdsQuery(wanted: string, given: string): boolean {
  const all = new URLSearchParams(given);
  return [...new URLSearchParams(wanted)].every(([key, value]) => all.get(key) === value);
}

/**
 * The `<name>` parts of an address that fits the template, or null. Its origin is ignored; its `?` and `#` parts count where the
 * template has them. The address is a browser's own, or a path: it needs no parsing, and a look at a page has no time for one.
 */
export function matchRoute(template: string, url: string): Params | null {
  const [, path = '', query = '', hash = ''] = /^(?:[a-z][a-z\d+.-]*:\/\/[^/?#]*)?([^?#]*)(?:\?([^#]*))?(?:#([^?]*))?/i.exec(url) ?? [];
  const [before = '', ofHash] = template.split('#');
  const [ofPath = '', ofQuery] = before.split('?');
  const params = matchPath(ofPath, path);
  if (!params || (ofQuery !== undefined && !holdsQuery(ofQuery, query))) return null;
  if (ofHash === undefined) return params;
  const inHash = matchPath(ofHash, hash);
  return inHash && { ...params, ...inHash };
}

interface Routed {
  route: string;
  also?: string[] | undefined;
}

/** The `<name>` parts of an address by whichever route of the page it fits, or null. */
export function matchPage({ route, also = [] }: Routed, url: string): Params | null {
  for (const each of [route, ...also]) {
    const params = matchRoute(each, url);
    if (params) return params;
  }
  return null;
}

/** The page that an address belongs to, of those given. */
export function pageFor<P extends Routed>(pages: readonly P[], url: string): { page: P; params: Params } | null {
  for (const page of pages) {
    const params = matchPage(page, url);
    if (params) return { page, params };
  }
  return null;
}

/** One of a platform's hosts: label by label, `*` at a label's end for at least one sign more. */
export function hostFits(hosts: readonly string[], hostname: string): boolean {
  const given = hostname.split('.');
  return hosts.some((host) => {
    const wanted = host.split('.');
    const fits = (label: string, i: number): boolean => {
      const here = given[i] ?? '';
      return label.endsWith('*') ? here.length >= label.length && here.startsWith(label.slice(0, -1)) : label === here;
    };
    return wanted.length === given.length && wanted.every(fits);
  });
}
