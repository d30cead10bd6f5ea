import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, vi } from 'vitest';
import { type Cluster, postgresPrograms, startCluster } from './postgres.ts';

export interface Engine {
  name: 'sqlite' | 'postgresql';
  /** A new empty place for a server's data. */
  place(): Promise<{ url?: string; folder: string }>;
  crash(): Promise<void>;
}

// Databases and processes answer slowly on a machine that is busy with the other tests.
vi.setConfig({ testTimeout: 60_000 });

const programs = postgresPrograms();
if (!programs && process.env.CI)
  throw new Error('PostgreSQL is not installed: half of the server tests would be left out. apt-get install postgresql');
if (!programs) console.warn('\nNOT RUN on PostgreSQL: its programs were not found. apt-get install postgresql, or set PG_BIN.\n');

/** The same tests on both engines. */
export function onBothEngines(title: string, tests: (engine: Engine) => void): void {
  describe(`${title} (SQLite)`, () => {
    const folders = useFolders();
    tests({ name: 'sqlite', place: async () => ({ folder: folders() }), crash: async () => {} });
  });
  describe.skipIf(!programs)(`${title} (PostgreSQL)`, () => {
    const folders = useFolders();
    let cluster: Cluster;
    beforeAll(async () => {
      cluster = await startCluster(programs ?? '');
    }, 60_000);
    afterAll(() => cluster?.stop());
    tests({ name: 'postgresql', place: async () => ({ url: await cluster.database(), folder: folders() }), crash: () => cluster.crash() });
  });
}

function useFolders(): () => string {
  const made: string[] = [];
  afterAll(() => {
    for (const folder of made) rmSync(folder, { recursive: true, force: true });
  });
  return () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'loupe-server-'));
    made.push(folder);
    return folder;
  };
}
