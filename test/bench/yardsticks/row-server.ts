import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Sqlite from 'better-sqlite3';

/** Keeps rows on disk, each batch by one statement that has reached the disk before it is answered. */
export async function serveRows(rows: readonly object[]): Promise<{ url: string; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'shop-loupe-rows-'));
  const db = new Sqlite(join(folder, 'rows.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE rows (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL)');
  const add = db.prepare("INSERT INTO rows (id, body) SELECT value ->> 'id', value FROM json_each(?)");
  const after = db.prepare('SELECT body FROM rows WHERE seq > ? ORDER BY seq').pluck();
  const count = db.prepare('SELECT max(seq) FROM rows').pluck();
  if (rows.length > 0) add.run(JSON.stringify(rows));
  const listeners = new Set<ServerResponse>();

  const server = createServer(async (request, answer) => {
    answer.setHeader('Access-Control-Allow-Origin', '*');
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://rows');
    if (request.method === 'POST') {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      add.run(gunzipSync(Buffer.concat(parts)).toString());
      answer.writeHead(204).end();
      for (const listener of listeners) listener.write(`data: ${count.get()}\n\n`);
    } else if (pathname === '/live') {
      answer.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(':\n\n');
      listeners.add(answer);
    } else answer.end(`[${after.all(Number(searchParams.get('after'))).join(',')}]`);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
