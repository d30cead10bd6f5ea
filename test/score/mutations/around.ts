import { type Mutation, made, within } from './mutation.ts';
import { evenTable } from './table-at.ts';

/** What comes in beside what is to be read. */
export const around: Mutation[] = [
  {
    id: 'banner-added',
    keepsLabels: true,
    apply(body) {
      const banner = made('div', '', 'promo-bar');
      banner.append(
        made('strong', 'Big Season Sale'),
        made('span', 'Sign up 2,000 products until 2026-12-31, price from $9.90, stock 500'),
      );
      body.prepend(banner);
      return true;
    },
  },
  {
    id: 'menu-added',
    keepsLabels: true,
    apply(body) {
      const menu = made('nav');
      const list = made('ul');
      for (const name of ['Products', 'Orders', 'Promotions', 'Inventory', 'Messages', 'Customers', 'Settings']) {
        const item = made('li');
        const link = made('a', name);
        link.setAttribute('href', `/x/${name.toLowerCase()}`);
        item.append(link);
        list.append(item);
      }
      menu.append(list);
      body.prepend(menu);
      return true;
    },
  },
  {
    id: 'other-variant-hidden',
    keepsLabels: true,
    apply(body, kind) {
      const found = kind.endsWith('list') ? evenTable(body) : null;
      if (!found) return false;
      const copy = found.table.cloneNode(true) as HTMLElement;
      copy.style.display = 'none';
      for (const element of [copy, ...within(copy, '[id]')]) element.removeAttribute('id');
      for (const cell of within(copy, 'td')) if (/^[\s$€¥£\d.,]+$/.test(cell.textContent ?? '')) cell.textContent = '999';
      found.table.before(copy);
      return true;
    },
  },
  {
    id: 'buttons-in-rows-added',
    keepsLabels: true,
    apply(body) {
      const found = evenTable(body);
      for (const row of found?.rows ?? []) {
        const bar = made('div', '', 'row-tools');
        bar.append(made('button', 'Edit'), made('button', 'Copy link'), made('button', 'Delete'));
        row.lastElementChild?.append(bar);
      }
      return found !== null;
    },
  },
  {
    id: 'window-closed-added',
    keepsLabels: true,
    apply(body) {
      const dialog = made('div', '', 'modal');
      dialog.setAttribute('role', 'dialog');
      dialog.style.display = 'none';
      for (const [label, value] of [
        ['Name', 'Sample'],
        ['Price', '1.00'],
        ['Stock', '1'],
      ]) {
        const line = made('label', label);
        const box = made('input') as HTMLInputElement;
        box.value = value as string;
        line.append(box);
        dialog.append(line);
      }
      dialog.append(made('button', 'Save'));
      body.append(dialog);
      return true;
    },
  },
  {
    id: 'boxes-reordered',
    keepsLabels: true,
    apply(body, kind) {
      if (!kind.endsWith('form')) return false;
      const groups = within(body, 'div, fieldset, section, tbody').filter(
        (group) => [...group.children].filter((child) => child.querySelectorAll('input, select, textarea').length === 1).length > 2,
      );
      for (const group of groups.filter((one) => !groups.some((other) => other !== one && other.contains(one))))
        group.append(...[...group.children].toReversed());
      return groups.length > 0;
    },
  },
];
