/** Pages of a back office that follows nobody's habits: no headers, no labels, generated classes. */
export const goods = [
  { no: 'K-1001', name: '青瓷茶杯', price: '39.00', left: '12', state: '上架' },
  { no: 'K-1002', name: '竹编果篮 大号', price: '128.50', left: '0', state: '下架' },
  { no: 'K-1003', name: '亚麻桌布', price: '1,099.00', left: '240', state: '上架' },
];

export const oddList = (rows: readonly (typeof goods)[number][]): string => `
  <div class="css-9xk2a1"><div class="css-0pq3z7">仓里有什么</div></div>
  <div id="shelf" class="css-77ab1c">
    ${rows
      .map(
        ({ no, name, price, left, state }) => `<div class="css-1f2e3d" data-goods-no="${no}">
      <div class="css-aa11bb"><i></i><b>${name}</b></div>
      <div class="css-aa11cc"><span class="money">${price}</span></div>
      <div class="css-aa11dd"><em>${left}</em></div>
      <div class="css-aa11ee"><u>${state}</u></div>
    </div>`,
      )
      .join('')}
  </div>`;

export const plainTable = `
  <table id="orders"><thead><tr><th>订单</th><th>金额</th><th>下单</th><th>收货人</th></tr></thead><tbody>
    ${['A1', 'A2', 'A3'].map((code, at) => `<tr><td><a href="/order/${code}${at}77">SO-${code}</a></td><td>¥ ${at}9.90</td><td>2026-11-0${at + 1} 10:30:00</td><td>王${at}</td></tr>`).join('')}
  </tbody></table>`;

export const oddForm = (id: string): string => `
  <form action="/goods/${id}/save"><input type="hidden" name="goodsNo" value="${id}">
    <p><span>品名</span><input name="title" value="青瓷茶杯"></p>
    <p><span>售价</span><input name="amount" value="39.00"></p>
    <p><span>密码</span><input type="password" name="secret" value="hunter2"></p>
    <p><span>买家电话</span><input name="buyer_phone" value="13800138000"></p>
  </form>`;
