import type { JsonField, Response } from '@/lib/domain/platform';
import { leaf, opened, segmentsOf, walk } from './paths';

/** The paths that are copied out of a response; a tree without branches is a leaf. Buyers' data is left behind by never being named here. */
export interface Tree {
  [segment: string]: Tree;
}

const plant = (): Tree => Object.create(null) as Tree;

function grow(tree: Tree, path: string): Tree {
  let at = tree;
  for (const segment of segmentsOf(path)) at = at[segment] ??= plant();
  return at;
}

function growFields(item: Tree, fields: Readonly<Record<string, Pick<JsonField, 'path'>>>): void {
  for (const { path } of Object.values(fields)) {
    for (const each of typeof path === 'string' ? [path] : Object.values(path)) grow(item, each);
  }
}

/** The keep tree of a declared response. */
export function treeOf(response: Response): Tree {
  const tree = plant();
  const item = plant();
  growFields(item, response.fields);
  for (const { items, fields } of Object.values(response.parts ?? {})) growFields(grow(item, `${items}[]`), fields);
  if (response.total) grow(tree, response.total);
  // One item or an array of them: the response decides, its copy is the same either way.
  Object.assign(grow(tree, response.items), item, { '[]': item });
  return tree;
}

/** A copy that holds the declared paths alone. */
export function keep(value: unknown, tree: Tree): unknown {
  const segments = Object.keys(tree);
  if (segments.length === 0) return leaf(value);
  if (tree['{}']) return keep(opened(value), tree['{}']);
  if (value === null || typeof value !== 'object') return value === null ? null : undefined;
  const inner = tree['[]'];
  if (inner && Array.isArray(value)) return value.map((item: unknown) => keep(item, inner));
  const copy: Record<string, unknown> = {};
  for (const segment of segments) {
    if (!Object.hasOwn(value, segment)) continue;
    const kept = keep((value as Record<string, unknown>)[segment], tree[segment] ?? plant());
    if (kept !== undefined) copy[segment] = kept;
  }
  return copy;
}

/** What an answer says of itself: false = one of the paths says it went wrong, true = they say it went well, undefined = none is there. */
export function saysOk(body: unknown, ok: Response['ok'] = {}): boolean | undefined {
  const said = Object.entries(ok).flatMap(([path, values]) => {
    const value = walk(body, segmentsOf(path));
    return value === undefined ? [] : [values.includes(value as never)];
  });
  return said.length > 0 ? !said.includes(false) : undefined;
}

/** The pruned response, or null where it has not the declared shape: an error, a refusal, another version. */
export function prune(body: unknown, response: Response, tree: Tree): unknown {
  if ((response.operation && walk(body, ['errors'])) || saysOk(body, response.ok) === false) return null;
  const items = walk(body, segmentsOf(response.items));
  return items !== null && typeof items === 'object' ? keep(body, tree) : null;
}
