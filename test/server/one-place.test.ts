import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../server', import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.startsWith('migrations'),
);

/** A query on a table of an organisation's rows, wherever it is built. */
const query = /(selectFrom|insertInto|updateTable|deleteFrom|Join)\(\s*'(events|rejected|cases|devices)/;

/** Statements of a file that do not name the organisation. */
function freeStatements(name: string): string[] {
  const text = readFileSync(`${folder}/${name}`, 'utf8');
  const statements = text.split(/(?=\.(?:selectFrom|insertInto|updateTable|deleteFrom)\()/).slice(1);
  return statements
    .map((statement) => statement.slice(0, statement.search(/\.execute/)).trim())
    .filter((statement) => !/'org', '=', org|'id', '=', org|\borg\b[ ,}]/.test(statement));
}

/** What is made from the events has a file of its own, under the same rule. */
const made = /(selectFrom|insertInto|updateTable|deleteFrom|Join)\(\s*'(segments|states)/;

it('rows made from events are reached in one file, each time by the organisation', () => {
  const reach = files.filter((name) => made.test(readFileSync(`${folder}/${name}`, 'utf8')));
  expect(reach).toEqual(['made.ts']);
  expect(freeStatements('made.ts')).toEqual([]);
});

it('rows of an organisation are reached in four files, each time by the organisation', () => {
  const reach = files.filter((name) => query.test(readFileSync(`${folder}/${name}`, 'utf8')));
  expect(reach.sort()).toEqual(['history.ts', 'organisation.ts', 'scopes.ts', 'team.ts']);
  // The ids of all organisations: what no log begun alone may be called.
  expect(reach.flatMap(freeStatements)).toEqual([".selectFrom('organisations').select('id')"]);
});
