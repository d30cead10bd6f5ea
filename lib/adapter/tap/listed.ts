import type { Response } from '@/lib/domain/platform';
import { prune, type Tree, treeOf } from '../keep';
import { matchPath } from '../match';
import { parseExact } from './parse-exact';

/** A declared response, with where it was declared. */
export interface Listed {
  /** `<platform>/<page>`. */
  page: string;
  /** Index in the page's `responses`. */
  response: number;
  declared: Response;
  tree: Tree;
}

/** The closed list out of adapter files by path (`…/<platform>/<page>.json`). */
export function listedIn(files: Readonly<Record<string, readonly Response[]>>): Listed[] {
  return Object.entries(files).flatMap(([path, responses]) => {
    const page = path
      .split('/')
      .slice(-2)
      .join('/')
      .replace(/\.json$/, '');
    return responses.map((declared, response) => ({ page, response, declared, tree: treeOf(declared) }));
  });
}

/** Those that the method and the path fit; the operation is looked at when the answer is there. */
export function candidates(list: readonly Listed[], method: string, path: string): Listed[] {
  return list.filter(({ declared }) => declared.method === method.toUpperCase() && matchPath(declared.path, path) !== null);
}

/** GraphQL operation of a request body: its operationName, else the name in the query's text. */
export function operationOf(body: string | null): string | null {
  if (!body?.trimStart().startsWith('{')) return null;
  const { operationName, query } = parseExact(body) as { operationName?: unknown; query?: unknown };
  if (typeof operationName === 'string') return operationName;
  return typeof query === 'string' ? (/\b(?:query|mutation)\s+([A-Za-z_]\w*)/.exec(query)?.[1] ?? null) : null;
}

/** The declared parts of a response, for each declaration that it answers. */
export function declaredParts(list: readonly Listed[], body: string | null, answer: unknown): { listed: Listed; payload: unknown }[] {
  const operation = list.some(({ declared }) => declared.operation) ? operationOf(body) : null;
  return list
    .filter(({ declared }) => declared.operation === undefined || declared.operation === operation)
    .map((listed) => ({ listed, payload: prune(answer, listed.declared, listed.tree) }))
    .filter(({ payload }) => payload !== null);
}
