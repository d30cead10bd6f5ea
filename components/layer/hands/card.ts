import type { Told } from '@/lib/layer/packed';
import type { Spot } from '@/lib/layer/scene';
import { type SignKind, signKinds, signOf } from '@/lib/layer/sign-kind';
import type { Translate } from '@/lib/text/text';
import { button, el, sign } from '../dom';
import { whyOf } from '../faces';

export interface CardTexts {
  t: Translate;
  /** Address of the page where this record is edited; null where it is not known or is this very page. */
  linkTo(spot: Spot): string | null;
}

/** The card of a row or field: each finding, worst first, with its why, what to do, an example and the clause; then the way there, unless one is there already. */
export function cardContent(spot: Spot, withWay: boolean, { t, linkTo }: CardTexts): Node[] {
  const said = (key: string, params?: Record<string, string | number>): string | null => {
    const text = t(key, params);
    return text === key ? null : text;
  };
  const of = (kind: SignKind): Told[] => spot.findings.filter((finding) => signOf(finding) === kind);
  const items: Node[] = [];

  for (const kind of signKinds.slice(0, 3)) {
    for (const finding of of(kind)) {
      if (finding.result !== 'fail') continue;
      const { check, params } = finding;
      const why = whyOf(finding, t);
      const fix = said(`check.${check}.fix`, params);
      const example = said(`check.${check}.example`, params);
      const clause = said(`check.${check}.clause`);
      const foot = [t(`severity.${kind}`), said(`check.${check}.name`), clause && t('layer.card.clause', { clause })]
        .filter(Boolean)
        .join(' · ');
      items.push(
        item(kind, [
          el('p', { class: 'why' }, why),
          ...(fix ? [el('p', {}, fix)] : []),
          ...(example && example !== '–' ? [el('p', { class: 'quiet' }, t('layer.card.example', { example }))] : []),
          el('p', { class: 'quiet' }, foot),
        ]),
      );
    }
  }

  const unknown = new Map<string, string[]>();
  for (const finding of of('unknown')) {
    if (finding.result !== 'unknown') continue;
    const names = unknown.get(finding.reason) ?? [];
    names.push(said(`check.${finding.check}.name`) ?? finding.check);
    unknown.set(finding.reason, names);
  }
  for (const [reason, names] of unknown) {
    const which = t('layer.card.unknown', { which: names.join(t('layer.card.and')) });
    items.push(item('unknown', [el('p', {}, which), el('p', { class: 'quiet' }, t(`unknown.${reason}`))]));
  }

  const passed = of('pass').length;
  if (passed > 0) items.push(item('pass', [el('p', { class: 'passed' }, t('layer.card.passed', { n: passed }))]));

  if (!withWay) return items;
  const link = linkTo(spot);
  const fails = spot.findings.some((finding) => finding.result === 'fail');
  const word = t(fails ? 'layer.card.fix' : 'layer.card.open');
  const act = link ? el('a', { class: 'act', href: link }, word) : fails ? button({ class: 'act' }, word) : null;
  return act ? [...items, el('div', { class: 'foot' }, act)] : items;
}

const item = (kind: SignKind, lines: Node[]): Node => el('div', { class: 'item' }, el('span', { class: kind }, sign(kind, 14)), ...lines);
