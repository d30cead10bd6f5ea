import type { LogEvent } from '../../lib/domain/event.ts';

/** An event as the bound and the peers take it: with its id and what two indexes need on top. */
export interface Row extends LogEvent {
  id: string;
  device: string;
  n: number;
  subject: string;
}

export const rowOf = (event: LogEvent): Row => {
  const { id, device, n, subject } = event.head;
  return { ...event, id, device, n, subject };
};
