import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../server', import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.startsWith('migrations'),
);

/** A query on a table of an organisation's rows, wherever it is built. */
const query = /(selectFrom|insertInto|updateTable|deleteFrom|Join)\(\s*'(events|rejected|cases|devices)/;

it('rows of an organisation are reached in three files, each time by the organisation', () => {
  const reach = files.filter((name) => query.test(readFileSync(`${folder}/${name}`, 'utf8')));
  expect(reach.sort()).toEqual(['history.ts', 'organisation.ts', 'team.ts']);
  const text = reach.map((name) => readFileSync(`${folder}/${name}`, 'utf8')).join('\n');
  const statements = text.split(/(?=\.(?:selectFrom|insertInto|updateTable|deleteFrom)\()/).slice(1);
  const free = statements
    .map((statement) => statement.slice(0, statement.search(/\.execute/)))
    .filter((statement) => !/'org', '=', org|'id', '=', org|\borg\b[ ,}]/.test(statement));
  // The ids of all organisations: what no log begun alone may be called.
  expect(free.map((statement) => statement.trim())).toEqual([".selectFrom('organisations').select('id')"]);
});
