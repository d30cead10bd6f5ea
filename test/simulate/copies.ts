import type { Client } from './client';
import type { Loader } from './load.ts';
import { realmOf, type Surroundings } from './realm.ts';

/** A copy of the extension's code, and what it finds around it at the moment. */
interface Copy {
  client: Client;
  around: Surroundings | null;
}

/** Copies of the extension's code that nobody uses: making one costs more than most runs. */
export class Copies {
  private readonly idle: Copy[] = [];
  private readonly loader: Loader;

  constructor(loader: Loader) {
    this.loader = loader;
  }

  async take(): Promise<Copy> {
    const known = this.idle.pop();
    if (known) return known;
    const copy: Copy = { client: null as never, around: null };
    const around = (): Surroundings => {
      if (!copy.around) throw new Error('This copy runs for nobody.');
      return copy.around;
    };
    copy.client = (await this.loader.copy<{ client: Client }>('test/simulate/client.ts', realmOf(around))).client;
    return copy;
  }

  give(copy: Copy): void {
    copy.around = null;
    this.idle.push(copy);
  }
}
