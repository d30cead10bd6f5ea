import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Said } from '../../truth/compare.ts';
import { type Browser, openSurface } from '../harness/browser.ts';
import { eventually } from '../harness/eventually.ts';
import { pattern, words } from '../harness/words.ts';
import { exportLog } from './set-up.ts';

/** The file that the workbench hands out. */
export interface Export {
  events: { id: string; seq: number | null; head: { type: string } }[];
  records: { subject: string; noun: string; id: string; verdicts: Record<string, Said & { severity: string }> }[];
  cases: { id: string; flow: string; about: string; cause: string; open: boolean; evidence: string | null }[];
}

export async function readExport(browser: Browser): Promise<Export> {
  const folder = mkdtempSync(join(tmpdir(), 'shop-loupe-export-'));
  try {
    const file = join(folder, 'log.json');
    await exportLog(browser, file);
    return JSON.parse(readFileSync(file, 'utf8')) as Export;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface Kpi {
  numerator: number | null;
  denominator: number | null;
  coverage: { known: number; all: number } | null;
}

/** Figures the panel shows, by metric: what stands on each tile, read as a person reads it. */
export async function readKpis(browser: Browser): Promise<Record<string, Kpi>> {
  const page = await openSurface(browser, 'sidepanel');
  await page.getByRole('tab', { name: words('panel.shop'), exact: true }).click();
  const tiles = page.locator('article');
  await eventually('tiles on the panel', async () => (await tiles.count()) > 0);
  await page.waitForTimeout(500);
  const kpis: Record<string, Kpi> = {};
  for (const tile of await tiles.all()) {
    const label = (await tile.locator('h3').innerText()).trim();
    kpis[metricOf(label)] = kpiOf(await tile.innerText());
  }
  await page.close();
  return kpis;
}

const metrics = ['completeness', 'open-tasks', 'overdue-tasks', 'stock-agreement', 'low-stock', 'campaigns', 'waiting-customers'] as const;

function metricOf(label: string): string {
  return metrics.find((metric) => words(`metric.${metric}`) === label) ?? label;
}

const whole = (text: string | undefined) => (text === undefined ? null : Number(text.replace(/,/g, '')));

/** `82 % 14/17 … seen 17/59`, or `3 … seen 3/7`; what stands as unknown has neither. */
function kpiOf(text: string): Kpi {
  const seen = pattern('figure.coverage').exec(text);
  const rest = seen ? text.replace(seen[0], '') : text;
  const counts = pattern('figure.counts').exec(rest)?.groups;
  const alone = /^\s*([\d,]+)\s*$/m.exec(rest)?.[1];
  return {
    numerator: whole(counts?.numerator ?? alone),
    denominator: whole(counts?.denominator),
    coverage: seen ? { known: whole(seen.groups?.known) ?? 0, all: whole(seen.groups?.all) ?? 0 } : null,
  };
}

/** How often each check came to each outcome. */
export function tallyVerdicts({ records }: Export): Record<string, Record<string, number>> {
  const tally: Record<string, Record<string, number>> = {};
  for (const { verdicts } of records) {
    for (const [check, { result }] of Object.entries(verdicts)) {
      tally[check] ??= {};
      const counts = tally[check];
      counts[result] = (counts[result] ?? 0) + 1;
    }
  }
  return tally;
}

/** Verdicts of the listings by the shop's own product id. */
export function saidOf({ records }: Export): Map<string, Record<string, Said>> {
  return new Map(records.filter(({ noun }) => noun === 'listing').map(({ id, verdicts }) => [id, verdicts]));
}
