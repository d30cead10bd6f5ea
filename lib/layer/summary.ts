import type { Translate } from '@/lib/text/text';
import type { Scene } from './scene';
import { isGap, type Part, partsOf } from './tally';

/** What the chip says. */
export interface Summary {
  /** Worst first; count 0 = the word alone says it. Empty while the page is looked at. */
  parts: readonly Part[];
  /** The same as a sentence, or why the page cannot be seen and what to do. */
  sentence: string;
  /** Nothing needs anybody: the loupe alone will do. */
  isQuiet: boolean;
  isLoading: boolean;
}

export const wordOf = (t: Translate, { kind }: Pick<Part, 'kind'>): string => t(`severity.${kind}`);

/** `5 must fix`; the word alone where the count is 0. */
export const countedWord = (t: Translate, part: Part): string => (part.count === 0 ? '' : `${part.count} `) + wordOf(t, part);

/** A scene in a line: fine, needs you, can't see and why, or loading. */
export function summaryOf(scene: Pick<Scene<unknown>, 'kind' | 'reason' | 'findings' | 'rows' | 'fields'>, t: Translate): Summary {
  if (scene.kind === 'loading') return { parts: [], sentence: t('layer.loading'), isQuiet: false, isLoading: true };
  if (scene.kind === 'blind') {
    const key = `cannotSee.${scene.reason}`;
    const sentence = t(key);
    // The sentences come with the hands; until then the word says it.
    const said = sentence === key ? t('severity.unknown') : sentence;
    return { parts: [{ kind: 'unknown', count: 0 }], sentence: said, isQuiet: scene.reason === 'unknown-page', isLoading: false };
  }
  // On a list, how many things cannot be told is no news: most of them are told on the records' own pages.
  const isOne = scene.fields.length > 0 || scene.rows.length < 2;
  const told = partsOf(scene.findings)
    .filter(({ kind }) => kind !== 'pass')
    .map((part) => (part.kind === 'unknown' && !isOne ? { ...part, count: 0 } : part));
  const isQuiet = !scene.findings.some(isGap);
  if (told.length === 0) return { parts: [{ kind: 'pass', count: 0 }], sentence: t('layer.fine'), isQuiet, isLoading: false };
  return { parts: told, sentence: told.map((part) => countedWord(t, part)).join(', '), isQuiet, isLoading: false };
}
