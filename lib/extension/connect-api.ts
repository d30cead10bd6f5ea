import { getMeta, setMeta } from '@/lib/store/database';
import { identity, join } from '@/lib/store/log';
import { newDevice } from '@/lib/store/new-device';
import { changeMark, syncStore } from '@/lib/store/sync-store';
import { setPassword, signIn, signOut } from '@/lib/sync/api';
import { apiUrl } from '@/lib/sync/api-url';
import { firstRetry } from '@/lib/sync/back-off';
import { hasOrigin } from './origins';
import { blockedByBrowser, syncNow } from './sync';

export type ApiProblem =
  | 'bad-address'
  | 'http-refused'
  | 'unreachable'
  | 'wrong-password'
  | 'wrong-code'
  | 'too-short'
  | 'not-ours'
  | 'slow-down'
  | 'blocked-by-browser'
  | 'permission-refused';
export type ApiConnected = { ok: true } | { ok: false; code: ApiProblem; message?: string };

const call = (url: string, init: RequestInit) => fetch(url, init);

/**
 * Signs this device in. A log begun alone is taken along: one `log.adopted` event says whose it was, none is rewritten.
 * With the code of an invitation or a reset the password is set first. The origin's permission must have been asked for in the click before.
 */
export async function connectApi(asked: { url: string; email: string; password: string; code?: string }): Promise<ApiConnected> {
  const address = apiUrl(asked.url);
  if (!address.ok) return { ok: false, code: address.reason === 'needs-https' ? 'http-refused' : 'bad-address' };
  if (!(await hasOrigin(address.origin))) return { ok: false, code: 'permission-refused' };
  const { url } = address;
  if (asked.code !== undefined) {
    const { code, ...rest } = asked;
    const set = await setPassword(url, code, asked.password, call);
    if (set === 'set') return connectApi(rest);
    const codes = { 'wrong-code': 'wrong-code', 'too-short': 'too-short', offline: 'unreachable', 'server-problem': 'not-ours' } as const;
    return { ok: false, code: codes[set] };
  }
  const before = await identity();
  const request = { email: asked.email, password: asked.password, device: before.device, deviceName: deviceName() };
  const outcome = await signIn(url, request, call, new Date(), () => blockedByBrowser(url));
  if (outcome.kind === 'other-device') {
    await newDevice(before.device);
    return connectApi(asked);
  }
  if (outcome.kind !== 'signed-in') {
    if (outcome.kind === 'slow-down') return { ok: false, code: 'slow-down', message: `${outcome.seconds} s` };
    const codes = {
      'wrong-password': 'wrong-password',
      offline: 'unreachable',
      'blocked-by-browser': 'blocked-by-browser',
      'server-problem': 'not-ours',
    } as const;
    return { ok: false, code: codes[outcome.kind] };
  }
  const { token, org, orgName, member, name, role } = outcome.signedIn;
  const joined = await join(org, member, role);
  if (joined === 'elsewhere') {
    await signOut(url, token, call);
    await setMeta('api', null);
    await newDevice(before.device);
    return connectApi(asked);
  }
  if (joined === 'adopted') await syncStore.startOver();
  await changeMark(() => ({ outcome: null, problem: null, retry: firstRetry }));
  // The token comes last: with it, whatever runs meanwhile begins to push.
  await setMeta('api', { url, token, orgName, name, role, email: asked.email });
  await syncNow();
  return { ok: true };
}

/** Ends the token; the log stays on this device and goes on alone until the next sign-in. */
export async function disconnectApi(): Promise<void> {
  const api = await getMeta('api');
  if (!api) return;
  if (api.token) await signOut(api.url, api.token, call);
  await setMeta('api', { ...api, token: null });
}

function deviceName(): string {
  const { platform } = navigator;
  return `${import.meta.env.FIREFOX ? 'Firefox' : 'Chromium'} · ${platform}`.slice(0, 100);
}
