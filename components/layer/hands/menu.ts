import { type Corner, corners } from '@/lib/layer/corner';
import { countedWord } from '@/lib/layer/summary';
import type { Part } from '@/lib/layer/tally';
import type { Translate } from '@/lib/text/text';
import { button, el, sign } from '../dom';

export interface MenuState {
  parts: readonly Part[];
  /** Why the page cannot be seen, or that nothing is to be fixed. */
  sentence: string;
  gaps: number;
  showAll: boolean;
  collapsed: boolean;
  corner: Corner;
}
export type MenuAct = 'next' | 'previous' | 'showAll' | 'collapse' | 'hide' | Corner;

/** What the chip opens: the whole sentence, then what one can do. Each button carries its act; the layer checks the click. */
export function menuContent(state: MenuState, t: Translate): Node[] {
  const choice = (act: MenuAct, word: string, key = '', props: Record<string, string> = {}): HTMLElement =>
    button({ class: 'choice', 'data-act': act, ...props }, word, ...(key ? [el('kbd', {}, key)] : []));
  const lines = state.parts.map((part) => el('span', { class: `part ${part.kind}` }, sign(part.kind, 14), countedWord(t, part)));
  return [
    el('div', { class: 'say' }, ...lines, ...(state.sentence ? [el('span', {}, state.sentence)] : [])),
    ...(state.gaps > 0 ? [choice('next', t('layer.menu.next'), 'Alt J'), choice('previous', t('layer.menu.previous'), 'Alt K')] : []),
    choice('showAll', t('layer.menu.showAll'), state.showAll ? '✓' : '', { 'aria-pressed': String(state.showAll) }),
    choice('collapse', t(state.collapsed ? 'layer.menu.expand' : 'layer.menu.collapse')),
    choice('hide', t('layer.menu.hide')),
    el(
      'div',
      { class: 'corners', role: 'group', 'aria-label': t('layer.menu.place') },
      el('span', {}, t('layer.menu.place')),
      ...[...corners].reverse().map((corner) =>
        button(
          {
            class: `corner ${corner}`,
            'data-act': corner,
            'aria-label': t(`layer.menu.${corner}`),
            title: t(`layer.menu.${corner}`),
            'aria-pressed': String(corner === state.corner),
          },
          el('i', {}),
        ),
      ),
    ),
  ];
}
