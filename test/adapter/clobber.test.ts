// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { attributeOf, before, closest, contains, follows, htmlOf, textOf } from '@/lib/adapter/dom';

const names = ['textContent', 'innerHTML', 'contains', 'closest', 'getAttribute', 'previousElementSibling', 'compareDocumentPosition'];

test('[T7] a form whose inputs are named like its members is read all the same', () => {
  const document = new DOMParser().parseFromString('<i></i><form class="a"><b>text</b></form><u></u>', 'text/html');
  const form = document.querySelector('form') as HTMLFormElement;
  const [inside, after] = [document.querySelector('b') as Element, document.querySelector('u') as Element];
  // What a browser does with <input name="textContent">, and happy-dom does not.
  for (const name of names) Object.defineProperty(form, name, { value: document.createElement('input') });
  expect(typeof form.textContent).not.toBe('string');

  expect(textOf(form)).toBe('text');
  expect(htmlOf(form)).toBe('<b>text</b>');
  expect(attributeOf(form, 'class')).toBe('a');
  expect(closest(form, 'body')).toBe(document.body);
  expect(before(form)?.localName).toBe('i');
  expect([contains(form, inside), contains(form, after)]).toEqual([true, false]);
  expect([follows(form, inside), follows(form, after)]).toEqual([false, true]);
});
