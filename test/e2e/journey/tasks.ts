import type { Page } from '@playwright/test';
import { eventually } from '../harness/eventually.ts';
import { casesOf, type KeptCase, type KeptRecord, recordsOf } from '../harness/kept.ts';

/** The one case of a flow about a record, open or not; null while there is none. */
export async function caseOf(ours: Page, flow: string, id: string, cause?: string): Promise<KeptCase | null> {
  const found = (await casesOf(ours)).filter(
    (kase) => kase.flow === flow && kase.about.endsWith(`/${id}`) && (cause === undefined || kase.cause === cause),
  );
  return found.find((kase) => kase.open) ?? found[0] ?? null;
}

export async function untilOpen(ours: Page, flow: string, id: string, cause?: string, within?: number): Promise<KeptCase> {
  return eventually(
    `an open ${cause ?? flow} task about ${id}`,
    async () => {
      const kase = await caseOf(ours, flow, id, cause);
      return kase?.open ? kase : null;
    },
    within,
  );
}

export async function untilClosed(ours: Page, flow: string, id: string, cause?: string): Promise<KeptCase> {
  return eventually(`the ${cause ?? flow} task about ${id} is closed`, async () => {
    const kase = await caseOf(ours, flow, id, cause);
    return kase && !kase.open ? kase : null;
  });
}

export async function recordOf(ours: Page, noun: string, id: string): Promise<KeptRecord | null> {
  return (await recordsOf(ours)).find((record) => record.noun === noun && record.id === id) ?? null;
}

/** Which cases are open, as one comparable text. */
export async function openCases(ours: Page): Promise<string> {
  return (await casesOf(ours))
    .filter(({ open }) => open)
    .map(({ id }) => id)
    .sort()
    .join('\n');
}
