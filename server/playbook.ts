import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Flow } from '../lib/domain/case.ts';
import { type Rights, Roles } from '../lib/domain/member.ts';

export interface Playbook {
  flows: ReadonlyMap<string, Flow>;
  roles: readonly string[];
  rights: ReadonlyMap<string, Rights>;
}

/** Reads `playbook/` from disk: every flow, found by its file, and the roles with their rights. Throws on a broken file, naming it. */
export function readPlaybook(folder = fileURLToPath(new URL('../playbook', import.meta.url))): Playbook {
  const names = readdirSync(`${folder}/flows`).filter((name) => name.endsWith('.json'));
  const flows = new Map<string, Flow>();
  for (const name of names) {
    const parsed = Flow.safeParse(readJson(`${folder}/flows/${name}`));
    if (!parsed.success) throw new Error(`playbook/flows/${name}: ${parsed.error.issues[0]?.message}`);
    flows.set(parsed.data.id, parsed.data);
  }
  const roles = Roles.parse(readJson(`${folder}/roles.json`));
  return { flows, roles: roles.map(({ id }) => id), rights: new Map(roles.map(({ id, rights }) => [id, rights])) };
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
