import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { chromiumBuild } from '../../scripts/setup/build.ts';
import { makeTeam, type Team, teamOf, type World } from '../backoffices/world.ts';
import { type Browser, type LaunchOptions, launch, pictures } from './harness/browser.ts';

/** Our own repository root. */
export const root = join(import.meta.dirname, '..', '..');

/** Addresses of what globalSetup started; the processes belong to it. */
export type Places = { [Name in 'shop' | 'inbox' | 'api']: { origin: string } } & Pick<World, 'smtp' | 'apiData'> & { folder: string };

interface Fixtures {
  /** An organisation of this test alone. */
  team: Team;
  /** Starts a browser of a person: with the extension and a new profile unless told otherwise. Ended after the test. */
  person(options?: Partial<LaunchOptions>): Promise<Browser>;
}

export const test = base.extend<Fixtures, { places: Places }>({
  places: [
    async ({}, use) => {
      await use(JSON.parse(process.env.LOUPE_WORLD ?? '{}') as Places);
    },
    { scope: 'worker' },
  ],
  team: async ({ places }, use) => {
    const team = teamOf(`-${Date.now().toString(36)}`);
    await makeTeam(places.apiData, team);
    await use(team);
  },
  person: async ({}, use, info) => {
    const started: Browser[] = [];
    await use(async (options = {}) => {
      const browser = await launch({ executable: process.env.LOUPE_CHROMIUM ?? '', extension: chromiumBuild(root), ...options });
      started.push(browser);
      return browser;
    });
    for (const [number, browser] of started.entries()) {
      if (info.status !== info.expectedStatus)
        await pictures(browser, (index) => info.outputPath(`person-${number + 1}-page-${index + 1}.png`));
      await browser.close();
    }
  },
});

export { expect } from '@playwright/test';
