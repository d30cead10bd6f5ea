import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { type Browser, openSurface } from './harness/browser.ts';
import { eventually } from './harness/eventually.ts';
import { answered, eventsOf, recordsOf } from './harness/kept.ts';
import { goods, startOddShop } from './harness/odd-shop.ts';
import { openPanel, type Remote } from './harness/remote.ts';
import { words } from './harness/words.ts';
import { connectSite, signIn, syncNow } from './journey/set-up.ts';

/** Presses a button of the panel by its words. */
async function press(panel: Remote, text: string): Promise<void> {
  const find = `[...document.querySelectorAll('button')].find((one) => one.textContent.trim() === ${JSON.stringify(text)} && !one.disabled)`;
  await eventually(`the button ${text}`, () => panel.evaluate<boolean>(`(() => { const one = ${find}; one?.click(); return !!one; })()`));
}
const says = (panel: Remote, text: string, within?: number): Promise<unknown> =>
  eventually(`the panel says ${text}`, async () => (await panel.text()).includes(text), within);

async function pointAt(page: Page, css: string): Promise<void> {
  const box = await page.locator(css).first().boundingBox();
  if (!box) throw new Error(`${css} is not there.`);
  await page.mouse.move(box.x + 4, box.y + box.height / 2, { steps: 3 });
  await page.mouse.click(box.x + 4, box.y + box.height / 2);
}

/**
 * Points as a person does: again, where nothing came of it. What has only just come over the page takes no click, and how soon it is there
 * depends on the machine. Returns how many clicks it took.
 */
async function pointOut(page: Page, panel: Remote, css: string): Promise<number> {
  for (let clicks = 1; ; clicks++) {
    await pointAt(page, css);
    const heard = says(panel, words('teach.name'), 4000);
    if (clicks === 3) await heard;
    const isHeard = await heard.then(
      () => true,
      () => false,
    );
    if (isHeard) return clicks;
  }
}

const values = [
  { css: '#shelf b', field: 'name' },
  { css: '#shelf span', field: 'price' },
  { css: '#shelf em', field: 'stock' },
] as const;

/** Teaches the list that stands open; returns how many clicks it took. */
async function teach(page: Page, panel: Remote): Promise<number> {
  let clicks = 0;
  await press(panel, words('teach.start'));
  await press(panel, words('teach.kind.listing-list'));
  clicks += 2;
  // Longer than it takes to notice what has come over the page.
  await page.waitForTimeout(900);
  for (const { css, field } of values) {
    clicks += await pointOut(page, panel, css);
    await press(panel, words(`field.${field}`));
    await says(panel, words('teach.found', { found: 6, rows: 6 }));
    clicks++;
  }
  await press(panel, words('teach.save'));
  await says(panel, words('teach.saved'));
  return clicks + 1;
}

const plain = (record: { id: string; fields: Record<string, unknown> }) => ({
  no: record.id,
  name: record.fields.name,
  amount: (record.fields.price as { amount: number }).amount,
  left: (record.fields.stock as { onHand: number }).onHand,
});
const truth = goods.map(({ no, name, amount, left }) => ({ no, name, amount, left }));

async function keptAs(ours: Page, expected: typeof truth): Promise<void> {
  await eventually(`${expected.length} records`, async () => (await recordsOf(ours)).length >= expected.length);
  const kept = (await recordsOf(ours)).map(plain).sort((a, b) => (a.no < b.no ? -1 : 1));
  expect(kept).toEqual(expected);
}

async function desk(browser: Browser, origin: string) {
  const page = await browser.context.newPage();
  await page.goto(`${origin}/warehouse/shelf?p=1`);
  await connectSite(browser, { origin, platform: 'recognised' });
  const ours = await openSurface(browser, 'workbench', '#today');
  await page.bringToFront();
  return { page, ours };
}

