import { z } from 'zod';
import { Flow } from '../domain/case.ts';
import { Roles } from '../domain/member.ts';

const files = import.meta.glob<unknown>('../../playbook/flows/*.json', { eager: true, import: 'default' });
const clauseRows = import.meta.glob<unknown>('../../playbook/clauses.json', { eager: true, import: 'default' });

/** A clause of the team's working rules: who it binds, and its sentence in three languages. */
export const Clause = z.strictObject({
  id: z.string(),
  role: z.string(),
  sentence: z.strictObject({ 'zh-CN': z.string(), 'zh-TW': z.string(), en: z.string() }),
});
export type Clause = z.infer<typeof Clause>;

/** All flows by id. A broken file is a bug of ours and stops the build's tests, so it throws here. */
export const flows: ReadonlyMap<string, Flow> = new Map(
  Object.values(files).map((file) => {
    const flow = Flow.parse(file);
    return [flow.id, flow];
  }),
);

export const clauses: ReadonlyMap<string, Clause> = new Map(
  z
    .array(Clause)
    .parse(Object.values(clauseRows)[0] ?? [])
    .map((row) => [row.id, row]),
);

const roleRows = import.meta.glob<unknown>('../../playbook/roles.json', { eager: true, import: 'default' });
export const roles = Roles.parse(Object.values(roleRows)[0]);

/** A role's name in the reader's language; its id where the organisation has a role of its own. */
export function roleName(id: string, locale: string): string {
  return roles.find((role) => role.id === id)?.name[locale] ?? id;
}
