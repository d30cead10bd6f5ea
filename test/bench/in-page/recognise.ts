import { recognise } from '@/lib/adapter/recognise/recognise';
import { type RecognisedSight, seeRecognised } from '@/lib/adapter/recognise/see-recognised';

let sight: RecognisedSight | null = null;
const now = '2026-11-24T12:00:00.000Z';
const cells = (): NodeListOf<Element> => document.querySelectorAll('table.products td');

export const look = {
  /** The first look at a long list: what a screen shows of it. */
  first(): number {
    sight = seeRecognised(document, location.href, now, []);
    return sight.seen.ok ? sight.seen.observation.rows.length : 0;
  },
  /** The next stretch, as it is read in an idle moment. */
  next(): number {
    if (sight?.next) sight = seeRecognised(document, location.href, now, [], sight.next);
    return sight?.seen.ok ? sight.seen.observation.rows.length : 0;
  },
  hasMore: (): boolean => sight?.next !== null,
  /** The whole list in one go, as nobody has it done. */
  whole: (): number => recognise(document, location.href).records.length,
  /** One pass over the texts of the same cells. */
  texts(): number {
    let sum = 0;
    for (const cell of cells()) sum += (cell.textContent ?? '').length;
    return sum;
  },
};