test('a page that nothing recognises is taught by pointing, approved by somebody else, and read by the whole team [1.3.3]', async ({
  person,
  places,
  team,
}) => {
  const shop = await startOddShop();
  try {
    const me = await person();
    const { page, ours } = await desk(me, shop.origin);
    await signIn(me, places.api, team.specialist);
    await page.bringToFront();
    const panel = await openPanel(me, page);
    await says(panel, words('blind.unknown-page'));
    expect(await recordsOf(ours)).toEqual([]);

    expect(await teach(page, panel)).toBeLessThanOrEqual(10);
    // What was pointed at never heard of it.
    expect(await page.evaluate('window.opened')).toBeUndefined();
    await keptAs(ours, truth.slice(0, 6));
    await page.locator('.css-next').click();
    await keptAs(ours, truth);
    await says(panel, words('taught.waiting'));
    // Where nothing of it is found any more, that is said: no empty list.
    await page.goto(`${shop.origin}/warehouse/shelf?p=9`);
    await says(panel, words('blind.taught'));
    await page.goto(`${shop.origin}/warehouse/shelf?p=2`);
    await says(panel, words('page.read', { rows: 6 }));
    await syncNow(me);
    expect(await answered(ours)).toEqual([]);

    const boss = await person();
    const there = await desk(boss, shop.origin);
    await signIn(boss, places.api, team.supervisor);
    await syncNow(boss);
    await there.page.reload();
    await there.page.bringToFront();
    const review = await openPanel(boss, there.page);
    await says(review, words('taught.waiting.review'));
    expect((await recordsOf(there.ours)).length).toBe(truth.length);
    await press(review, words('taught.try'));
    await says(review, words('teach.found', { found: 6, rows: 6 }));
    await press(review, words('taught.approve'));
    await says(review, words('taught.in-use'));
    await syncNow(boss);
    expect(await answered(there.ours)).toEqual([]);

    const other = await person();
    const desk3 = await desk(other, shop.origin);
    await signIn(other, places.api, team.colleague);
    await syncNow(other);
    await desk3.page.reload();
    await desk3.page.bringToFront();
    const third = await openPanel(other, desk3.page);
    await says(third, words('taught.in-use'));
    expect((await eventsOf(ours)).filter(({ head }) => head.type === 'page.taught')).toHaveLength(1);
  } finally {
    await shop.close();
  }
});

/** Clicks by script, covers the layer, moves it: all that a page can do to have something taught. */
const hostile = `<script>
  window.heard = [];
  addEventListener('click', (event) => { if (event.isTrusted && event.target.closest?.('#shelf')) window.heard.push('row'); }, true);
  setInterval(() => {
    for (const host of document.documentElement.querySelectorAll(':scope > *:not(head, body)')) {
      for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
        for (const target of [host, host.shadowRoot ?? host]) target.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, detail: 1, clientX: 60, clientY: 60 }));
      host.dispatchEvent(new KeyboardEvent('keydown', { code: 'Enter', key: 'Enter', bubbles: true, composed: true }));
    }
  }, 50);
  window.cover = () => { const veil = document.createElement('div'); veil.style = 'position:fixed;inset:0;z-index:2147483647;background:#fff'; document.documentElement.append(veil); };
  window.move = () => { document.documentElement.style.transform = 'translate(0, 60px)'; };
  window.fade = () => { document.documentElement.style.opacity = '0.1'; };
</script>`;

test('a page that clicks by script, moves, covers or hides the layer teaches nothing', async ({ person }) => {
  const shop = await startOddShop(hostile);
  try {
    const browser = await person();
    const { page, ours } = await desk(browser, shop.origin);
    const panel = await openPanel(browser, page);
    for (const trick of ['', 'window.move()', 'window.fade()', 'window.cover()']) {
      await page.reload();
      await says(panel, words('blind.unknown-page'));
      await press(panel, words('teach.start'));
      await press(panel, words('teach.kind.listing-list'));
      await page.waitForTimeout(1200);
      // By script alone: for a second it clicked twenty times.
      expect(await panel.text()).not.toContain(words('teach.name'));
      if (trick !== '') {
        await page.evaluate(trick);
        await page.waitForTimeout(400);
        await pointAt(page, '#shelf b');
        await page.waitForTimeout(600);
        expect([trick, (await panel.text()).includes(words('teach.name'))]).toEqual([trick, false]);
      }
      await press(panel, words('teach.leave'));
    }
    expect(await page.evaluate('window.heard')).toEqual([]);
    expect((await eventsOf(ours)).filter(({ head }) => head.type === 'page.taught')).toEqual([]);
    // And without a trick a person still can, on the very page.
    await page.reload();
    await says(panel, words('blind.unknown-page'));
    await teach(page, panel);
  } finally {
    await shop.close();
  }
});
