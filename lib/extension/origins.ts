import { browser } from 'wxt/browser';

/** Match pattern of one origin. Firefox knows no ports in patterns, so there a grant covers all ports of the host. */
export function patternOf(origin: string): string {
  const { protocol, hostname, host } = new URL(origin);
  return `${protocol}//${import.meta.env.FIREFOX ? hostname : host}/*`;
}

/** Asks for one origin. Must be called directly in a click: browsers refuse it otherwise. */
export function askForOrigin(origin: string): Promise<boolean> {
  return browser.permissions.request({ origins: [patternOf(origin)] });
}

export function hasOrigin(origin: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [patternOf(origin)] });
}

export async function dropOrigin(origin: string): Promise<void> {
  if (await hasOrigin(origin)) await browser.permissions.remove({ origins: [patternOf(origin)] });
}
