import type { AdapterPage, Anchor, Field, Table } from '@/lib/domain/platform';

// What a content script needs of a page, and no more: each byte of it is sent into somebody's page.

const anchor = ({ css, header, get, name }: Anchor): Anchor => ({ css, header, get, name, read: '' });

const fields = (all: Readonly<Record<string, Field>>): Record<string, Field> =>
  Object.fromEntries(
    Object.entries(all).map(([name, { required, anyOf, jumpTo }]) => [name, { required, jumpTo, anyOf: anyOf.map(anchor) }]),
  );

const table = (one: Table): Table => ({ ...one, total: one.total && anchor(one.total), fields: fields(one.fields) });

/** A page without what only the background reads: readers and their tables, notes, examples. */
export function briefOf(page: AdapterPage): AdapterPage {
  const { form, nested, responses } = page;
  return {
    ...page,
    examples: [],
    table: page.table && table(page.table),
    form: form && { ready: form.ready, fields: fields(form.fields) },
    nested: nested && Object.fromEntries(Object.entries(nested).map(([name, one]) => [name, table(one)])),
    responses: responses.map((response) => ({
      ...response,
      fields: Object.fromEntries(Object.entries(response.fields).map(([name, { path }]) => [name, { path, read: '' }])),
    })),
  };
}
