import { chromium } from '@playwright/test';
import { tunedPages } from '../score/corpus.ts';
import { score } from '../score/score.ts';
import { expect, test } from './fixtures.ts';

test('of the pages that the recogniser was made with, nothing is read wrong, and each is known for what it is', async () => {
  const browser = await chromium.launch({ executablePath: process.env.LOUPE_CHROMIUM, args: ['--no-sandbox'] });
  const scored = await score(browser, tunedPages());
  await browser.close();
  expect(scored.filter(({ page, given }) => given.kind !== page.truth.kind).map(({ page }) => page.name)).toEqual([]);
  const wrong = scored.flatMap(({ page, differences }) =>
    differences.filter(({ result }) => result === 'wrong').map((one) => ({ page: page.name, ...one })),
  );
  expect(wrong).toEqual([]);
});
