import { globSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { root } from './bundle.ts';

const anyOrigin = 'http://shop.invalid';

/** A page of a shop that stands still: the markup that the adapter is tested on, at an address that fits. */
export interface StillPage {
  name: string;
  path: string;
  html: string;
}

/** All pages that the adapters are tested on, by platform; those in other languages of the shop's own are the same to us. */
export function stillPages(): Map<string, StillPage[]> {
  const platforms = globSync('adapters/*/platform.json', { cwd: root }).map((file) => dirname(file));
  return new Map(
    platforms.map((folder) => {
      const at = (file: string) => readFileSync(join(root, folder, file), 'utf8');
      const names = globSync('*.html', { cwd: join(root, folder) }).map((file) => basename(file, '.html'));
      const pages = names
        .filter((name) => !name.includes('.zh-'))
        .map((name) => {
          const { path } = JSON.parse(at(`${name}.expected.json`)) as { path: string };
          const url = new URL(path, anyOrigin);
          // Two states of a page have one address; no route looks at the query.
          url.searchParams.set('still', name);
          return { name, path: url.href.replace(anyOrigin, ''), html: at(`${name}.html`) };
        });
      return [basename(folder), pages];
    }),
  );
}

export interface Shop {
  /** The same server under two origins, which are two sites to the browser: one to be connected, one to be left alone. */
  origin: string;
  otherOrigin: string;
  close(): void;
}

/** Serves these pages; pictures and the like are not there. */
export async function serve(pages: readonly StillPage[]): Promise<Shop> {
  const server = createServer((request, answer) => {
    const page = pages.find(({ path }) => path.split('#')[0] === request.url);
    if (page) answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page.html);
    else answer.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Whatever goes wrong, the program can end.
  server.unref();
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    otherOrigin: `http://localhost:${port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
