import { AdapterPage } from '@/lib/domain/platform';

/** The responses that the tap's tests declare. */
export const declared = AdapterPage.parse({
  id: 'p',
  route: '/admin/page',
  examples: ['/admin/page'],
  noun: 'listing',
  kind: 'list',
  responses: [
    {
      method: 'POST',
      path: '/graph',
      operation: 'List',
      items: 'data.items',
      total: 'data.total',
      fields: { id: { path: 'id' }, name: { path: 'name' } },
    },
    { method: 'GET', path: '/api/mail/<id>', items: '.', fields: { id: { path: 'id' }, customerAddress: { path: 'from.0.address' } } },
  ],
}).responses;
