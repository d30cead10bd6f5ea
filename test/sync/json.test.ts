import { expect, it } from 'vitest';
import { z } from 'zod';
import { NumberedEvent } from '../../lib/domain/event.ts';
import { Json } from '../../lib/domain/json.ts';
import { Pen } from '../server/pen.ts';

class Own {
  x = 1;
}
const values: unknown[] = [
  ...[null, true, '', 'text', 0, -1.5, [], [1, ['a', { b: null }]], {}, { a: { b: [{ c: false }] } }, Object.create(null)],
  ...[undefined, Number.NaN, Number.POSITIVE_INFINITY, 1n, Symbol('x'), () => 1, new Date(0), new Map(), new Own()],
  ...[[undefined], { a: undefined }, { a: [{ b: Number.NaN }] }, [new Date(0)]],
];

it('what JSON is, as zod has it', () => {
  expect(values.map((value) => Json.safeParse(value).success)).toEqual(values.map((value) => z.json().safeParse(value).success));
});

it('is given on as it is, and has no key that could reach a prototype', () => {
  const value = { b: [1, { a: 'x' }], a: null };
  expect(Json.parse(value)).toBe(value);
  for (const text of ['{"__proto__": {"x": 1}}', '[{"a": {"__proto__": 1}}]']) expect(Json.safeParse(JSON.parse(text)).success).toBe(false);
});

it('an event with such a key inside is none of ours', () => {
  const { head, salt } = new Pen('org', 'wei', 'device').note();
  const event = (text: string) => ({ head, salt, body: JSON.parse(text), seq: 1, receivedAt: head.at, scope: 'org' });
  expect(NumberedEvent.safeParse(event('{"fields": {"name": {"constructor": "y"}}}')).success).toBe(true);
  expect(NumberedEvent.safeParse(event('{"fields": {"name": {"__proto__": "y"}}}')).success).toBe(false);
});
