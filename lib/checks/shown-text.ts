/** Looks like nothing: white space, signs without width, a dash alone. */
const nothing = /^[\s\u200B-\u200D\u2060\uFEFF\u00AD\u2010-\u2015\uFF0D-]*$/;

/** A text as a person sees it: without white space around it, and '' where it only pretends to be one. */
export function shownText(text: string | null | undefined): string {
  return text === null || text === undefined || nothing.test(text) ? '' : text.trim();
}

/** Length as people count it: 汉字 and emoji are one each (code points), white space around it none. */
export const shownLength = (text: string | null | undefined): number => [...shownText(text)].length;

const han = /\p{Script=Han}/u;

/** Length as platforms count that give a 汉字 two places and any other sign one. */
export const shownWidth = (text: string | null | undefined): number =>
  [...shownText(text)].reduce((n, sign) => n + (han.test(sign) ? 2 : 1), 0);
