import { isDark } from '@/lib/layer/ground';
import { parentOf } from './page-dom';

/** Is the page dark where the layer lies over it? Measured, for what a page calls itself need not be how it looks. */
export function isGroundDark(over: Element): boolean {
  for (let element: Element | null = over; element; element = parentOf(element)) {
    const dark = isDark(getComputedStyle(element).backgroundColor);
    if (dark !== null) return dark;
  }
  // Nothing painted: the browser's own ground, which is dark only where the page allows it.
  const schemes = getComputedStyle(document.documentElement).colorScheme;
  return schemes.includes('dark') && (!schemes.includes('light') || matchMedia('(prefers-color-scheme: dark)').matches);
}
