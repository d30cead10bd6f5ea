import type { Told } from '@/lib/layer/packed';
import type { Spot } from '@/lib/layer/scene';
import { signOf } from '@/lib/layer/sign-kind';
import { wordOf } from '@/lib/layer/summary';
import { badgeParts, type Part, partsOf } from '@/lib/layer/tally';
import type { Translate } from '@/lib/text/text';
import { el, heard, sign } from './dom';
import type { Face } from './tags';

/** How much of itself a badge shows: all signs with numbers, the worst with its number, the worst sign alone. */
export const sizes = [0, 1, 2] as const;
export type FaceSize = (typeof sizes)[number];

/** Signs and numbers of a row: `⯃2 ▲1 ?`, less of it where the page is crowded. Null where a clean row shows nothing. */
export function badgeFace(spot: Spot, showAll: boolean, size: FaceSize, t: Translate): Face | null {
  const parts = badgeParts(partsOf(spot.findings), showAll);
  const worst = parts[0];
  if (!worst) return null;
  const counted = (part: Part): string => (part.kind === 'unknown' || part.kind === 'pass' ? '' : String(part.count));
  const shown = size === 0 ? parts : [worst];
  const number = (part: Part): string => (size === 2 ? '' : counted(part));
  return {
    signature: [size, ...parts.map((part) => part.kind + counted(part))].join(' '),
    className: worst.kind === 'unknown' || worst.kind === 'pass' ? 'bare' : '',
    content: () => [
      el(
        'span',
        { class: 'face' },
        ...parts.map((part) => {
          // What a small badge leaves out is still said.
          if (!shown.includes(part)) return heard(` ${counted(part)} ${wordOf(t, part)}`);
          return el('span', { class: `part ${part.kind}` }, sign(part.kind), number(part), heard(` ${wordOf(t, part)} `));
        }),
      ),
    ],
  };
}

/** Sign and words beside a field: the worst finding in short, and how many more there are. */
export function markFace(spot: Spot, showAll: boolean, small: boolean, t: Translate): Face | null {
  const parts = badgeParts(partsOf(spot.findings), showAll);
  const worst = parts[0];
  if (!worst) return null;
  const first = spot.findings.find((finding) => signOf(finding) === worst.kind);
  const failing = parts.reduce((sum, part) => (part.kind === 'unknown' || part.kind === 'pass' ? sum : sum + part.count), 0);
  const named = first?.result === 'fail' ? whyOf(first, t) : wordOf(t, worst);
  const words = failing > 1 ? `${named} +${failing - 1}` : named;
  return {
    signature: `${worst.kind} ${small ? '' : words}`,
    className: small ? 'mark small' : 'mark',
    content: () => [
      el('span', { class: 'face' }, el('span', { class: `part ${worst.kind}` }, sign(worst.kind), el('span', { class: 'word' }, words))),
    ],
  };
}

/** Why it fails, in words. */
export const whyOf = ({ check, params }: Told & { result: 'fail' }, t: Translate): string => t(`check.${check}.fail`, params);
