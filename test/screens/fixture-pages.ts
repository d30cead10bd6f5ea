import type { BlindReason } from '@/lib/domain/observation';
import type { PageState } from '@/lib/domain/page-state';
import type { Beside } from '@/lib/domain/recognition';
import type { Finding, Verdict } from '@/lib/domain/verdict';
import { longName } from './fixture-tasks';

const seenAt = '2026-11-24T06:19:00.000Z';

export function finding(name: string | null, check: string, field: string, severity: Finding['severity'], verdict: Verdict): Finding {
  return { subject: `main/listing/${name}`, name, check, field, severity, ...verdict };
}
const pass: Verdict = { result: 'pass' };
const fail = (params: Record<string, string | number> = {}, at?: string): Verdict => ({ result: 'fail', params, at });
const unseen: Verdict = { result: 'unknown', reason: 'not-seen-yet' };

const gaps: Finding[] = [
  finding('Gap bare', 'main-picture', 'mainPicture', 'blocks', fail()),
  finding('Gap zero', 'main-picture', 'mainPicture', 'blocks', fail()),
  finding('Gap variants', 'sku-present', 'variants', 'blocks', fail({ count: 2, variant: 'L' }, 'v2')),
  finding('Gap bare', 'price-positive', 'variants', 'blocks', fail({ count: 1, variant: 'Gap bare' }, 'v9')),
  finding('Gap zero', 'stock-zero-live', 'variants', 'weakens', fail({ variant: 'Gap zero' }, 'v4')),
  finding('Gap', 'name-length', 'name', 'weakens', fail({ n: 3, min: 10, max: 60 })),
  finding('Gap bare', 'name-length', 'name', 'weakens', fail({ n: 8, min: 10, max: 60 })),
  finding('Gap variants', 'picture-count', 'pictures', 'improves', fail({ n: 1, min: 3 })),
  finding('Laptop', 'picture-count', 'pictures', 'improves', fail({ n: 2, min: 3 })),
  finding('Laptop', 'stock-known', 'variants', 'weakens', unseen),
  finding('Tablet', 'description-present', 'description', 'weakens', unseen),
];
const passes = ['Laptop', 'Tablet', 'Wireless Optical Mouse', '32-Inch Monitor', 'Curvy Monitor'].flatMap((name) => [
  finding(name, 'main-picture', 'mainPicture', 'blocks', pass),
  finding(name, 'name-length', 'name', 'weakens', pass),
  finding(name, 'category-present', 'categories', 'improves', pass),
]);

const seen = (more: Partial<Extract<PageState, { kind: 'seen' }>>): PageState => ({
  kind: 'seen',
  platform: 'vendure',
  page: 'product-list',
  shop: 'main',
  rows: 10,
  total: 59,
  unsaved: false,
  findings: [],
  seenAt,
  ...more,
});
export const blind = (reason: BlindReason, detail: string | null = null): PageState => ({
  kind: 'blind',
  reason,
  platform: 'vendure',
  detail,
  seenAt,
});

/** What the recogniser reads beside. */
export const beside: Beside = {
  noun: 'listing',
  fields: [{ field: 'price', label: 'Rate (CNY)', confidence: 0.86, rows: 10, example: '129.00 CNY' }],
  unread: ['Weight', '建议零售价'],
};

export const pages = {
  drifted: seen({
    findings: [...gaps, ...passes],
    drifted: [
      {
        page: 'product-list',
        noun: 'listing',
        field: 'price',
        signs: ['where', 'says'],
        lastGood: '2026-11-24T01:12:00.000Z',
        since: '2026-11-24T06:19:00.000Z',
      },
      {
        page: 'product-list',
        noun: 'listing',
        field: 'variants.stock',
        signs: ['looks', 'says'],
        lastGood: '2026-11-23T09:40:00.000Z',
        since: '2026-11-24T06:19:00.000Z',
      },
    ],
  }),
  elsewhere: { kind: 'elsewhere' },
  needs: seen({ findings: [...gaps, ...passes] }),
  recognised: seen({
    platform: 'recognised',
    page: 'listing-list',
    findings: [...gaps, ...passes],
    recognition: {
      noun: 'listing',
      confidence: 0.85,
      fields: [
        { field: 'name', label: 'Product Name', reason: 'column', confidence: 1 },
        { field: 'sku', label: 'Code', reason: 'column', confidence: 0.9 },
        { field: 'price', label: 'Price (USD)', reason: 'column', confidence: 0.95 },
        { field: 'stock', label: 'Qty', reason: 'column', confidence: 1 },
        { field: 'picture', label: '', reason: 'picture', confidence: 0.8 },
        { field: 'live', label: '', reason: 'words', confidence: 0.75 },
      ],
      unread: ['Model', 'Minimum quantity to be ordered in one go', 'Vendor'],
    },
  }),
  fine: seen({ rows: 59, findings: passes }),
  fineButUnseen: seen({ findings: [...passes, finding('Laptop', 'stock-known', 'variants', 'weakens', unseen)] }),
  unseen: seen({
    findings: [
      finding('Laptop', 'stock-known', 'variants', 'weakens', unseen),
      finding('Tablet', 'description-present', 'description', 'weakens', unseen),
    ],
  }),
  unsaved: seen({ page: 'product-edit', rows: 1, total: null, unsaved: true, findings: gaps.slice(0, 1) }),
  emptyList: seen({ rows: 0, total: 0 }),
  long: seen({
    findings: [
      finding(longName, 'sku-present', 'variants', 'blocks', fail({ count: 12, variant: `${longName} / XXL` }, 'v1')),
      finding(longName, 'name-length', 'name', 'weakens', fail({ n: 98, min: 10, max: 60 })),
      finding(null, 'name-length', 'name', 'weakens', fail({ n: 0, min: 10, max: 60 })),
    ],
  }),
  many: seen({
    rows: 400,
    total: 2000,
    findings: Array.from({ length: 400 }, (_, n) => finding(`Tee ${n + 1}`, 'main-picture', 'mainPicture', 'blocks', fail())),
  }),
} as const satisfies Record<string, PageState>;
