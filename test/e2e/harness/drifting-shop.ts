import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Face = 'usual' | 'renamed' | 'overloaded' | 'captcha';

const products = Array.from({ length: 8 }, (_, i) => ({
  id: 101 + i,
  name: `Brass lantern ${i + 1}`,
  sku: `LAN-${i + 1}`,
  price: `${19 + i * 7}.50`,
  stock: 12 + i * 3,
}));

/** The list as it always was, or with its price under another name and in another place. */
function listOf(isRenamed: boolean): string {
  const heads = isRenamed ? ['Product', 'Tarifa', 'SKU', 'Stock', 'Status'] : ['Product', 'SKU', 'Price', 'Stock', 'Status'];
  const rows = products.map(({ id, name, sku, price, stock }) => {
    const cells = isRenamed ? [`$${price}`, sku] : [sku, `$${price}`];
    return `<tr><td><a href="/admin/products/${id}">${name}</a></td>${cells.map((cell) => `<td>${cell}</td>`).join('')}<td>${stock}</td><td>Active</td></tr>`;
  });
  return `<h1>Products</h1><table><thead><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

const faces: Record<Face, () => string> = {
  usual: () => listOf(false),
  renamed: () => listOf(true),
  overloaded: () => '<h1>Products</h1><div class="empty"><p>Too many visitors, please try again later.</p></div>',
  captcha: () => '<h1>Products</h1><div role="dialog"><p>安全验证：请拖动滑块</p></div>',
};

/** A back office that nobody has mapped, whose list shows another face when told. */
export async function startDriftingShop() {
  let face: Face = 'usual';
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><html lang="en"><title>Products</title><nav><a href="/admin/products">Products</a> <a href="/admin/orders">Orders</a></nav><main>${faces[face]()}</main></html>`,
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    show(next: Face): void {
      face = next;
    },
    close: () => new Promise((done) => server.close(done)),
  };
}
