import type { Drifted, PageHealth } from '../../lib/domain/drift.ts';
import { expect, test } from './fixtures.ts';
import { openSurface } from './harness/browser.ts';
import { startDriftingShop } from './harness/drifting-shop.ts';
import { eventually } from './harness/eventually.ts';
import { recordsOf, tableOf } from './harness/kept.ts';
import { openPanel } from './harness/remote.ts';
import { words } from './harness/words.ts';
import { connectSite } from './journey/set-up.ts';

test('a price that is called otherwise and stands elsewhere is noticed, not recorded over what was right, and read again once its new name is taught', async ({
  person,
}) => {
  const shop = await startDriftingShop();
  try {
    const browser = await person();
    await connectSite(browser, { origin: shop.origin, platform: 'recognised' });
    const ours = await openSurface(browser, 'workbench', '#sites');
    const page = await browser.context.newPage();
    const sightsOf = async () => (await tableOf<PageHealth>(ours, 'health'))[0]?.sights ?? 0;
    const alarms = async () => (await tableOf<{ drifted?: Drifted[] }>(ours, 'sites'))[0]?.drifted ?? [];
    const prices = async () => (await recordsOf(ours)).map(({ fields }) => (fields.price as { amount: number } | undefined)?.amount);
    const visit = async () => {
      const before = await sightsOf();
      await page.goto(`${shop.origin}/admin/products`);
      await eventually('the sight is weighed', async () => (await sightsOf()) > before);
    };
    for (let visits = 0; visits < 3; visits++) await visit();
    const asRead = await prices();
    expect(asRead).toContain(1950);
    expect(await alarms()).toEqual([]);

    shop.show('renamed');
    await visit();
    expect((await alarms()).map(({ field, signs }) => [field, signs])).toEqual([['price', ['where', 'says']]]);
    expect(await prices()).toEqual(asRead);

    await page.bringToFront();
    const panel = await openPanel(browser, page);
    await eventually('the panel tells of it', async () => {
      const text = await panel.text();
      return text.includes(words('drift.where', { field: words('field.price') })) && text.includes(words('drift.besideNothing'));
    });
    const sights = await sightsOf();
    await panel.evaluate(`(() => {
      const choice = [...document.querySelectorAll('label select')].find((select) => select.textContent.includes('Tarifa'));
      choice.value = 'Tarifa';
      choice.dispatchEvent(new Event('change', { bubbles: true }));
    })()`);
    await eventually('the page is read by the label that was taught', async () => (await sightsOf()) > sights);
    expect(await alarms()).toHaveLength(1);
    await visit();
    expect(await alarms()).toEqual([]);
    expect(await prices()).toEqual(asRead);

    for (const [face, reason] of [
      ['overloaded', 'overloaded'],
      ['captcha', 'captcha'],
    ] as const) {
      shop.show(face);
      await page.goto(`${shop.origin}/admin/products`);
      await page.bringToFront();
      await eventually(`the panel says ${reason}`, async () => (await panel.text()).includes(words(`blind.${reason}`)));
    }
    await panel.close();
    expect(await prices()).toEqual(asRead);

    shop.show('usual');
    await visit();
    expect(await alarms()).toEqual([]);

    await ours.bringToFront();
    await expect(ours.getByText(/costs about [\d.]+ ms a look/)).toBeVisible();
    await ours.getByRole('button', { name: words('site.forgetOne', { origin: shop.origin }) }).click();
    await eventually(
      'what was noticed is forgotten',
      async () => (await tableOf(ours, 'health')).length + (await tableOf(ours, 'costs')).length === 0,
    );
    expect(await prices()).toEqual(asRead);
  } finally {
    await shop.close();
  }
});
