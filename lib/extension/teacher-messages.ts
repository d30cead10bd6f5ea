import type { SeenPlatform } from '@/lib/adapter/seen';
import type { Drafted, TeachProblem } from '@/lib/adapter/teach/teaching';
import type { NamedField, Pointed } from '@/lib/domain/lesson-steps';
import type { AdapterPage } from '@/lib/domain/platform';
import type { TaughtKind } from '@/lib/domain/taught-kinds';

/** Name of the port between the panel and the page that is being taught: the panel opens it, and it is taught as long as that is open. */
export const teacherPort = 'shop-loupe teacher';

/** From our panel alone: a page cannot open or reach the port. */
export type ToTeacher =
  | { type: 'begin'; page: TaughtKind; hint: string; locale: string }
  | { type: 'name'; field: string }
  | { type: 'drop'; field: string }
  | { type: 'draft' }
  | { type: 'try'; page: AdapterPage; platform: SeenPlatform; hint: string; locale: string };

/** From somebody's page: checked like everything that comes out of one (lib/extension/teach.ts). */
export type FromTeacher =
  | { type: 'pointed'; pointed: Pointed }
  | { type: 'named'; all: NamedField[] }
  | { type: 'problem'; problem: TeachProblem }
  | { type: 'drafted'; page: Drafted }
  | { type: 'tried'; ok: boolean; rows: number; fields: NamedField[] }
  | { type: 'left' };
