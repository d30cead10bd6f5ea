import { leavesOf, saidIn } from './leaves';
import { around, attr, below, classOf, collapse, getter, innerNodes, isElement, outer, tagOf, textOf } from './surface';
import { isIn, plainWords } from './words';

/** Something that holds a value to edit, as a person sees it: a box, a choice, a switch. */
export interface Control {
  element: Element;
  type: 'text' | 'choice' | 'switch' | 'radios' | 'rich' | 'tags';
}

const inputValue = getter(HTMLInputElement.prototype, 'value');
const inputChecked = getter(HTMLInputElement.prototype, 'checked');
const areaValue = getter(HTMLTextAreaElement.prototype, 'value');
const selectedOptions = getter(HTMLSelectElement.prototype, 'selectedOptions');

const notForValues = new Set(['hidden', 'submit', 'button', 'reset', 'image', 'file', 'search', 'password', 'color', 'range']);

/** What kind of control an element is; null = none, or one that holds no value of a record. */
export function controlAt(element: Element): Control | null {
  const tag = tagOf(element);
  const role = attr(element, 'role') ?? '';
  const editable = attr(element, 'contenteditable');
  if (editable !== null && editable !== 'false') return { element, type: 'rich' };
  if (tag === 'textarea') return { element, type: 'text' };
  if (tag === 'select') return attr(element, 'aria-hidden') === 'true' ? null : { element, type: 'choice' };
  // A stand-in that a program keeps for itself.
  if (tag === 'input' && attr(element, 'aria-hidden') === 'true') return null;
  if (tag === 'input') {
    const type = (attr(element, 'type') ?? 'text').toLowerCase();
    if (type === 'checkbox') return { element, type: 'switch' };
    if (type === 'radio') return { element, type: 'radios' };
    if (role === 'combobox' && type === 'search') return { element, type: 'tags' };
    return notForValues.has(type) ? null : { element, type: role === 'combobox' ? 'tags' : 'text' };
  }
  if (role === 'radio') return { element, type: 'radios' };
  if (role === 'switch' || role === 'checkbox') return { element, type: 'switch' };
  if (role === 'combobox' || (tag === 'button' && attr(element, 'aria-haspopup') === 'listbox')) return { element, type: 'choice' };
  return null;
}

export const controlsIn = (elements: readonly Element[]): Control[] => elements.map(controlAt).filter((control) => control !== null);

/** What is typed in a box. */
export function typedIn(element: Element): string {
  const tag = tagOf(element);
  const value = tag === 'textarea' ? areaValue(element) : tag === 'input' ? inputValue(element) : '';
  return typeof value === 'string' ? value : '';
}

export function isOn(element: Element): boolean {
  const said = attr(element, 'aria-checked');
  if (tagOf(element) === 'input') return inputChecked(element) === true;
  if (said !== null) return said === 'true';
  const inner = below(element).find((at) => tagOf(at) === 'input');
  return inner ? inputChecked(inner) === true : /(^|[\s_-])(checked|is-checked|on|active)(\s|$)/.test(classOf(element));
}

/** What is chosen; several where several may be. */
export function chosenIn(element: Element): string[] {
  if (tagOf(element) !== 'select')
    return [
      saidIn(leavesOf(element).filter(({ element: at, text }) => attr(at, 'aria-hidden') !== 'true' && /[\p{L}\p{N}]/u.test(text))),
    ].filter(Boolean);
  return Array.from((selectedOptions(element) as HTMLCollectionOf<Element> | undefined) ?? [])
    .map(textOf)
    .filter((text) => text !== '');
}

/** What the buttons of one choice share: their name, or the group that holds them. */
export function choiceOf(element: Element): string | Element | null {
  if (tagOf(element) === 'input') return attr(element, 'name');
  for (const at of around(element)) if (attr(at, 'role') === 'radiogroup') return at;
  return outer(element);
}

/** All the radio buttons that belong to one choice, and which is on. */
export function radiosWith(element: Element, elements: readonly Element[]): { element: Element; isOn: boolean }[] {
  const choice = choiceOf(element);
  return elements
    .filter((at) => controlAt(at)?.type === 'radios' && choiceOf(at) === choice)
    .map((at) => ({ element: at, isOn: isOn(at) }));
}

/** The words of one radio button or box: its own label, around it or named by `for`, else what stands right after it. */
export function ownWords(element: Element, elements: readonly Element[]): string {
  for (const at of around(element)) {
    if (tagOf(at) === 'label') return saidIn(leavesOf(at));
    if (['form', 'fieldset', 'td', 'body'].includes(tagOf(at))) break;
  }
  const id = attr(element, 'id');
  const names = (attr(element, 'aria-labelledby') ?? '').split(/\s+/).filter(Boolean);
  const label =
    (id ? elements.find((at) => tagOf(at) === 'label' && attr(at, 'for') === id) : undefined) ??
    elements.find((at) => names.includes(attr(at, 'id') ?? ''));
  if (label) return textOf(label);
  const parent = outer(element);
  const after = parent ? innerNodes(parent) : [];
  const next = after
    .slice(after.indexOf(element) + 1)
    .map((node) => (isElement(node) ? textOf(node) : collapse(node.nodeValue ?? '')))
    .find((text) => text !== '');
  return next ?? attr(element, 'aria-label') ?? '';
}

/** Does it keep what a form holds? "Update discount", 保存并继续. */
export const isSave = (words: string): boolean =>
  isIn('saves', words) ||
  (words.split(' ').length < 4 && /^(save|update|create|publish)\b|^(保存|储存|儲存|更新|提交|发布|發佈|發布)/.test(words));

/** What stands on something to press, as it is compared. Programs set Chinese words wide: 保 存. */
export const pressWords = (element: Element): string =>
  plainWords(textOf(element) || (attr(element, 'value') ?? attr(element, 'title') ?? attr(element, 'aria-label') ?? '')).replace(
    /(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])/g,
    '',
  );
