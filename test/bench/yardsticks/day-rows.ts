import Dexie, { type Table } from 'dexie';
import type { LogEvent } from '../../../lib/domain/event.ts';

export interface DayRow extends LogEvent {
  id: string;
  member: string;
  at: string;
}

/** The usual way to find what one member wrote on one day: a row each, and an index for this very question. */
export class DayRows {
  private readonly db: Dexie & { rows: Table<DayRow, string> };

  constructor(name: string) {
    this.db = new Dexie(name) as typeof this.db;
    this.db.version(1).stores({ rows: 'id, [member+at]' });
  }

  async add(rows: readonly DayRow[]): Promise<void> {
    await this.db.rows.bulkAdd(rows);
  }

  day(member: string, from: Date, to: Date): Promise<DayRow[]> {
    return this.db.rows.where('[member+at]').between([member, from.toISOString()], [member, to.toISOString()]).toArray();
  }
}
