import { createHash } from 'node:crypto';
import { bundle } from '../bundle.ts';
import type { Contender, Server } from '../contender.ts';
import { rowOf } from '../row.ts';
import { nobody, year } from '../year.ts';
import { bodyOf, listen, say } from './listen.ts';

interface Doc {
  _id: string;
  _rev: string;
  _revisions: { start: number; ids: string[] };
}

/** As much of CouchDB's protocol as its replicator speaks, in memory: documents that have one revision each, in the order they came. */
async function serve(total: number): Promise<Server> {
  const docs = new Map<string, Doc>();
  const order: string[] = [];
  const locals = new Map<string, object>();
  const waiting = new Set<() => void>();
  const add = (doc: Doc) => {
    if (!docs.has(doc._id)) order.push(doc._id);
    docs.set(doc._id, doc);
  };
  for (const event of year(nobody(), 'shop', total)) {
    const { id: _id, ...rest } = rowOf(event);
    const rev = createHash('md5').update(_id).digest('hex');
    add({ _id, _rev: `1-${rev}`, _revisions: { start: 1, ids: [rev] }, ...rest } as Doc);
  }
  const changes = (since: number, limit: number) => {
    const found = order.slice(since, since + limit);
    const results = found.map((id, at) => ({ id, seq: since + at + 1, changes: [{ rev: docs.get(id)?._rev }] }));
    return { results, last_seq: since + found.length };
  };

  const { url, close } = await listen(async (request, response, { pathname, searchParams }) => {
    const [, , verb = '', local = ''] = pathname.split('/');
    if (verb === '_local') {
      if (request.method === 'PUT') {
        locals.set(local, (await bodyOf(request)) as object);
        say(response, { ok: true, id: `_local/${local}`, rev: '0-1' }, 201);
      } else if (locals.has(local)) say(response, locals.get(local));
      else say(response, { error: 'not_found', reason: 'missing' }, 404);
    } else if (verb === '_revs_diff') {
      const asked = (await bodyOf(request)) as Record<string, string[]>;
      const missing = Object.entries(asked).flatMap(([id, revs]) => (docs.has(id) ? [] : [[id, { missing: revs }] as const]));
      say(response, Object.fromEntries(missing));
    } else if (verb === '_bulk_docs') {
      for (const doc of ((await bodyOf(request)) as { docs: Doc[] }).docs) add(doc);
      say(response, [], 201);
      for (const go of waiting) go();
      waiting.clear();
    } else if (verb === '_bulk_get') {
      const asked = ((await bodyOf(request)) as { docs: { id: string }[] }).docs;
      say(response, { results: asked.map(({ id }) => ({ id, docs: [{ ok: docs.get(id) }] })) });
    } else if (verb === '_changes') {
      const since = Number(searchParams.get('since'));
      const isNews = searchParams.get('feed') === 'longpoll' && since >= order.length;
      if (isNews) await new Promise<void>((go) => waiting.add(go));
      say(response, changes(since, Number(searchParams.get('limit') ?? order.length)));
    } else say(response, { db_name: 'log', doc_count: docs.size, update_seq: order.length });
  });
  return { access: () => ({ url: `${url}/log` }), close };
}

export const pouchdb = async (): Promise<Contender> => ({ name: 'PouchDB', script: await bundle('in-page/pouchdb.ts'), serve });
