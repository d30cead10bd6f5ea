// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Today, type TodayProps } from '@/components/today/today';
import { empty, many, nextOnly, normal, now, task } from './fixture-tasks';
import { show } from './show';

afterEach(cleanup);

const handlers = () => ({
  settle: vi.fn(async () => undefined),
  reopen: vi.fn(async () => undefined),
  snooze: vi.fn(async () => undefined),
  open: vi.fn(),
});
const today = (more: Partial<TodayProps> = {}) => {
  const actions = handlers();
  const props: TodayProps = { view: normal, actions, clauseSentence: (id) => `Sentence of ${id}.`, ...more };
  return { actions, props, ...show(<Today {...props} />) };
};
const boxes = () => screen.getAllByRole('checkbox') as HTMLInputElement[];
const press = (key: string, on: Element = document.activeElement ?? document.body) => fireEvent.keyDown(on, { key });
/** A checkbox's own Space is the browser's: a click. */
const space = async () => act(async () => fireEvent.click(document.activeElement as Element));

describe('[1.3.2] the list', () => {
  it('shows what is due, late ones first, each with its clause and why', () => {
    today();
    expect(boxes().map((box) => box.getAttribute('aria-labelledby'))).toHaveLength(8);
    const row = boxes()[0]?.closest('li') as HTMLElement;
    expect(row.textContent).toContain('Add SKU · Gap variants');
    expect(row.textContent).toContain('2 variants have no SKU: L');
    expect(row.textContent).toContain('1 hour late');
    expect(within(row).getByRole('button', { name: '3.2.2 clause: Sentence of 3.2.2.' })).toBeTruthy();
    expect(within(row).getByText(/page seen/)).toBeTruthy();
  });

  it("shows the clause's sentence on focus, and Esc puts it away", () => {
    today();
    const [clause] = screen.getAllByRole('button', { name: /3\.2\.2 clause/ });
    act(() => clause?.focus());
    expect(screen.getByRole('tooltip').textContent).toContain('Sentence of 3.2.2.');
    press('Escape');
    expect(screen.queryByRole('tooltip')).toBeNull();
  });

  it('names a box by its task, so that a screen reader hears what is ticked', () => {
    today();
    expect(screen.getByRole('checkbox', { name: 'GAP-2 differs: page 0, ledger 5' })).toBeTruthy();
  });

  it('has one row in the tab order', () => {
    today();
    expect(boxes().filter((box) => box.tabIndex === 0)).toHaveLength(1);
  });

  it('says on an empty day one line, and the next thing due', () => {
    today({ view: nextOnly });
    expect(screen.getByText(/Nothing to do today\./).textContent).toContain('Next, ');
    cleanup();
    today({ view: empty });
    expect(screen.getByText('Nothing to do today.')).toBeTruthy();
  });

  it('is cut at fifty and says how many more there are, and where', () => {
    const onAll = vi.fn();
    today({ view: many, onAll });
    expect(screen.getByText(/164 more not listed here/)).toBeTruthy();
    fireEvent.click(screen.getAllByRole('button', { name: 'All in the workbench' })[0] as Element);
    expect(onAll).toHaveBeenCalledOnce();
  });

  it('is a skeleton while nothing was read, with no word of an empty day', () => {
    today({ view: undefined });
    expect(screen.queryByText(/Nothing to do/)).toBeNull();
    expect(screen.getByText('Reading')).toBeTruthy();
  });
});

