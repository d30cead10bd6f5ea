import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Two runs on one .state would tear profile and databases apart. Returns what frees it again, or the pid of the run that has it. */
export function takeState(folder: string): (() => void) | number {
  const file = join(folder, 'running');
  mkdirSync(folder, { recursive: true });
  let other = 0;
  try {
    other = Number(readFileSync(file, 'utf8'));
  } catch {
    // nobody
  }
  if (other > 0 && other !== process.pid && isAlive(other)) return other;
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
}
