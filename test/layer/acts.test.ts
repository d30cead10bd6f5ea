import { describe, expect, it, vi } from 'vitest';
import { isDark } from '@/lib/layer/ground';
import { jumpKey, stepFrom } from '@/lib/layer/jump-key';
import { type Click, mayAct } from '@/lib/layer/may-act';
import { oncePerFrame, waitBeforeRead } from '@/lib/layer/pace';

describe('keys', () => {
  const key = { code: 'KeyJ', altKey: true, ctrlKey: false, metaKey: false, shiftKey: false, isComposing: false, isTrusted: true };

  it('Alt+J and Alt+K by their place on the board, pressed by a person, with no other modifier', () => {
    expect(jumpKey(key)).toBe(1);
    expect(jumpKey({ ...key, code: 'KeyK' })).toBe(-1);
    for (const change of [
      { altKey: false },
      { ctrlKey: true },
      { metaKey: true },
      { shiftKey: true },
      { isComposing: true },
      { isTrusted: false },
      { code: 'KeyL' },
      { code: '' },
    ]) {
      expect([change, jumpKey({ ...key, ...change })]).toEqual([change, 0]);
    }
  });

  it('goes round and round, and starts at either end', () => {
    const stops = ['a', 'b', 'c'];
    expect(stepFrom(stops, null, 1)).toBe('a');
    expect(stepFrom(stops, null, -1)).toBe('c');
    expect(stepFrom(stops, 'c', 1)).toBe('a');
    expect(stepFrom(stops, 'a', -1)).toBe('c');
    expect(stepFrom(stops, 'gone', 1)).toBe('a');
    expect(stepFrom([], 'a', 1)).toBeNull();
  });
});

describe('a button acts', () => {
  const click: Click = {
    isTrusted: true,
    at: { x: 15, y: 15 },
    button: { left: 10, top: 10, right: 60, bottom: 38 },
    painted: { x: 0, y: 0 },
    actual: { x: 0, y: 0 },
    isVisible: true,
    since: 0,
    opacity: 1,
    now: 10_000,
  };

  it('on a person’s click on something that is there', () => {
    expect(mayAct(click)).toBe(true);
    expect(mayAct({ ...click, at: null })).toBe(true);
    expect(mayAct({ ...click, since: Number.NEGATIVE_INFINITY, now: 1 })).toBe(true);
  });

  it.each<[string, Partial<Click>]>([
    ['made by a script', { isTrusted: false }],
    ['covered, or drawn through by the page', { isVisible: false }],
    ['on a page whose root is nearly transparent', { opacity: 0.01 }],
    ['when the page has moved the root', { actual: { x: 0, y: 120 } }],
    ['beside the button', { at: { x: 300, y: 15 } }],
    ['just come under the pointer', { since: 9_800 }],
    ['never placed', { since: Number.POSITIVE_INFINITY }],
  ])('not on a click %s', (_, change) => {
    expect(mayAct({ ...click, ...change })).toBe(false);
  });
});

describe('the page’s ground', () => {
  it.each([
    ['rgb(255, 255, 255)', false],
    ['rgb(16, 20, 24)', true],
    ['rgba(0, 0, 0, 0)', null],
    ['rgba(0, 0, 0, 0.9)', true],
    ['rgb(0 0 0 / 20%)', null],
    ['rgb(140, 140, 140)', false],
    ['oklch(0.21 0.03 264)', true],
    ['oklch(0.98 0 0 / 0.05)', null],
    ['oklab(0.93 0.01 0.02)', false],
    ['lab(8 0 0)', true],
    ['lch(95 2 120)', false],
    ['color(srgb 0.06 0.07 0.09)', true],
    ['color(srgb 1 1 1)', false],
    ['transparent', null],
    ['', null],
    ['url(javascript:alert(1))', null],
  ])('%s', (colour, dark) => {
    expect(isDark(colour)).toBe(dark);
  });
});

describe('pace', () => {
  it('reads at once after a quiet time, keeps to its share otherwise, and never waits 300 ms', () => {
    expect(waitBeforeRead(1000, 0, 8)).toBe(0);
    expect(waitBeforeRead(1000, 1000, 8)).toBe(160);
    expect(waitBeforeRead(1000, 1000, 90)).toBe(250);
    expect(waitBeforeRead(1100, 1000, 8)).toBe(60);
  });

  it('runs once a frame however often it is asked, and not after it was stopped', () => {
    const frames: (() => void)[] = [];
    const run = vi.fn();
    const cancel = vi.fn();
    const once = oncePerFrame(run, (frame) => frames.push(frame), cancel);
    for (let n = 0; n < 1000; n++) once.ask();
    expect(frames).toHaveLength(1);
    frames[0]?.();
    expect(run).toHaveBeenCalledTimes(1);
    once.ask();
    once.stop();
    expect(cancel).toHaveBeenCalledWith(2);
  });
});
