import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { chromium } from '@playwright/test';
import { createServer } from 'vite';
import { expect, root, test } from './fixtures.ts';

/**
 * Axe cannot look into the closed root, so the layer stands in an open one here: over a list, a crowded list and a form, with all that
 * opens. Contrast it cannot judge above a page ("unable to determine"): test/screens/tokens.test.ts works it out from the colours.
 */
test('axe finds nothing serious in the layer, on light and dark pages, closed and open', async () => {
  const server = await createServer({
    configFile: join(root, 'test/layer/harness/vite.config.ts'),
    logLevel: 'error',
    server: { port: 0 },
  });
  await server.listen();
  const browser = await chromium.launch({ executablePath: process.env.LOUPE_CHROMIUM, args: ['--no-sandbox'] });
  const found: string[] = [];
  let looks = 0;
  try {
    const page = await (await browser.newContext()).newPage();
    const look = async (where: string): Promise<void> => {
      looks++;
      const { violations } = await new AxeBuilder({ page }).include('shop-loupe').analyze();
      for (const { id, impact, nodes } of violations)
        if (impact === 'serious' || impact === 'critical') found.push(`${where}: ${id} at ${nodes[0]?.target.join(' ')}`);
    };
    for (const ground of ['light', 'dark']) {
      for (const [kind, state, locale] of [
        ['list', 'seen', 'zh-CN'],
        ['dense', 'seen', 'en'],
        ['form', 'seen', 'zh-TW'],
        ['list', 'loading', 'en'],
        ['list', 'rows-missing', 'zh-CN'],
        ['list', 'signed-out', 'en'],
      ] as const) {
        const where = `${kind} ${state} ${ground}`;
        await page.goto(`${server.resolvedUrls?.local[0]}?page=${kind}&state=${state}&locale=${locale}&ground=${ground}`);
        const chip = page.locator('shop-loupe .sum');
        await expect(chip).toBeVisible();
        await look(where);
        if (state === 'seen') {
          await page.locator('shop-loupe .tag').first().click();
          await expect(page.locator('shop-loupe .card').filter({ visible: true })).toHaveCount(1);
          await look(`${where}, a tag opened`);
        }
        await chip.click();
        await expect(chip).toHaveAttribute('aria-expanded', 'true');
        await look(`${where}, the summary opened`);
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
  expect(found).toEqual([]);
  expect(looks).toBe(2 * (6 * 2 + 3));
});
