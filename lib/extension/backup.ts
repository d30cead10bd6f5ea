import { type BackupHeader, headerOf, openFile, sealFile } from '@/lib/backup/file';
import { recoveryCode, secretOf } from '@/lib/backup/secret';
import { backupLines } from '@/lib/store/backup';
import { getMeta, setMeta } from '@/lib/store/database';
import type { BackupMark } from '@/lib/store/meta';
import type { LongWork } from '@/lib/store/rebuild';
import { restore } from '@/lib/store/restore';
import { registerScripts } from './scripts';
import { noteSentinel } from './store-guard';
import { syncNow, withoutSync } from './sync';

const dayMs = 86_400_000;
/** So many files stay in the folder. */
const kept = 7;
const lock = 'shop-loupe backup';
const ours = /^shop-loupe-\d{4}-\d{2}-\d{2}\.loupe$/;

/** What the File System Access API adds in Chromium. */
type Folder = FileSystemDirectoryHandle & {
  queryPermission?(of: { mode: 'readwrite' }): Promise<PermissionState>;
  requestPermission?(of: { mode: 'readwrite' }): Promise<PermissionState>;
};
type WithPicker = typeof globalThis & { showDirectoryPicker?: (of: { id: string; mode: 'readwrite' }) => Promise<Folder> };

export const canChooseFolder = (): boolean => 'showDirectoryPicker' in globalThis;

/** From now on backups are sealed with this passphrase. Without one a recovery code is made; it is returned once and kept nowhere. */
export async function setUpBackup(passphrase: string | null): Promise<string | null> {
  const code = passphrase === null ? recoveryCode() : null;
  const secret = await secretOf(passphrase ?? code ?? '');
  await setMeta('backup', { secret, folder: (await getMeta('backup'))?.folder ?? null, lastAt: null, problem: null });
  return code;
}

export interface MadeBackup {
  name: string;
  file: Blob;
}

/** One file with everything in it. Throws where none is set up, or the log is not whole. */
export async function makeBackup(work: LongWork = {}): Promise<MadeBackup> {
  const mark = await getMeta('backup');
  if (!mark) throw new Error('no passphrase is set');
  const now = new Date();
  const of = { madeAt: now.toISOString(), orgName: (await getMeta('api'))?.orgName ?? null };
  const file = await sealFile(backupLines(work), mark.secret, of, work.signal);
  return { name: `shop-loupe-${of.madeAt.slice(0, 10)}.loupe`, file };
}

/** A file was handed to the user, or stands in the folder. */
export async function noteBackup(problem: BackupMark['problem'] = null): Promise<void> {
  const mark = await getMeta('backup');
  if (mark) await setMeta('backup', { ...mark, problem, lastAt: problem ? mark.lastAt : new Date().toISOString() });
}

/** Straight from a click: the browser asks which folder, and for the right to write there. */
export async function chooseFolder(): Promise<'chosen' | 'refused'> {
  const pick = (globalThis as WithPicker).showDirectoryPicker;
  const folder = await pick?.({ id: 'shop-loupe-backup', mode: 'readwrite' }).catch(() => null);
  const mark = await getMeta('backup');
  if (!folder || !mark) return 'refused';
  await setMeta('backup', { ...mark, folder, problem: null });
  await backUpToFolder();
  return 'chosen';
}

/** Writes today's file into the folder, and takes the oldest away. */
export async function backUpToFolder(): Promise<void> {
  const folder: Folder | null | undefined = (await getMeta('backup'))?.folder;
  if (!folder) return;
  const state = await folder.queryPermission?.({ mode: 'readwrite' });
  if (state === 'denied' || state === 'prompt') return noteBackup('no-permission');
  try {
    const { name, file } = await makeBackup();
    const stream = await (await folder.getFileHandle(name, { create: true })).createWritable();
    // Takes the place of the older file only once it is closed.
    await file.stream().pipeTo(stream);
    const names: string[] = [];
    for await (const each of folder.keys()) if (ours.test(each)) names.push(each);
    for (const old of names.sort().slice(0, -kept)) await folder.removeEntry(old);
    await noteBackup();
  } catch {
    await noteBackup('failed');
  }
}

/** While a page of ours is open: into the folder, once a day, by one page alone. */
export function backUpWhileOpen(): void {
  const run = () =>
    navigator.locks.request(lock, { ifAvailable: true }, async (held) => {
      const mark = held && (await getMeta('backup'));
      if (mark?.folder && Date.now() - Date.parse(mark.lastAt ?? '1970-01-01') > dayMs) await backUpToFolder();
    });
  const tick = () => void run().catch(() => undefined);
  tick();
  setInterval(tick, dayMs / 24);
}

/** What a chosen file says of itself. Throws BackupError. */
export const inspectBackup = async (file: Blob): Promise<BackupHeader> => (await headerOf(file)).header;

/** Puts a backup in place of what is here. Throws BackupError or RestoreError, and then nothing has changed. */
export async function restoreBackup(file: Blob, passphrase: string, work: LongWork = {}): Promise<{ events: number; kept: number }> {
  const lines = openFile(file, passphrase, (share) => work.onProgress?.(Math.round(share * 50), 100));
  const result = await withoutSync(() =>
    restore(lines, {
      ...(work.signal && { signal: work.signal }),
      onProgress: (done, total) => work.onProgress?.(50 + Math.round((50 * done) / Math.max(1, total)), 100),
    }),
  );
  await noteSentinel();
  await registerScripts();
  void syncNow().catch(() => undefined);
  return result;
}
