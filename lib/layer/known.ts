import type { Finding } from '@/lib/domain/verdict';
import type { Packed, Told } from './packed';

interface Known {
  name: string | null;
  told: readonly Told[];
}

/**
 * What has been said of the records of a page, by the id that a row shows at this moment: whatever element a row stands in by now, it
 * gets the findings of its own record or none.
 */
export function knownFindings() {
  const subjects = new Map<string | null, string>();
  const found = new Map<string, Known>();
  const nothing: readonly Told[] = [];
  return {
    /** Takes an answer: the record in each row, by the id that the row showed, and what was found of these records. True if any of it is new. */
    learn(ids: readonly (string | null)[], byRow: readonly (string | null)[], { kinds, rows }: Packed): boolean {
      const texts = new Map<readonly Told[], string>();
      const textOf = (told: readonly Told[]): string => {
        const text = texts.get(told) ?? JSON.stringify(told);
        texts.set(told, text);
        return text;
      };
      let isNew = false;
      for (const [i, subject] of byRow.entries()) {
        if (subject === null) continue;
        const id = ids[i] ?? null;
        if (id !== null && subjects.get(id) !== subject) {
          subjects.set(id, subject);
          isNew = true;
        }
        const [name, kind] = rows[i] ?? [null, -1];
        const told = kinds[kind] ?? nothing;
        const before = found.get(subject);
        if (before && textOf(before.told) === textOf(told)) continue;
        found.set(subject, { name, told });
        isNew = true;
      }
      return isNew;
    },
    subjectOf: (id: string | null): string | null => subjects.get(id) ?? null,
    of: (subject: string): readonly Told[] => found.get(subject)?.told ?? nothing,
    /** In full, for whoever asks what the page shows. */
    findingsOf(subject: string): Finding[] {
      const { name, told } = found.get(subject) ?? { name: null, told: nothing };
      return told.map((one) => ({ ...one, subject, name }));
    },
    forget(): void {
      subjects.clear();
      found.clear();
    },
  };
}
