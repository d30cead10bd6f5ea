import { Parser } from 'htmlparser2';

/** Signs that people and programs write for "nothing". */
const nothing = new Set(['', '-', '--', '—', '–', '/', 'n/a', '无', '無', '暂无', '暫無']);

/** White space collapsed; null where the text only looks like one. */
export function plainText(text: string): string | null {
  const plain = text.replace(/[\s\u200b\ufeff]+/g, ' ').trim();
  return nothing.has(plain.toLowerCase()) ? null : plain;
}

// What a rich-text editor (ProseMirror) takes for a block, and what it leaves out: the page's editor and the page's JSON must give one text.
const blocks = new Set(
  'address article aside blockquote br canvas caption dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li ol output p pre section table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
const skipped = new Set(['head', 'noscript', 'object', 'script', 'style', 'title', 'template']);

/** The words of a piece of markup, without the markup. */
export function textOfHtml(html: string): string | null {
  let text = '';
  let skipping = 0;
  const parser = new Parser({
    onopentag(name) {
      if (skipped.has(name)) skipping++;
      if (blocks.has(name)) text += ' ';
    },
    onclosetag(name) {
      if (skipped.has(name)) skipping--;
      if (blocks.has(name)) text += ' ';
    },
    ontext(part) {
      if (skipping === 0) text += part;
    },
  });
  parser.end(html);
  return plainText(text);
}
