import type { RecognisedSight } from '@/lib/adapter/recognise/see-recognised';
import type { Stretch } from '@/lib/adapter/recognise/surface';
import type { RawRow } from '@/lib/domain/observation';

type Look = (stretch: Stretch) => RecognisedSight;
type Lines = { rows: RawRow[]; elements: Element[] };

/** An observation holds no more. */
const most = 10_000;

function linesOf({ seen }: RecognisedSight): Lines {
  if (!seen.ok || seen.rowElements.length !== seen.observation.rows.length) return { rows: [], elements: [] };
  return { rows: seen.observation.rows, elements: seen.rowElements };
}

/** The lines of `more` that `known` has not. */
function add({ rows, elements }: Lines, more: Lines, known: ReadonlySet<Element>): void {
  more.elements.forEach((element, at) => {
    const row = more.rows[at];
    if (!row || known.has(element) || rows.length >= most) return;
    rows.push(row);
    elements.push(element);
  });
}

/**
 * A list too long for one look: its first lines are seen at once, the others stretch by stretch in idle moments; `onWhole` is called
 * when all are. Until then, and while a changed list is read again, what was read of them before stands.
 */
export function longList(onWhole: () => void) {
  let address = '';
  let rest: Lines | null = null;
  let isChanged = true;
  let watched: Element | null = null;
  let turn = 0;
  const observer = new MutationObserver(() => {
    isChanged = true;
  });

  function readOn(first: Lines, stretch: Stretch, look: Look): void {
    const mine = ++turn;
    const found: Lines = { rows: [], elements: [] };
    const known = new Set(first.elements);
    const goOn = (part: Stretch): void => {
      requestIdleCallback(
        () => {
          if (mine !== turn || isChanged) return;
          const sight = look(part);
          const lines = linesOf(sight);
          add(found, lines, known);
          for (const element of lines.elements) known.add(element);
          if (sight.next && found.rows.length < most) return goOn(sight.next);
          rest = found;
          onWhole();
        },
        { timeout: 500 },
      );
    };
    goOn(stretch);
  }

  return {
    /** Something was typed somewhere, which no node tells. */
    typed(): void {
      isChanged = true;
    },
    /** A first look with what is known of the lines beyond it. */
    joined(sight: RecognisedSight, at: string, look: Look): RecognisedSight {
      const { seen, next } = sight;
      if (!next || !seen.ok) return sight;
      const first = linesOf(sight);
      const list = first.elements[0]?.parentElement;
      if (!list) return sight;
      if (address !== at) [rest, address] = [null, at];
      if (isChanged || list !== watched) {
        isChanged = false;
        watched = list;
        observer.disconnect();
        observer.observe(list, { subtree: true, childList: true, characterData: true, attributes: true });
        readOn(first, next, look);
      }
      if (!rest) return sight;
      const all: Lines = { rows: [...first.rows], elements: [...first.elements] };
      const there = rest.elements.flatMap((element, i) => (element.isConnected ? [i] : []));
      const beyond = { rows: there.map((i) => rest?.rows[i] as RawRow), elements: there.map((i) => rest?.elements[i] as Element) };
      add(all, beyond, new Set(first.elements));
      return { ...sight, seen: { ...seen, observation: { ...seen.observation, rows: all.rows }, rowElements: all.elements } };
    },
  };
}
