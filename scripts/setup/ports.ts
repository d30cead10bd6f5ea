import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** A port that nobody uses, from `first` upwards. */
export async function freePort(first: number, taken: ReadonlySet<number> = new Set()): Promise<number> {
  for (let port = first; port < first + 200; port++) if (!taken.has(port) && (await isFree(port))) return port;
  throw new Error(`No free port between ${first} and ${first + 200}. End what uses them, or restart the machine.`);
}

/** Free ports by name, each near its wish. */
export async function freePorts<Name extends string>(wishes: Record<Name, number>): Promise<Record<Name, number>> {
  const taken = new Set<number>();
  const ports = { ...wishes };
  for (const name of Object.keys(wishes) as Name[]) {
    ports[name] = await freePort(wishes[name], taken);
    taken.add(ports[name]);
  }
  return ports;
}

/** The ports of the last run where they are free, so that addresses (and what was granted to them) stay the same. */
export async function rememberedPorts<Name extends string>(file: string, wishes: Record<Name, number>): Promise<Record<Name, number>> {
  let last: Partial<Record<Name, number>> = {};
  try {
    last = JSON.parse(readFileSync(file, 'utf8')) as Partial<Record<Name, number>>;
  } catch {
    // first run
  }
  const ports = await freePorts({ ...wishes, ...last });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(ports)}\n`);
  return ports;
}
