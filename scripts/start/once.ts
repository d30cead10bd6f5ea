import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWorld, teamOf, wishedPorts } from '../../test/backoffices/world.ts';
import { walk } from '../../test/e2e/journey/walk.ts';
import { generate } from '../../test/truth/generate.ts';
import { findBrowser } from '../setup/browser.ts';
import { build, chromiumBuild } from '../setup/build.ts';
import { freePorts } from '../setup/ports.ts';
import { stopAll } from '../setup/process.ts';
import { createProgress } from '../setup/progress.mjs';

/**
 * `npm start -- --once`: the whole journey without a window, on data that is gone afterwards. Its last line is one JSON object.
 * A seed fills the shop with generated products as well.
 */
export async function once(root: string, seed: number | null): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'shop-loupe-once-'));
  const clean = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.on('exit', clean); // also when somebody ends it half-way
  const progress = createProgress(seed === null ? 17 : 18);
  try {
    const executable = await progress.step('A browser', (note) => findBrowser(root, note));
    await progress.step('The extension', (note) => build(root, 'chrome', note));
    const world = await startWorld({ ports: await freePorts(wishedPorts), folder, keep: false, step: progress.step });
    if (seed !== null) await progress.step(`64 products with random flaws, seed ${seed}`, () => generate(world.shop.origin, seed));
    const figures = await walk({ world, team: teamOf(), folder, executable, extension: chromiumBuild(root), step: progress.step });
    console.log(JSON.stringify(figures));
    return 0;
  } finally {
    await stopAll();
    clean();
  }
}
