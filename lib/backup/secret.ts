import { scryptAsync } from '@noble/hashes/scrypt.js';

/** How a passphrase becomes a key: each of these is in the file, so that later programs may ask for more. */
export interface Kdf {
  name: 'scrypt';
  N: number;
  r: number;
  p: number;
  /** Base64, 16 bytes. */
  salt: string;
}

/** Opens and makes files of one passphrase. The key can be kept in IndexedDB and not be read out. */
export interface Secret {
  kdf: Kdf;
  master: CryptoKey;
}

/** OWASP 2025: 64 MB and about a second in a page. */
const cost = { N: 2 ** 16, r: 8, p: 2 };
/** What a file may ask of us: more would stop the browser. */
export const mostCost = { N: 2 ** 18, r: 16, p: 4 };
/** Without those that are mistaken for one another when read or heard. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const groups = 6;

export const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

/** 24 letters, 118 bits: shown once. */
export function recoveryCode(): string {
  const code: string[] = [];
  while (code.length < groups * 4) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1));
    // Bytes past the last whole round would make the first letters likelier.
    if (byte < 256 - (256 % letters.length)) code.push(letters[byte % letters.length] ?? '');
  }
  return code
    .join('')
    .replace(/(.{4})/g, '$1-')
    .slice(0, -1);
}

/** A code may be typed small, with spaces, or without its dashes; a passphrase is taken as it is, but for its form in Unicode. */
function plain(text: string): string {
  const code = text.toUpperCase().replace(/[\s-]/g, '');
  return code.length === groups * 4 && [...code].every((char) => letters.includes(char)) ? code : text.normalize('NFKC');
}

/** The secret behind a passphrase or recovery code; for an existing file with the file's own numbers. */
export async function secretOf(text: string, of?: Kdf): Promise<Secret> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const kdf = of ?? { name: 'scrypt' as const, ...cost, salt: toBase64(salt) };
  const { N, r, p } = kdf;
  const bytes = await scryptAsync(new TextEncoder().encode(plain(text)), of ? fromBase64(of.salt) : salt, { N, r, p, dkLen: 32 });
  return { kdf, master: await crypto.subtle.importKey('raw', new Uint8Array(bytes), 'HKDF', false, ['deriveKey']) };
}
