import { z } from 'zod';
import { LogEvent, rejectCodes } from './event.ts';
import { SegmentHead } from './segment.ts';

/** What a file of each kind calls itself in its first line: one device's log, sealed by the extension, and all of a server. */
export const logFormat = 'shop-loupe-log';
export const serverFormat = 'shop-loupe-backup';

/** How many lines of each kind a backup holds: what is short is no backup. */
const Counts = z.strictObject({ segment: z.int(), event: z.int(), waiting: z.int(), rejected: z.int() });

/** A backup holds the log and what a device needs to go on writing it; what screens show is folded again from that. */
export const BackupLine = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('begin'), counts: Counts }),
  z.strictObject({ kind: z.literal('meta'), key: z.string(), value: z.json() }),
  z.strictObject({
    kind: z.literal('segment'),
    head: SegmentHead,
    receipts: z.record(z.string(), z.string()),
    payload: z.string(),
  }),
  z.strictObject({
    kind: z.literal('event'),
    event: LogEvent,
    seq: z.int().nullable(),
    receivedAt: z.string().nullable(),
    scope: z.string().nullable(),
    receipt: z.string().nullable(),
  }),
  z.strictObject({ kind: z.literal('waiting'), n: z.int(), id: z.string(), first: z.literal([0, 1]) }),
  z.strictObject({ kind: z.literal('rejected'), event: LogEvent, code: z.enum(rejectCodes), message: z.string() }),
  z.strictObject({ kind: z.literal('end') }),
]);
export type BackupLine = z.infer<typeof BackupLine>;
export type BackupCounts = z.infer<typeof Counts>;
