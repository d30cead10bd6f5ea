import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { metaOnce, setMeta } from './database';

/** The organisation's key for customers' addresses: made here on first use, handed to colleagues by people, never sent to the server. */
export function orgKey(): Promise<string> {
  return metaOnce('orgKey', () => bytesToHex(crypto.getRandomValues(new Uint8Array(32))));
}

/** Takes a colleague's key over. False when it is not 64 hex digits. */
export async function setOrgKey(text: string): Promise<boolean> {
  const key = text.trim().toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(key)) return false;
  await setMeta('orgKey', key);
  return true;
}

/** Address → 32 hex digits of HMAC-SHA-256: the same customer is recognised, nobody can read who it is. */
export async function customerHasher(): Promise<(address: string) => string> {
  const key = hexToBytes(await orgKey());
  return (address) => bytesToHex(hmac(sha256, key, utf8ToBytes(address.trim().toLowerCase()))).slice(0, 32);
}
