// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { QuickEntry, readEntry } from '@/components/today/quick-entry';
import { dueTimes, snoozeTimes } from '@/components/today/snooze-times';
import { show } from './show';

afterEach(cleanup);

const entry = (more = {}) => {
  const handlers = { onNote: vi.fn(async () => undefined), onTask: vi.fn(async () => undefined), ...more };
  show(<QuickEntry {...handlers} modifier="Ctrl" />);
  return handlers;
};
const field = () => screen.getByRole('textbox') as HTMLTextAreaElement;
const type = (value: string) => fireEvent.change(field(), { target: { value } });
const send = (more = {}) => act(async () => fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true, ...more }));

describe('[4.1.2] the quick entry', () => {
  it('keeps a note with Ctrl + Enter, and is empty after', async () => {
    const { onNote } = entry();
    type('customer asks for white');
    await send();
    expect(onNote).toHaveBeenCalledWith('customer asks for white');
    expect(field().value).toBe('');
    expect(screen.getByText(/^Kept/)).toBeTruthy();
  });

  it('makes a task of what begins with ! or the full-width ！', async () => {
    const { onTask, onNote } = entry();
    type('！问供应商');
    await send({ ctrlKey: false, metaKey: true });
    expect(onTask).toHaveBeenCalledWith('问供应商', null);
    expect(onNote).not.toHaveBeenCalled();
  });

  it('gives a task the time that was chosen', async () => {
    const { onTask } = entry();
    type('call');
    fireEvent.click(screen.getByRole('radio', { name: 'Task' }));
    fireEvent.change(screen.getByRole('combobox'), { target: { value: 'tomorrow' } });
    await send();
    expect(onTask).toHaveBeenCalledWith('call', expect.any(Date));
  });

  it('can be switched back to a note', async () => {
    const { onNote } = entry();
    type('! call');
    fireEvent.click(screen.getByRole('radio', { name: 'Note' }));
    await send();
    expect(onNote).toHaveBeenCalledWith('call');
  });

  it('sends nothing on Enter alone, while a word is being composed, or of blanks', async () => {
    const { onNote } = entry();
    type('你好');
    await send({ ctrlKey: false });
    await send({ isComposing: true });
    type('   ');
    await send();
    expect(onNote).not.toHaveBeenCalled();
  });

  it('keeps the text when it could not be stored, and says so', async () => {
    entry({ onNote: () => Promise.reject(new Error('full')) });
    type('must not be lost');
    await send();
    expect(field().value).toBe('must not be lost');
    expect(screen.getByText(/Not kept, your text is still here/)).toBeTruthy();
  });
});

it.each([
  ['  ! x ', { task: true, text: 'x' }],
  ['x!', { task: false, text: 'x!' }],
  ['!', { task: true, text: '' }],
])('%j is read as %j', (text, read) => {
  expect(readEntry(text)).toEqual(read);
});

describe('times on offer', () => {
  const at = (hour: number, minute = 0) => new Date(2026, 10, 24, hour, minute);
  it('come soonest first, and never lie in the past', () => {
    for (let hour = 0; hour < 24; hour++) {
      const now = at(hour, 40);
      const times = [...snoozeTimes(now).map(({ until }) => until), ...dueTimes(now).map(({ due }) => due)];
      expect(times.every((time) => time > now)).toBe(true);
      const untils = snoozeTimes(now).map(({ until }) => until.getTime());
      expect(untils).toEqual([...untils].sort((a, b) => a - b));
    }
  });

  it('leave out an afternoon that is over', () => {
    expect(snoozeTimes(at(9)).map(({ id }) => id)).toEqual(['hour', 'afternoon', 'tomorrow']);
    expect(snoozeTimes(at(16, 30)).map(({ id }) => id)).toEqual(['hour', 'tomorrow']);
    expect(dueTimes(at(19)).map(({ id }) => id)).toEqual(['tomorrow', 'week']);
  });
});
