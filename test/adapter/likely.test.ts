import { expect, test } from 'vitest';
import { likelyPlatform } from '@/lib/adapter/likely';

test.each([
  ['https://mms.pinduoduo.com/goods/goods_list', 'pinduoduo'],
  ['https://mms.pinduoduo.com/', 'pinduoduo'],
  ['https://seller.shopee.cn/portal/product/list/all?cnsc_shop_id=1', 'shopee'],
  ['https://banhang.shopee.vn/', 'shopee'],
  ['https://shop.example/admin/catalog/products', 'vendure'],
  // A page of ours by its path is none at an address where its platform does not live.
  ['https://shop.example/goods/goods_list', null],
  ['https://mms.pinduoduo.com.evil.example/goods/goods_list', null],
])('%s is likely %s', (url, platform) => {
  expect(likelyPlatform(url)).toBe(platform);
});