describe('by keyboard alone', () => {
  it('arrows move, and enter the list from outside', () => {
    today();
    press('ArrowDown', document.body);
    expect(document.activeElement).toBe(boxes()[0]);
    press('ArrowDown');
    expect(document.activeElement).toBe(boxes()[1]);
    press('ArrowUp');
    press('ArrowUp');
    expect(document.activeElement).toBe(boxes()[0]);
  });

  it('Space ticks; the row that takes its place takes the focus', async () => {
    const { actions, props, again } = today();
    boxes()[0]?.focus();
    await space();
    expect(actions.settle).toHaveBeenCalledWith('sku');
    again(<Today {...props} view={{ ...normal, overdue: normal.overdue.slice(1), counts: { ...normal.counts, overdue: 1 } }} />);
    expect((document.activeElement as HTMLElement).closest('li')?.dataset.task).toBe('drift');
    expect(screen.getByText('Filled in: Add SKU · Gap variants')).toBeTruthy();
  });

  it('Enter opens the page, and does nothing where there is none', () => {
    const { actions } = today();
    boxes()[0]?.focus();
    press('Enter');
    expect(actions.open).toHaveBeenCalledWith('http://127.0.0.1:4390/admin/catalog/products/12');
    screen.getByRole('checkbox', { name: /32-Inch Monitor/ }).focus();
    press('Enter');
    expect(actions.open).toHaveBeenCalledOnce();
  });

  it('S opens the ways to put off, arrows choose, Enter puts off, focus comes back', async () => {
    const { actions } = today();
    boxes()[0]?.focus();
    press('s');
    const menu = screen.getByRole('menu');
    expect(within(menu).getAllByRole('menuitem')).toHaveLength(new Date(now).getHours() < 16 ? 3 : 2);
    press('ArrowDown');
    press('ArrowUp');
    expect(document.activeElement?.textContent).toContain('In 1 hour');
    await act(async () => fireEvent.click(document.activeElement as Element));
    expect(actions.snooze).toHaveBeenCalledWith('sku', new Date(now.getTime() + 3_600_000));
    expect(screen.queryByRole('menu')).toBeNull();
  });

  it('Esc leaves the menu without doing anything', () => {
    const { actions } = today();
    boxes()[0]?.focus();
    press('s');
    press('Escape');
    expect(screen.queryByRole('menu')).toBeNull();
    expect(actions.snooze).not.toHaveBeenCalled();
    expect(document.activeElement?.getAttribute('aria-haspopup')).toBe('menu');
  });

  it('S by a Chinese input method is S', () => {
    today();
    boxes()[0]?.focus();
    fireEvent.keyDown(boxes()[0] as Element, { key: 'Process', code: 'KeyS' });
    expect(screen.getByRole('menu')).toBeTruthy();
  });

  it('Z takes back the last move, then the one before; a snooze by putting off until now', async () => {
    const { actions } = today();
    boxes()[0]?.focus();
    await space();
    boxes()[1]?.focus();
    press('s');
    await act(async () => fireEvent.click(screen.getAllByRole('menuitem')[0] as Element));
    await act(async () => press('z', document.body));
    expect(actions.snooze).toHaveBeenLastCalledWith('drift', expect.any(Date));
    expect(actions.snooze).toHaveBeenCalledTimes(2);
    await act(async () => press('z', document.body));
    expect(actions.reopen).toHaveBeenCalledWith('sku');
  });

  it('Z right after opening takes back the newest of what was done today', async () => {
    const { actions } = today();
    await act(async () => press('z', document.body));
    expect(actions.reopen).toHaveBeenCalledWith('d1');
  });

  it('letters are letters where somebody types, and shortcuts of the browser stay its own', () => {
    const { actions } = today();
    const field = document.body.appendChild(document.createElement('textarea'));
    press('z', field);
    fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true });
    fireEvent.keyDown(document.body, { key: 's', metaKey: true });
    field.remove();
    expect(actions.reopen).not.toHaveBeenCalled();
    expect(screen.queryByRole('menu')).toBeNull();
  });
});

describe('a move that does not come about', () => {
  it.each([
    ['is refused', async () => ({ ok: false, code: 'no-right' })],
    ['breaks', () => Promise.reject(new Error('closed'))],
  ])('and %s: the task is still there, unticked, and the screen says so', async (_how, settle) => {
    const actions = { ...handlers(), settle };
    today({ actions });
    boxes()[0]?.focus();
    await space();
    await waitFor(() => expect(screen.getByText(/Not changed, still where it was: Add SKU/)).toBeTruthy());
    expect(boxes()[0]?.checked).toBe(false);
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });
});

describe('words of a task', () => {
  const titles = (rows: TodayProps['view']) => {
    today({ view: rows });
    return boxes().map((box) => document.getElementById(box.getAttribute('aria-labelledby') ?? '')?.textContent);
  };
  const only = (one: ReturnType<typeof task>): TodayProps['view'] => ({ ...empty, today: [one], counts: { ...empty.counts, today: 1 } });

  it('never show a placeholder, whatever is missing', () => {
    expect(titles(only(task('x', { flow: 'stock-drift', check: 'stock-agrees', params: {} })))).toEqual(['Reconcile stock']);
    cleanup();
    expect(titles(only(task('x', { check: 'sku-present', params: { name: '' } })))).toEqual(['Fill in the product']);
    cleanup();
    expect(titles(only(task('x', { flow: 'a-newer-flow' })))).toEqual(['A task of a newer Shop Loupe: update to see it']);
  });

  it('show a name with markup in it as text', () => {
    const [title] = titles(only(task('x', { check: 'sku-present', params: { name: '<img src=x onerror=alert(1)>{name}' } })));
    expect(title).toBe('Add SKU · <img src=x onerror=alert(1)>{name}');
    expect(document.querySelector('img')).toBeNull();
  });

  it('say of what is done how it was proved', () => {
    today();
    expect(screen.getByText(/proved by the page/)).toBeTruthy();
    expect(screen.getByText(/ticked by hand/)).toBeTruthy();
  });
});
