import AxeBuilder from '@axe-core/playwright';
import { enterShop, pages } from '../backoffices/vendure-pages.ts';
import { expect, test } from './fixtures.ts';
import { openSurface } from './harness/browser.ts';
import { setUp } from './journey/set-up.ts';
import { walkInbox, walkList, walkProducts } from './journey/walk-shop.ts';

/** All our screens with something on them, light and dark: no serious violation. */
for (const locale of ['en-US', 'zh-CN'] as const) {
  test(`axe finds nothing serious on our screens, ${locale}, light and dark`, async ({ person, places, team }) => {
    const browser = await person({ locale });
    await setUp(browser, places, team.specialist);
    const ours = await openSurface(browser, 'workbench', '#today');
    const page = await browser.context.newPage();
    if (locale === 'en-US') await walkProducts(page, ours, places.shop.origin);
    await walkList(page, ours, places.shop.origin, pages.promotions, 'campaign');
    await walkInbox(page, ours, places.inbox.origin);
    await enterShop(page, places.shop.origin);
    const found: string[] = [];
    for (const [surface, hash] of [
      ['popup', ''],
      ['sidepanel', ''],
      ...['#today', '#journal', '#sites', '#data', '#keeping', '#connection', '#language'].map((each) => ['workbench', each] as const),
    ] as const) {
      const screen = await openSurface(browser, surface, hash);
      await screen.waitForTimeout(600);
      const tabs = await screen.getByRole('tab').all();
      for (const tab of tabs.length > 0 ? tabs : [null]) {
        if (tab) await tab.click();
        for (const colorScheme of ['light', 'dark'] as const) {
          await screen.emulateMedia({ colorScheme });
          const { violations } = await new AxeBuilder({ page: screen }).analyze();
          for (const { id, impact, nodes } of violations) {
            if (impact === 'serious' || impact === 'critical')
              found.push(`${surface}${hash}, ${colorScheme}: ${id} at ${nodes[0]?.target.join(' ')}`);
          }
        }
      }
      await screen.close();
    }
    expect(found).toEqual([]);
  });
}
