import type { AdapterPage } from './platform.ts';

/** Names of what a person is known by, or pays and signs in with: no part of an anchor may name it. */
export const personal =
  /passw|\bpwd\b|phone|mobile|\btel\b|e-?mail|address|buyer|customer|consignee|recipient|receiver|contact|cc-|card-?num|\bcvv?\b|id-?card|passport|密码|密碼|手机|手機|电话|電話|邮箱|郵箱|信箱|地址|收货|收貨|收件|买家|買家|顾客|顧客|客户|客戶|联系|聯絡|身份证|身分證|姓名/i;

/** What a value may be called, by what the page is of; `id` tells one record from another. */
export const taughtFields = {
  listing: ['id', 'name', 'sku', 'price', 'stock', 'live', 'mainPicture', 'description', 'categories'],
  campaign: ['id', 'name', 'code', 'enabled', 'startsAt', 'endsAt'],
  order: ['id', 'code', 'state', 'total', 'placedAt'],
  message: ['id', 'receivedAt', 'read'],
} as const;
export type TaughtNoun = keyof typeof taughtFields;

/** Kinds of pages that can be taught; the id of a page begins with its kind. */
export const taughtKinds = {
  'listing-list': { noun: 'listing', kind: 'list' },
  'stock-list': { noun: 'listing', kind: 'list' },
  'campaign-list': { noun: 'campaign', kind: 'list' },
  'order-list': { noun: 'order', kind: 'list' },
  'message-list': { noun: 'message', kind: 'list' },
  'listing-form': { noun: 'listing', kind: 'form' },
  'campaign-form': { noun: 'campaign', kind: 'form' },
} as const satisfies Record<string, { noun: TaughtNoun; kind: AdapterPage['kind'] }>;
export type TaughtKind = keyof typeof taughtKinds;

export const idPattern = new RegExp(`^taught-(${Object.keys(taughtKinds).join('|')})-[0-9a-f]{8}$`);
/** The kind in a page's id; null = no taught page. */
export const kindOfTaught = (page: string): TaughtKind | null => (idPattern.exec(page)?.[1] as TaughtKind | undefined) ?? null;
