import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A back office that follows nobody's habits: no table, no headers, no labels, classes that a build made. Its truth is below. */
export interface Good {
  no: string;
  name: string;
  /** As the page writes it, and in hundredths. */
  price: string;
  amount: number;
  left: number;
}
const nouns = ['青瓷茶杯', '竹编果篮', '亚麻桌布', '铜铃', '陶土花盆', '棉麻围裙'];
export const goods: readonly Good[] = Array.from({ length: 12 }, (_, at) => {
  const amount = 990 + at * 12_345;
  const [whole = '', cents = ''] = (amount / 100).toFixed(2).split('.');
  return {
    no: `K-${1001 + at}`,
    name: `${nouns[at % nouns.length]} ${at + 1} 号`,
    price: `${Number(whole).toLocaleString('en')}.${cents}`,
    amount,
    left: at * 7,
  };
});
const perPage = 6;

function listOf(page: number, script: string): string {
  const rows = goods.slice((page - 1) * perPage, page * perPage);
  const cells = rows.map(
    ({ no, name, price, left }) => `<div class="css-1f2e3d" data-goods-no="${no}" onclick="window.opened = '${no}'">
      <div class="css-aa11bb"><i>·</i><b>${name}</b></div><div class="css-aa11cc"><span class="css-9z8y7x">${price}</span></div>
      <div class="css-aa11dd"><em>${left}</em></div></div>`,
  );
  return `<!doctype html><meta charset="utf-8"><title>Ω</title>${script}
    <style>.css-1f2e3d{display:flex;gap:40px;padding:14px;border-bottom:1px solid #ccc;cursor:pointer}.css-1f2e3d>div{width:220px}</style>
    <div class="css-0pq3z7">Ω</div><div id="shelf">${cells.join('')}</div>
    <a class="css-next" href="?p=${page + 1}">→</a>`;
}

/** Serves the list, two pages of it; `script` is put into each page before anything else. */
export async function startOddShop(script = ''): Promise<{ origin: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://odd.example');
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(listOf(Number(url.searchParams.get('p') ?? 1), script));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
