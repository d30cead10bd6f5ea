export interface StartOptions {
  once: boolean;
  fresh: boolean;
  help: boolean;
  seed: number | null;
}

export const usage = `npm start                 the product with a real shop and a real inbox, in a browser window
npm start -- --fresh      the same, from nothing
npm start -- --once       the same journey without a window; ends with one JSON line
npm start -- --once --seed=7   with 64 more products that carry random flaws`;

/** Options of `npm start`, or a sentence about what cannot be understood. */
export function readOptions(args: readonly string[]): StartOptions | string {
  const options: StartOptions = { once: false, fresh: false, help: false, seed: null };
  for (const arg of args) {
    const seed = /^--seed=(\d+)$/.exec(arg);
    if (arg === '--once') options.once = true;
    else if (arg === '--fresh') options.fresh = true;
    else if (arg === '--help' || arg === '-h') options.help = true;
    else if (seed) options.seed = Number(seed[1]);
    else return `${arg} is not an option of npm start.\n\n${usage}`;
  }
  return options;
}

/** Without a screen no window can open. */
export const hasDisplay = (): boolean => process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
