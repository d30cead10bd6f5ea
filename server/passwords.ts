import { hash, verify } from '@node-rs/argon2';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane; about 40 ms. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, parameters);
}

/** A hash nobody has the password of: an unknown address costs the same time as a known one. */
const nobody = hashPassword(crypto.randomUUID());

/** At most two hashes at once and a short queue behind them: a flood of sign-ins slows sign-ins, not the sync of the others. */
const atOnce = 2;
const longestQueue = 64;
let running = 0;
const waiting: Array<() => void> = [];

/** Compares with the stored hash, or with nobody's where there is none; `busy` when too many wait. */
export async function checkPassword(stored: string | null, password: string): Promise<boolean | 'busy'> {
  if (running >= atOnce) {
    if (waiting.length >= longestQueue) return 'busy';
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    running++;
  }
  try {
    const fits = await verify(stored ?? (await nobody), password);
    return stored !== null && fits;
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}
