import { each, type Mutation, renamed, within } from './mutation.ts';

/** Renames classes where they stand and where styles name them: the page looks as before. */
function renameClasses(body: HTMLElement, change: (name: string) => string): boolean {
  const known = new Set(within(body, '[class]').flatMap((element) => [...element.classList]));
  for (const style of within(document, 'style'))
    style.textContent = (style.textContent ?? '').replace(/\.(-?[A-Za-z_][\w-]*)/g, (all, name) =>
      known.has(name) ? `.${change(name)}` : all,
    );
  return each(within(body, '[class]'), (element) => {
    const names = (element.getAttribute('class') ?? '').split(/\s+/).filter(Boolean);
    element.setAttribute('class', names.map(change).join(' '));
  });
}

const hashed = (text: string): string => {
  let hash = 7;
  for (const letter of text) hash = (hash * 31 + letter.charCodeAt(0)) | 0;
  return `c${Math.abs(hash).toString(36)}`;
};

function withoutAttribute(id: string, css: string, isGone: (name: string) => boolean, keepsLabels = true): Mutation {
  return {
    id,
    keepsLabels,
    apply: (body) =>
      each(within(body, css), (element) => {
        for (const name of element.getAttributeNames()) if (isGone(name)) element.removeAttribute(name);
      }),
  };
}

/** What no person reads: classes, ids, names of boxes, elements. */
export const names: Mutation[] = [
  { id: 'classes-renamed', keepsLabels: true, apply: (body) => renameClasses(body, hashed) },
  { id: 'classes-with-builds', keepsLabels: true, apply: (body) => renameClasses(body, (name) => `${name}_5-188-0`) },
  {
    id: 'ids-renamed',
    keepsLabels: true,
    apply: (body) =>
      each(within(body, '[id], [for], [aria-labelledby], [aria-describedby], [aria-controls]'), (element) => {
        for (const name of ['id', 'for', 'aria-labelledby', 'aria-describedby', 'aria-controls']) {
          const value = element.getAttribute(name);
          if (value) element.setAttribute(name, value.split(/\s+/).map(hashed).join(' '));
        }
      }),
  },
  withoutAttribute('data-attributes-gone', '*', (name) => name.startsWith('data-')),
  withoutAttribute('box-names-gone', 'input:not([type=radio]), select, textarea', (name) => name === 'name'),
  withoutAttribute('titles-gone', '[title]', (name) => name === 'title'),
  withoutAttribute('aria-gone', '*', (name) => name.startsWith('aria-'), false),
  {
    id: 'boxes-in-cells',
    keepsLabels: true,
    apply: (body) =>
      each(within(body, 'td, [role=gridcell]'), (cell) => {
        const box = document.createElement('div');
        box.append(...cell.childNodes);
        cell.append(box);
      }),
  },
  {
    id: 'buttons-as-boxes',
    keepsLabels: true,
    apply: (body) => each(within(body, 'button:not([aria-haspopup])'), (button) => renamed(button, 'div').setAttribute('role', 'button')),
  },
  {
    id: 'headings-as-boxes',
    keepsLabels: true,
    apply: (body) => each(within(body, 'h2, h3, h4, legend'), (heading) => void renamed(heading, 'div')),
  },
];
