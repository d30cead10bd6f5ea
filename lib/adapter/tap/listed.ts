import type { Response } from '@/lib/domain/platform';
import { prune, saysOk, type Tree, treeOf } from '../keep';
import { hostFits, matchPath } from '../match';
import { pick, segmentsOf, walk } from '../paths';
import { parseExact } from './parse-exact';

/** A declared response, with where it was declared. */
export interface Listed {
  /** `<platform>/<page>`. */
  page: string;
  /** Index in the page's `responses`. */
  response: number;
  declared: Response;
  tree: Tree;
  /** The page is read by its responses alone: one that refuses is told too, without anything of it. */
  alone: boolean;
}

/** What the tap is given of a page. */
export interface TapPage {
  /** `<platform>/<page>`. */
  page: string;
  alone: boolean;
  responses: readonly Response[];
}

/** The closed list. */
export function listedIn(pages: readonly TapPage[]): Listed[] {
  return pages.flatMap(({ page, alone, responses }) =>
    responses.map((declared, response) => ({ page, response, declared, tree: treeOf(declared), alone })),
  );
}

/** Those that the method, the host and the path fit; the operation is looked at when the answer is there. `isOwn`: of the page's own origin. */
export function candidates(
  list: readonly Listed[],
  method: string,
  { hostname, pathname, protocol }: Pick<URL, 'hostname' | 'pathname' | 'protocol'>,
  isOwn: boolean,
): Listed[] {
  return list.filter(({ declared: { method: methods, hosts, path } }) => {
    const isThere = hosts ? protocol === 'https:' && hostFits(hosts, hostname) : isOwn;
    return isThere && [methods].flat().includes(method.toUpperCase() as 'GET') && matchPath(path, pathname) !== null;
  });
}

/** Whose an answer is: undefined = it is not of those that say so; null = it should say and does not, or names several. */
function accountOf({ account }: Response, { url, headers }: Whose, answer: unknown): string | null | undefined {
  if (!account) return undefined;
  if ('query' in account) return url.searchParams.get(account.query) || undefined;
  if ('header' in account) return headers?.get(account.header) || null;
  const named = [pick(answer, account.path)].flat().map((id) => (typeof id === 'number' ? String(id) : id));
  const [id, other] = new Set(named);
  return other === undefined && typeof id === 'string' && id !== '' ? id : null;
}

/** An empty list that the answer's own total does not bear out: overload and limits answer like this. */
function isHollow({ items, total }: Response, answer: unknown): boolean {
  const rows = walk(answer, segmentsOf(items));
  return Array.isArray(rows) && rows.length === 0 && (total === undefined || Number(pick(answer, total) ?? 1) !== 0);
}

/** GraphQL operation of a request body: its operationName, else the name in the query's text. */
export function operationOf(body: string | null): string | null {
  if (!body?.trimStart().startsWith('{')) return null;
  const { operationName, query } = parseExact(body) as { operationName?: unknown; query?: unknown };
  if (typeof operationName === 'string') return operationName;
  return typeof query === 'string' ? (/\b(?:query|mutation)\s+([A-Za-z_]\w*)/.exec(query)?.[1] ?? null) : null;
}

/** What of a request says whose its answer is. */
export interface Whose {
  url: URL;
  headers?: ReadonlyMap<string, string>;
}

export interface Part {
  listed: Listed;
  /** null = refused, where the page is to know of it. */
  payload: unknown;
  account?: string | null;
}

/** The declared parts of a response, for each declaration that it answers. */
export function declaredParts(list: readonly Listed[], body: string | null, answer: unknown, whose: Whose): Part[] {
  const operation = list.some(({ declared }) => declared.operation) ? operationOf(body) : null;
  return list.flatMap((listed): Part[] => {
    const { declared, tree, alone } = listed;
    if (declared.operation !== undefined && declared.operation !== operation) return [];
    const payload = prune(answer, declared, tree);
    // What went well and looks otherwise answers another question that has the same path.
    if (payload === null && saysOk(answer, declared.ok)) return [];
    if (payload === null || (alone && isHollow(declared, answer))) return alone ? [{ listed, payload: null }] : [];
    const account = accountOf(declared, whose, answer);
    return [{ listed, payload, ...(account !== undefined && { account }) }];
  });
}
