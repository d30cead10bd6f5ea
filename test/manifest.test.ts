import { describe, expect, it } from 'vitest';
import config from '../wxt.config';

type Manifest = Record<string, unknown>;

/** What the configuration says for a browser; WXT adds `sidePanel` for the side panel it finds among the entrypoints. */
async function manifestFor(browser: 'chrome' | 'firefox'): Promise<Manifest> {
  const { manifest } = config;
  if (typeof manifest !== 'function') throw new Error('wxt.config.ts makes no manifest');
  return (await manifest({ browser, manifestVersion: 3, mode: 'production', command: 'build' })) as Manifest;
}

describe.each(['chrome', 'firefox'] as const)('the manifest for %s', (browser) => {
  it('asks for these permissions and no others: a new one needs a line in .github/decisions.md', async () => {
    const manifest = await manifestFor(browser);
    expect(manifest.permissions).toEqual(['storage', 'scripting', 'alarms', 'unlimitedStorage']);
    expect(manifest.optional_permissions ?? []).toEqual([]);
  });

  it('may be on no site by itself: each is granted one by one', async () => {
    const manifest = await manifestFor(browser);
    expect(manifest.host_permissions).toBeUndefined();
    expect(manifest.content_scripts).toBeUndefined();
    expect(manifest.optional_host_permissions).toEqual(['http://*/*', 'https://*/*']);
  });

  it('opens no door: no other extension or page may talk to it, and no page can fetch its files', async () => {
    const manifest = await manifestFor(browser);
    expect(manifest.externally_connectable).toBeUndefined();
    expect(manifest.web_accessible_resources).toBeUndefined();
    expect(manifest.content_security_policy).toBeUndefined(); // the default forbids inline scripts and eval
  });
});

it('says to Firefox which data may leave the browser: none that it needs, more only by choice', async () => {
  const { browser_specific_settings: settings } = (await manifestFor('firefox')) as { browser_specific_settings: { gecko: Manifest } };
  expect(settings.gecko.data_collection_permissions).toEqual({
    required: ['none'],
    optional: ['websiteContent', 'websiteActivity', 'authenticationInfo'],
  });
});
