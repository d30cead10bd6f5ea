import { bundle } from './bundle.ts';
import type { Contender } from './contender.ts';
import { rowOf } from './row.ts';
import { serveRows } from './yardsticks/row-server.ts';
import { nobody, year } from './year.ts';

/** The least it can cost: see yardsticks/rows.ts. */
export const bound = async (): Promise<Contender> => ({
  name: 'bound',
  script: await bundle('in-page/rows.ts'),
  async serve(total) {
    const { url, close } = await serveRows(Array.from(year(nobody(), 'shop', total), rowOf));
    return { access: () => ({ url }), close };
  },
});
