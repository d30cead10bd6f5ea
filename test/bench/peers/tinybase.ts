import { createMergeableStore } from 'tinybase';
import { createCustomPersister, type Persists } from 'tinybase/persisters';
import { createWsServer } from 'tinybase/synchronizers/synchronizer-ws-server';
import { WebSocketServer } from 'ws';
import { bundle } from '../bundle.ts';
import type { Contender, Server } from '../contender.ts';
import { listen, say } from './listen.ts';

/** TinyBase's own server of a WebSocket, its store in memory; asked by HTTP, it tells how many rows that holds. */
async function serve(): Promise<Server> {
  const store = createMergeableStore();
  const { url, server, close } = await listen((_request, response) => say(response, store.getRowCount('rows')));
  const mergeable = 2 as Persists.MergeableStoreOnly;
  const nowhere = () =>
    createCustomPersister(
      store,
      async () => undefined,
      async () => {},
      () => 0,
      () => {},
      undefined,
      mergeable,
    );
  const sockets = createWsServer(new WebSocketServer({ server }), nowhere);
  return {
    access: () => ({ url }),
    async close() {
      await sockets.destroy();
      await close();
    },
  };
}

export const tinybase = async (): Promise<Contender> => ({ name: 'TinyBase', script: await bundle('in-page/tinybase.ts'), serve });
