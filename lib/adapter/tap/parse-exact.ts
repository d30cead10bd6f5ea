type Reviver = (this: unknown, key: string, value: unknown, context?: { source?: string }) => unknown;

// Taken when this file loads: at document_start, before a page can put another parser in its place.
const { parse } = JSON;

/** Keeps an integer that a double cannot hold as the text it was written in. */
const exact: Reviver = (_key, value, context) => {
  if (typeof value !== 'number' || !Number.isInteger(value) || Number.isSafeInteger(value)) return value;
  const source = context?.source;
  return source !== undefined && /^-?\d+$/.test(source) ? source : value;
};

/** JSON.parse with the ids of 19 digits as texts. The slow way is taken only where a long number is in sight. */
export function parseExact(text: string): unknown {
  return /\d{16}/.test(text) ? parse(text, exact) : parse(text);
}
