/** What makes an anchor break with the page's next release, though it fits today. */
export const faults = ['positional', 'state', 'visible-text', 'deep', 'generated'] as const;
export type Fault = (typeof faults)[number];

/** So many steps from the outermost to the innermost: each is one that a release may change. */
const deepest = 6;

const stateClass =
  /^(is|has)-|^(active|selected|checked|open|opened|closed|expanded|collapsed|hover|focus|focused|disabled|enabled|loading|loaded|visible|hidden|show|shown|current|even|odd|first|last|new|unread|dragging|editing|dirty|touched|valid|invalid)$|-(active|selected|checked|open|expanded|hover|focused|disabled|loading|hidden|even|odd)$/i;

/** A name that a build made: of CSS modules, of CSS in JS, of a framework's own counting; it is another in the next build. */
export function isGenerated(name: string): boolean {
  if (
    /^(css|sc|jsx|emotion|svelte|styled|tss|makeStyles|jss)-?[\w-]*\d|^(_ngcontent|_nghost|ng-tns|data-v|ember|radix|headlessui|react-aria|mui)-?[\w:-]*\d/i.test(
      name,
    )
  )
    return true;
  if (/^:\w+:?$/.test(name)) return true;
  const last = name.split(/__|--|[-_]/).at(-1) ?? '';
  return isNoise(last) || (name.includes('__') && isNoise(name.split('__').at(-1) ?? ''));
}

/** Letters of both cases or digits among letters, as no word has them. */
function isNoise(part: string): boolean {
  if (part.length < 5 || !/^[A-Za-z0-9]+$/.test(part)) return false;
  const changes = [...part].filter((sign, at) => at > 0 && kindOf(sign) !== kindOf(part[at - 1] ?? '')).length;
  return /\d/.test(part) ? changes >= 2 || /^[0-9a-f]{6,}$/.test(part) : /^[A-Za-z]{5,7}$/.test(part) && changes >= 3;
}
const kindOf = (sign: string): string => (/\d/.test(sign) ? 'digit' : sign === sign.toLowerCase() ? 'small' : 'capital');

/** A class that says how something looks, one of thousands that a style kit offers. */
export const isLook = (name: string): boolean =>
  /^-?(m|p)[trblxyse]?-|^(w|h|min|max|text|bg|flex|grid|gap|rounded|border|font|col|row|items|justify|self|order|leading|tracking|shadow|overflow|float|align|space|divide|ring|opacity|z|inset|top|left|right|bottom|d|pull|ant-col|el-col)-|^(flex|grid|block|inline|inline-block|hidden|relative|absolute|fixed|sticky|truncate|clearfix|container|row|col|left|right|center|bold|small|large)$|[:[\]/]/.test(
    name,
  );

export const isState = (name: string): boolean => stateClass.test(name);

/** The simple selectors of one, with their kinds. What stands inside of `:not()` and its like is looked at too. */
function simpleOf(css: string): string[] {
  return css.match(/\[[^\]]*\]|::?[\w-]+(?:\((?:[^()[\]]|\[[^\]]*\])*\))?|\.[\w-]+|#[\w-]+/g) ?? [];
}

/** Faults of a selector, each once. */
export function lintSelector(css: string): Fault[] {
  const found = new Set<Fault>();
  for (const part of simpleOf(css)) {
    if (/^:(nth-|first-|last-|only-)/.test(part)) found.add('positional');
    else if (/^:(checked|disabled|enabled|hover|focus|active|target|open|empty|placeholder-shown)/.test(part)) found.add('state');
    else if (part.startsWith(':')) for (const inner of lintSelector(/\((.*)\)$/.exec(part)?.[1] ?? '')) found.add(inner);
    else if (part.startsWith('.') || part.startsWith('#')) {
      const name = part.slice(1);
      if (isGenerated(name)) found.add('generated');
      if (part.startsWith('.') && isState(name)) found.add('state');
    } else {
      const [, name = '', value] = /^\[\s*([\w:-]+)\s*(?:[\^*$~|]?=\s*["']?(.*?)["']?)?\]$/.exec(part) ?? [];
      if (/^aria-(selected|expanded|checked|pressed|hidden|busy|disabled|current)$|^(checked|disabled|open|selected|hidden)$/.test(name))
        found.add('state');
      if (value !== undefined && /^(aria-label|title|alt|placeholder)$/.test(name)) found.add('visible-text');
      if (/^(_ng|data-v-)/.test(name)) found.add('generated');
      if (value !== undefined && /^(id|class|name|for|aria-labelledby|aria-controls)$/.test(name) && value.split(/\s+/).some(isGenerated))
        found.add('generated');
    }
  }
  if (
    css
      .replace(/\([^)]*\)|\[[^\]]*\]/g, '')
      .split(/\s*[>+~]\s*|\s+/)
      .filter(Boolean).length > deepest
  )
    found.add('deep');
  return [...found];
}
