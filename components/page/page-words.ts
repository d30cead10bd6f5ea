import { isTaught } from '@/lib/domain/is-taught';
import type { BlindReason } from '@/lib/domain/observation';
import { countFindings, type PageState } from '@/lib/domain/page-state';
import { kindOfTaught } from '@/lib/domain/taught-kinds';
import type { SignKind } from '@/lib/layer/sign-kind';
import type { Translate } from '@/lib/text/text';

/** What a screen can do about a page that cannot be seen. `null`: the sentence alone says what the person does in the page. */
export type PageStep = 'connect' | 'sites' | 'reload';

export const blindStep: Record<BlindReason, PageStep | null> = {
  'not-connected': 'connect',
  'unknown-page': null,
  'signed-out': null,
  'unknown-shop': 'sites',
  'other-shop': 'sites',
  'not-this-platform': 'sites',
  'rows-missing': 'reload',
  'field-missing': 'reload',
  'adapter-broken': null,
  loading: null,
  'no-response': 'reload',
  refused: 'reload',
  hidden: null,
  overloaded: null,
  captcha: null,
  'rate-limited': null,
  'two-versions': 'reload',
  'store-blocked': null,
  'reload-needed': 'reload',
};

export interface Headline {
  sign: SignKind;
  text: string;
  /** Says more, or what to do; '' when the headline says it all. */
  next: string;
  step: PageStep | null;
}

/** Fine, needs you, or can't see and why: one sentence for each state a page can be in. */
export function headlineOf(page: PageState, t: Translate): Headline {
  if (page.kind === 'elsewhere') return { sign: 'unknown', text: t('page.elsewhere'), next: t('page.elsewhere.next'), step: null };
  if (page.kind === 'blind') {
    if (page.reason === 'adapter-broken' && isTaught(page.page ?? ''))
      return { sign: 'unknown', text: t('blind.taught'), next: t('blind.taught.next'), step: null };
    const next = t(`blind.${page.reason}.next`);
    const detail = page.detail ? t('page.detail', { detail: page.detail }) : '';
    return { sign: 'unknown', text: t(`blind.${page.reason}`) + detail, next, step: blindStep[page.reason] };
  }
  const counts = countFindings(page.findings);
  const fails = counts.blocks + counts.weakens + counts.improves;
  const worst = counts.blocks ? 'blocks' : counts.weakens ? 'weakens' : 'improves';
  const unsaved = page.unsaved ? t('page.unsaved') : '';
  if (page.rows === 0) return { sign: 'unknown', text: t('page.empty'), next: t('page.empty.next'), step: null };
  if (fails > 0) return { sign: worst, text: t('page.needs', { n: fails }), next: unsaved, step: null };
  if (counts.passed === 0) return { sign: 'unknown', text: t('page.unseen'), next: unsaved || t('page.unseen.next'), step: null };
  if (counts.unknown > 0) return { sign: 'pass', text: t('page.fineButUnseen', { n: counts.unknown }), next: unsaved, step: null };
  return { sign: 'pass', text: t('page.fine'), next: unsaved, step: null };
}

/** Packaged pages are not taught: they come before what is. */
export function mayTeach(page: PageState | undefined): boolean {
  if (page?.kind === 'seen') return page.recognition !== undefined || isTaught(page.page);
  return page?.kind === 'blind' && (page.reason === 'unknown-page' || isTaught(page.page ?? ''));
}

/** `商品列表`; the plain word for "this page" where a page has no name of ours. */
export function pageName(page: string, t: Translate): string {
  const key = `page.name.${kindOfTaught(page) ?? page}`;
  return t(key) === key ? t('page.name') : t(key);
}

/** `读了 10 / 59`; without a total the rows alone; '' for a form, which is one thing. */
export function coverageWords(page: Extract<PageState, { kind: 'seen' }>, t: Translate): string {
  if (page.total !== null && page.total > page.rows) return t('page.readOf', { rows: page.rows, total: page.total });
  return page.rows > 1 ? t('page.read', { rows: page.rows }) : '';
}
