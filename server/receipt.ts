import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Keys of this server, made from one secret that lies beside the database and never in it. */
export interface Keys {
  /** Proof for a client that this head was numbered so: it outlives a restore of the database. */
  receipt(org: string, headHash: string, seq: number): string;
  /** An address as the table of attempts knows it. */
  account(email: string): string;
  /** A device or network address as the tables of tries and rates know it. */
  source(kind: 'address' | 'device', text: string): string;
}

export const keyFile = (folder: string): string => path.join(folder, 'secret.key');

/** Reads `secret.key` in the data folder, made on first use. Throws when it is damaged. */
export function readSecret(folder: string): Buffer {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = keyFile(folder);
  try {
    writeFileSync(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const secret = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
  if (secret.length < 32) throw new Error(`${file} is damaged: restore a backup, which holds it`);
  return secret;
}

export function readKeys(folder: string): Keys {
  // Made a key once: from bytes it would be made anew for every receipt, at several times the cost of the receipt.
  const key = createSecretKey(readSecret(folder));
  const mac = (purpose: string, text: string): string => createHmac('sha256', key).update(`${purpose}\n${text}`).digest('base64url');
  return {
    receipt: (org, headHash, seq) => mac('receipt', `${org}\n${headHash}\n${seq}`),
    account: (email) => mac('account', email),
    source: (kind, text) => mac(kind, text),
  };
}
