/**
 * Looks at every screen in every state: `node test/screens/look.mjs <folder> [only]`.
 * Takes a picture of each and fails on a serious axe violation, on anything wider than the screen, on a target under
 * 24 px, on a text key or placeholder that reached the screen, and on an error in the console.
 */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { acts } from './acts.mjs';

const [folder, only = ''] = process.argv.slice(2);
const sizes = { popup: { width: 380, height: 580 }, panel: { width: 360, height: 760 }, workbench: { width: 1000, height: 760 } };
/** What each screen is looked at in. Axe judges structure and colours, so it is asked once in light, once in dark, once where it is narrow. */
const looks = [
  { name: 'zh-CN', locale: 'zh-CN', axe: true },
  { name: 'en', locale: 'en' },
  { name: 'zh-TW', locale: 'zh-TW' },
  { name: 'dark', locale: 'zh-CN', dark: true, axe: true },
  { name: 'narrow', locale: 'en', width: 320, axe: true },
  { name: 'zoom', locale: 'zh-CN', zoom: 2 },
];

const config = {
  configFile: fileURLToPath(new URL('./harness/vite.config.ts', import.meta.url)),
  logLevel: /** @type {const} */ ('error'),
};
await build(config);
const server = await preview({ ...config, preview: { port: 0 } });
const base = server.resolvedUrls?.local[0];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const faults = [];

/** Runs in the page: what is too wide, too small to hit, or never got its text. */
function inspect() {
  const found = [];
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0) found.push(`${wide} px wider than the screen`);
  for (const element of document.querySelectorAll('button, a, select, textarea, input:not([type=radio], [type=checkbox], [hidden])')) {
    const { width, height } = element.getBoundingClientRect();
    if (width > 0 && (width < 23.5 || height < 23.5))
      found.push(`target ${Math.round(width)} × ${Math.round(height)}: ${element.textContent || element.className}`);
  }
  const text = document.body.innerText;
  for (const [key] of text.matchAll(/\b[a-z]+(?:-[a-z]+)*\.[a-z][\w.-]*[a-z]\b(?!\/)|\{\w+\}/g)) {
    if (!text.includes(`${key}@`) && !/\.(com|example|json|csv)$|example\.com|shop\.example/.test(key))
      found.push(`text key on the screen: ${key}`);
  }
  return found;
}

async function look(screen, state, { name, locale, dark, width, axe, zoom = 1 }) {
  const size = sizes[screen];
  const viewport = { width: Math.round((width ?? size.width) / (screen === 'popup' ? 1 : zoom)), height: Math.round(size.height / zoom) };
  const context = await browser.newContext({
    viewport,
    colorScheme: dark ? 'dark' : 'light',
    deviceScaleFactor: zoom,
    reducedMotion: 'reduce',
    timezoneId: 'Asia/Shanghai',
  });
  const page = await context.newPage();
  const at = `${screen} ${state} ${name}`;
  page.on('console', (message) => message.type() === 'error' && !state.includes('fault') && faults.push(`${at}: ${message.text()}`));
  page.on('pageerror', (error) => !state.includes('fault') && faults.push(`${at}: ${error.message}`));
  await page.goto(`${base}?screen=${screen}&state=${state.split('+')[0]}&locale=${locale}`);
  await page.waitForSelector('main');
  await acts[`${screen} ${state}`]?.(page);
  await page.waitForTimeout(200);
  for (const fault of await page.evaluate(inspect)) faults.push(`${at}: ${fault}`);
  const { violations } = axe ? await new AxeBuilder({ page }).analyze() : { violations: [] };
  for (const { id, impact, nodes } of violations) {
    if (impact === 'serious' || impact === 'critical')
      faults.push(
        `${at}: axe ${id}: ${nodes
          .map((node) => node.html)
          .join(' | ')
          .slice(0, 300)}`,
      );
  }
  if (folder) await page.screenshot({ path: `${folder}/${screen}-${state}-${name}.png`, fullPage: screen !== 'popup' });
  await context.close();
}

try {
  if (folder) await mkdir(folder, { recursive: true });
  const index = await browser.newPage();
  await index.goto(base);
  await index.waitForSelector('main');
  const links = await index.locator('a').evaluateAll((all) => all.map((link) => Object.fromEntries(new URL(link.href).searchParams)));
  const acted = Object.keys(acts).map((name) => ({ screen: name.split(' ')[0] ?? '', state: name.split(' ')[1] ?? '' }));
  const wanted = [...links, ...acted].filter(({ screen, state }) => `${screen} ${state}`.includes(only.split('@')[0]));
  for (const { screen, state } of wanted) {
    for (const each of looks) {
      if (!each.name.includes(only.split('@')[1] ?? '')) continue;
      if (screen === 'popup' && each.width) continue;
      await look(screen, state, each);
    }
  }
  process.stdout.write(`${wanted.length} states looked at, ${faults.length} faults\n${faults.map((fault) => `  ${fault}\n`).join('')}`);
} finally {
  await browser.close();
  await server.close();
}
process.exitCode = faults.length ? 1 : 0;
