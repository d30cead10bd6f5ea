import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second, as Linux counts them for programs. */
const ticks = 100;

/** Seconds of processor that a process and all below it have used, those that ended included. NaN where there is no /proc. */
export function cpuSeconds(pid: number): number {
  const all = new Map<number, { parent: number; used: number }>();
  for (const name of list()) {
    const stat = read(`/proc/${name}/stat`);
    // The name of the program comes in brackets and may hold anything; what follows are numbers.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const used = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    if (stat !== '') all.set(Number(name), { parent: Number(fields[1]), used });
  }
  const below = (root: number): number =>
    [...all].reduce((sum, [child, { parent }]) => (parent === root ? sum + below(child) : sum), all.get(root)?.used ?? Number.NaN);
  return below(pid) / ticks;
}

const list = (): string[] => {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
};

/** A process may end while the list is gone through. */
const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};
