import { cardsIn } from './cards';
import type { Found } from './found';
import type { Grid } from './grid';
import { readMessageList } from './read-messages';
import { readThread } from './read-thread';
import { isInside } from './surface';

/** What customers write: one conversation, or a list of them. */
export function readMessages(elements: readonly Element[], root: Element, tables: readonly Grid[], isOne: boolean): Found | null {
  const thread = readThread(elements);
  const isBoth = new Set(thread.map(({ fields }) => fields.get('from')?.value)).size === 2;
  const isTold = isOne && thread.every(({ fields }) => fields.has('receivedAt'));
  // Under names of columns stand conversations, not what was said in one.
  const isTable = thread.some(({ element }) =>
    tables.some((grid) => element && grid.columns.filter(({ label }) => label !== '').length > 2 && isInside(element, grid.element)),
  );
  if (thread.length > 0 && !isTable && (isTold || isBoth)) {
    return { kind: 'message-thread', confidence: 0.75, records: thread, labels: [] };
  }
  const lists = [...tables, ...cardsIn(elements, root)].map(readMessageList);
  const fit = lists.filter(
    (records) => records.filter(({ fields }) => fields.has('receivedAt') && fields.has('id')).length * 2 > records.length,
  );
  const [most] = fit.sort((a, b) => b.length - a.length);
  return most ? { kind: 'message-list', confidence: 0.75, records: most, labels: [] } : null;
}
