import type { Browser } from '../e2e/harness/browser.ts';
import type { Contender, Server, Side } from './contender.ts';
import type { Evaluate } from './cpu.ts';
import type { Bench } from './figure.ts';
import { backstage, grant } from './person.ts';

type Call<K extends keyof Side> = (...given: Parameters<Side[K]>) => Promise<Awaited<ReturnType<Side[K]>>>;
/** A side, reached from here. */
export type Remote = { [K in keyof Side]: Call<K> };

const names = ['open', 'make', 'push', 'pull', 'stored', 'live', 'write', 'expect', 'arrived'] as const;

function remote(evaluate: Evaluate): Remote {
  const call =
    (name: string) =>
    (...given: unknown[]) =>
      evaluate(`bench.${name}(${given.map((each) => JSON.stringify(each)).join(', ')})`);
  return Object.fromEntries(names.map((name) => [name, call(name)])) as unknown as Remote;
}

export type Sides = Record<'a' | 'b', Remote>;

/** Two new devices for as long as `work` runs, each a browser of its own: one goes on writing long after it has said that it is done. */
export async function between<T>(
  { script }: Contender,
  server: Server,
  { extended }: Pick<Bench, 'extended'>,
  work: (sides: Sides) => Promise<T>,
): Promise<T> {
  const [a, b] = [await extended(), await extended()];
  try {
    const side = async (person: Browser, name: 'a' | 'b') => {
      const { evaluate } = await backstage(person, script);
      const access = server.access(name);
      // Nobody connects to a server without: a request would be asked about by another one before it.
      await grant(person, evaluate, new URL(access.url).origin);
      await remote(evaluate).open('bench', access);
      return remote(evaluate);
    };
    return await work({ a: await side(a, 'a'), b: await side(b, 'b') });
  } finally {
    await Promise.all([a.close(), b.close()]);
  }
}

/** The same with a server that is new, too. */
export async function alone<T>(contender: Contender, bench: Pick<Bench, 'extended'>, work: (sides: Sides) => Promise<T>): Promise<T> {
  const server = await contender.serve(0);
  try {
    return await between(contender, server, bench, work);
  } finally {
    await server.close();
  }
}
