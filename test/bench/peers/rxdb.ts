import type { ServerResponse } from 'node:http';
import { bundle } from '../bundle.ts';
import type { Contender, Server } from '../contender.ts';
import { type Row, rowOf } from '../row.ts';
import { nobody, year } from '../year.ts';
import { bodyOf, listen, say } from './listen.ts';

type Doc = Row & { _deleted: boolean };

/** The HTTP replication that RxDB's documentation describes, in memory: documents in the order they came, pushed with what was known of them. */
async function serve(total: number): Promise<Server> {
  const docs = Array.from(year(nobody(), 'shop', total), (event): Doc => ({ ...rowOf(event), _deleted: false }));
  const ids = new Set(docs.map(({ id }) => id));
  const listeners = new Set<ServerResponse>();
  const page = (from: number, to: number) => ({ documents: docs.slice(from, to), checkpoint: { at: Math.min(to, docs.length) } });
  const { url, close } = await listen(async (request, response, { pathname, searchParams }) => {
    if (pathname === '/pull') {
      const at = Number(searchParams.get('at'));
      say(response, page(at, at + Number(searchParams.get('limit'))));
    } else if (pathname === '/push') {
      const from = docs.length;
      for (const { newDocumentState: doc } of (await bodyOf(request)) as { newDocumentState: Doc }[]) {
        if (ids.has(doc.id)) continue;
        ids.add(doc.id);
        docs.push(doc);
      }
      say(response, []);
      for (const listener of listeners) listener.write(`data: ${JSON.stringify(page(from, docs.length))}\n\n`);
    } else {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(':\n\n');
      listeners.add(response);
    }
  });
  return { access: () => ({ url }), close };
}

export const rxdb = async (): Promise<Contender> => ({ name: 'RxDB', script: await bundle('in-page/rxdb.ts'), serve });
