import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { At } from '../database.ts';
import { readSecret } from '../receipt.ts';
import { dump, type Manifest } from './dump.ts';
import { seal } from './sealed.ts';
import { withSnapshot } from './snapshot.ts';

/** Writes a backup beside a serving process. The file has its name only once it is whole. Throws when it cannot be written. */
export async function writeBackup(at: At, file: string, passphrase: string, now: Date): Promise<Manifest> {
  const part = `${file}.part`;
  const secretKey = readSecret(at.folder).toString('hex');
  let manifest: Manifest | null = null;
  try {
    await withSnapshot(at, (snapshot) => {
      const lines = dump(snapshot, secretKey, now, (written) => {
        manifest = written;
      });
      const sealed = (content: AsyncIterable<Buffer>) => seal(content, passphrase);
      return pipeline(lines, createGzip(), sealed, createWriteStream(part, { mode: 0o600, flush: true }));
    });
    if (!manifest) throw new Error('the backup has no end');
    renameSync(part, file);
    return manifest;
  } finally {
    rmSync(part, { force: true });
  }
}
