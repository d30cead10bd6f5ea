import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from '../../scripts/setup/browser.ts';
import { build } from '../../scripts/setup/build.ts';
import { freePorts } from '../../scripts/setup/ports.ts';
import { stopAll } from '../../scripts/setup/process.ts';
import { startWorld, wishedPorts } from '../backoffices/world.ts';

const root = join(import.meta.dirname, '..', '..');

/** One shop, one inbox and one API for the whole run. Returns what ends them. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'shop-loupe-e2e-'));
  const end = async () => {
    await stopAll();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    process.env.LOUPE_CHROMIUM = await findBrowser(root);
    await build(root, 'chrome');
    const world = await startWorld({ ports: await freePorts(wishedPorts), folder, keep: false, step: (_title, work) => work() });
    process.env.LOUPE_WORLD = JSON.stringify({ ...world, folder });
    return end;
  } catch (error) {
    await end();
    throw error;
  }
}
