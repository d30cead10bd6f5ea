// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { refusalIn, refusalWords } from '@/lib/adapter/refusal';

const saidBy = (html: string) => {
  document.body.innerHTML = html;
  return refusalIn(refusalWords);
};

describe('why a page shows no rows, in its own words', () => {
  it.each([
    ['Too many visitors, please try again later', 'overloaded'],
    ['系统繁忙，请稍后再试', 'overloaded'],
    ['系統忙碌，請稍後再試', 'overloaded'],
    ['操作过于频繁，请稍后再试', 'rate-limited'],
    ['存取過於頻繁', 'rate-limited'],
    ['Too many requests (429)', 'rate-limited'],
    ['登录过期，请重新登录', 'signed-out'],
    ['登入逾時，請重新登入', 'signed-out'],
    ['Your session has expired.', 'signed-out'],
    ['请完成验证', 'captcha'],
    ['請按住滑塊，完成驗證', 'captcha'],
    ['Verify you are human', 'captcha'],
  ])('%s: %s', (text, reason) => expect(saidBy(`<main><table></table><div class="x"><p>${text}</p></div></main>`)).toBe(reason));

  it('takes the surest of several', () => {
    expect(saidBy('<p>请稍后再试</p><p>拖动滑块</p>')).toBe('captcha');
  });

  it.each([
    ['an empty list', '<table><tbody><tr><td>No data</td></tr></tbody></table>'],
    [
      'what can be pressed or leads elsewhere',
      '<nav>滑块</nav><a href="/captcha">Captcha</a><button>请重新登录</button><label>Captcha</label>',
    ],
    ['a script', '<script type="x">"captcha"</script>'],
    [
      'an article about such things',
      `<p>${'When a customer sees a captcha or is told that there were too many requests, ask them to wait a little and try again later.'}</p>`,
    ],
    ['a list of products', '<p>Lantern</p><p>Slider</p>'],
  ])('%s refuses nothing', (_what, html) => expect(saidBy(html)).toBeNull());
});
