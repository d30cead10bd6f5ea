// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { allCases, domOf, expectedOf, jsonOf, type Sight, sightOf, writeExpected } from './cases';

// The fixtures show times of a browser in UTC.
process.env.TZ = 'UTC';

const cases = allCases();

if (process.env.UPDATE_EXPECTED) {
  for (const each of cases) {
    const { path } = expectedOf(each);
    const dom = each.html === null ? null : domOf(each, path);
    const sight = ({ total, account, records }: Sight): Sight => ({ total, ...(account && { account }), records });
    const observations = jsonOf(each, path);
    writeExpected(each, {
      path,
      ...(dom?.ok && !each.page.places ? { dom: sight(sightOf([dom.observation], each.page)) } : {}),
      ...(dom?.ok && each.page.places ? { places: dom.observation.rows.map(({ id }) => String(id)) } : {}),
      ...(observations.length > 0 ? { json: sight(sightOf(observations, each.page)) } : {}),
    });
  }
}

/** Fields that both sides have, nested ones as well. */
function common(one: unknown, other: unknown): [unknown, unknown] {
  if (Array.isArray(one) && Array.isArray(other)) {
    const pairs = one.map((item, i) => common(item, other[i]));
    return [pairs.map(([a]) => a), one.length === other.length ? pairs.map(([, b]) => b) : other];
  }
  if (!one || !other || typeof one !== 'object' || typeof other !== 'object') return [one, other];
  const shared = Object.keys(one).filter((key) => Object.hasOwn(other, key));
  const pairs = shared.map((key) => [key, common(one[key as never], other[key as never])] as const);
  return [Object.fromEntries(pairs.map(([key, [a]]) => [key, a])), Object.fromEntries(pairs.map(([key, [, b]]) => [key, b]))];
}

describe.each(cases.filter(({ html }) => html !== null).map((each) => [each.name, each] as const))('%s', (_name, each) => {
  const expected = expectedOf(each);
  const seen = domOf(each, expected.path);

  test('the DOM yields the expected records', () => {
    expect(seen).toMatchObject({ ok: true });
    if (!seen.ok) return;
    if (each.page.places) {
      expect(seen.observation.rows).toEqual(expected.places?.map((id) => ({ id })));
      expect(expected.places?.filter((id) => !expected.json?.records.some((record) => record.id === id))).toEqual([]);
      expect(seen.rowElements).toHaveLength(expected.places?.length ?? 0);
      return;
    }
    const { total, records } = sightOf([seen.observation], each.page);
    expect({ total, records }).toEqual(expected.dom);
    expect(seen.rowElements).toHaveLength(each.page.kind === 'list' ? seen.observation.rows.length : 0);
  });

  test('the DOM shows the same in another language', () => {
    const [base] = each.name.split('.');
    const english = cases.find(({ name }) => name === base);
    if (!english || !each.name.includes('.zh-')) return;
    const [one, other] = common(expected.dom, expectedOf(english).dom);
    expect(one).toEqual(other);
  });
});

describe.each(cases.filter(({ responses }) => responses.length > 0).map((each) => [each.name, each] as const))('%s', (_name, each) => {
  const expected = expectedOf(each);

  test("the page's own JSON yields the expected records", () => {
    const { problems, ...sight } = sightOf(jsonOf(each, expected.path), each.page);
    expect(sight).toEqual(expected.json);
    expect(problems).toEqual([]);
  });

  test('both sources yield the same for what both see', () => {
    if (!expected.dom || !expected.json) return;
    // A time that was worked out from "5m ago" is another kind of time.
    const timeless = (sight: Sight): Sight => ({
      ...sight,
      records: sight.records.map(({ id, fields }) => {
        const { receivedAt: _at, clock: _clock, ...rest } = fields as Record<string, unknown>;
        return { id, fields: each.page.noun === 'message' ? rest : fields };
      }),
    });
    const [dom, json] = common(timeless(expected.dom), timeless(expected.json));
    expect(dom).toEqual(json);
  });
});

describe('every declared field', () => {
  const pages = [...new Map(cases.map(({ platform, page }) => [`${platform.id}/${page.id}`, page])).entries()];

  test.each(pages)('of %s is found in a fixture', (name, page) => {
    const found = new Set<string>();
    for (const each of cases.filter((one) => `${one.platform.id}/${one.page.id}` === name)) {
      const { path } = expectedOf(each);
      const seen = each.html === null ? null : domOf(each, path);
      const dom = seen?.ok ? [seen.observation] : [];
      for (const { source, response, rows, nested } of [...dom, ...jsonOf(each, path)]) {
        for (const row of rows) {
          for (const [key, value] of Object.entries(row)) {
            found.add(`${source}${response ?? ''} ${key.split('@')[0]}`);
            for (const inner of Array.isArray(value) ? value : [])
              for (const name of Object.keys(Object(inner))) found.add(`${source}${response ?? ''} ${key}.${name}`);
          }
        }
        for (const [field, table] of Object.entries(nested)) {
          for (const row of table.rows)
            for (const key of Object.keys(row)) found.add(`${source}${response ?? ''} ${field}.${key.split('@')[0]}`);
        }
      }
    }
    const declared = [
      ...Object.keys(page.table?.fields ?? page.form?.fields ?? {}).map((field) => `dom ${field}`),
      ...Object.entries(page.nested ?? {}).flatMap(([field, { fields }]) => Object.keys(fields).map((inner) => `dom ${field}.${inner}`)),
      ...page.responses.flatMap(({ fields, nested, parts = {} }, i) => [
        ...Object.keys(fields).map((field) => `json${i} ${nested ? `${nested}.` : ''}${field}`),
        ...Object.entries(parts).flatMap(([part, of]) => Object.keys(of.fields).map((field) => `json${i} ${part}.${field}`)),
      ]),
    ];
    expect(declared.filter((field) => !found.has(field))).toEqual([]);
  });
});
