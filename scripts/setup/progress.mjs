// Steps with a clock: one line each on a terminal, and a sign of life every few seconds where output goes to a file.

const seconds = (from) => `${((Date.now() - from) / 1000).toFixed(1)} s`;

/** @param {number} total how many steps there will be */
export function createProgress(total) {
  const live = process.stdout.isTTY === true;
  const began = Date.now();
  let number = 0;

  async function step(title, work) {
    const from = Date.now();
    const place = `[${++number}/${total}] ${title}`;
    let note = '';
    const draw = () => {
      const line = `${place} … ${seconds(from)}${note ? `  ${note}` : ''}`;
      if (live) process.stdout.write(`\r\x1b[2K${line.slice(0, (process.stdout.columns ?? 120) - 1)}`);
      else console.log(line);
    };
    if (live) draw();
    const timer = setInterval(draw, live ? 500 : 15_000);
    try {
      const result = await work((text) => {
        note = String(text).trim().split('\n').at(-1) ?? '';
      });
      const said = typeof result === 'string' ? `  ${result}` : '';
      console.log(`${live ? '\r\x1b[2K' : ''}${place}  ${seconds(from)}${said}`);
      return result;
    } catch (error) {
      console.log(`${live ? '\r\x1b[2K' : ''}${place}  stopped after ${seconds(from)}`);
      throw error;
    } finally {
      clearInterval(timer);
    }
  }

  return { step, elapsed: () => seconds(began) };
}
