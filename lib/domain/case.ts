import { z } from 'zod';

const move = z.strictObject({
  verb: z.string(),
  from: z.array(z.string()),
  to: z.string(),
  /** Roles that may make it. */
  by: z.array(z.string()),
  /** The member who opened the case may not. */
  notAuthor: z.boolean().default(false),
  /** page = only a page seen live proves it; person = only a tick; any. */
  evidence: z.enum(['page', 'person', 'any']).default('any'),
});

/** A flow: `playbook/flows/<id>.json`. */
export const Flow = z.strictObject({
  id: z.string(),
  version: z.int(),
  clause: z.string(),
  /** Role that owns the tasks. */
  owner: z.string(),
  /** What opens a case: a check that fails, a campaign or message state, or a person. */
  opensOn: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('verdict'), checks: z.array(z.string()), severities: z.array(z.string()) }),
    z.strictObject({ kind: z.literal('person') }),
  ]),
  /** Hours from opening (or from the moment in params.dueFrom) until it is overdue; null = no deadline. */
  withinHours: z.number().nullable(),
  /** The page shows the truth: a later sight that still fails opens a case again that a person had ticked. */
  pageDecides: z.boolean(),
  states: z.array(z.string()).min(2),
  open: z.array(z.string()).min(1),
  moves: z.array(move).min(1),
});
export type Flow = z.infer<typeof Flow>;
export type Move = z.infer<typeof move>;

/** One run of a flow: a fold over its `case.opened` and `case.moved`. */
export interface Case {
  id: string;
  flow: string;
  shop: string | null;
  /** Subject of the record it is about. */
  about: string;
  cause: string;
  state: string;
  open: boolean;
  due: string | null;
  /** Not shown as due before this. */
  snoozedUntil: string | null;
  params: Record<string, string | number>;
  title: string | null;
  openedAt: string;
  openedBy: string;
  movedAt: string;
  /** How the last move was proved. */
  evidence: 'page' | 'person' | null;
}

/** A move that a case waits for, owned by one role. Never stored: derived from the case. */
export interface Task {
  case: Case;
  flow: string;
  verb: string;
  clause: string;
  owner: string;
  due: string | null;
}
