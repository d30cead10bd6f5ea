import { decoded, matchRoute } from '../match';

const idLike = /^(\d+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
const looksLikeId = (part: string): boolean => /\d{3}|^[0-9a-f]{8,}$|^\d+$/i.test(part) || (/\d/.test(part) && part.length > 8);

/** Keys by which a program tells its own pages apart in the query. */
const chooses = /^(r|route|action|act|do|op|m|c|a|mod|ctl|controller|module|view|section|task|cmd|app|s|post_type|type|page)$/i;
const isWord = (value: string): boolean => /^[A-Za-z][\w./:-]{1,60}$/.test(value) && !looksLikeId(value);

function pathTemplate(path: string, isForm: boolean, prefix: string): string {
  const parts = path.split('/');
  const last = parts.findLastIndex((part) => looksLikeId(decoded(part) ?? part));
  return parts
    .map((part, at) => {
      const plain = decoded(part) ?? part;
      if (!looksLikeId(plain)) return plain;
      const kind = idLike.test(plain) ? ':id' : '';
      return isForm && at === last ? `<id${kind}>` : `<${prefix}${at}${kind}>`;
    })
    .join('/');
}

/**
 * The address of a page as a template that fits its other pages too: numbers become `<name>`, and of a query only what chooses the
 * page counts. Null for an address that no template can say.
 */
export function routeOf(url: string, kind: 'list' | 'form'): { route: string; example: string } | null {
  const { pathname, searchParams, hash } = new URL(url);
  const isForm = kind === 'form';
  const [hashPath = ''] = hash.slice(1).split('?');
  const isHashRoute = hashPath.replace(/^!/, '').startsWith('/') && hashPath.replace(/^!/, '') !== '/';
  const chosen = [...searchParams].filter(([key, value]) => chooses.test(key) && isWord(value)).slice(0, 4);
  const query = chosen.length > 0 ? `?${chosen.map(([key, value]) => `${key}=${value}`).join('&')}` : '';
  const route = `${pathTemplate(pathname, isForm && !isHashRoute, 'p')}${query}${isHashRoute ? `#${pathTemplate(hashPath, isForm, 'h')}` : ''}`;
  const example = `${pathname}${query}${isHashRoute ? `#${hashPath}` : ''}`;
  if (route.length > 300 || example.length > 300 || /%3[ce]/i.test(pathname + hashPath)) return null;
  return matchRoute(route, url) ? { route, example } : null;
}
