import { fileURLToPath } from 'node:url';
import { defineConfig } from 'wxt';
import { tapFiles } from './scripts/tap-files.ts';

/** What WXT wraps around a content script, in a third of its size: every byte of it goes into somebody else's page. */
const smallInPages = [
  {
    find: 'wxt/utils/content-script-context',
    replacement: fileURLToPath(new URL('./entrypoints/backoffice.content/page-context.ts', import.meta.url)),
  },
];

export default defineConfig({
  modules: ['@wxt-dev/module-react'],
  manifestVersion: 3,
  imports: false,
  webExt: { disabled: true },
  hooks: {
    'build:publicAssets': (_wxt, files) => {
      files.push(...tapFiles(fileURLToPath(new URL('./adapters', import.meta.url))));
    },
    'vite:build:extendConfig': (entries, vite) => {
      if (!entries.every((entry) => entry.type === 'content-script')) return;
      const alias = vite.resolve?.alias ?? {};
      const kept = Array.isArray(alias)
        ? alias
        : Object.entries(alias).map(([find, replacement]) => ({ find, replacement: replacement as string }));
      vite.resolve = { ...vite.resolve, alias: [...kept, ...smallInPages] };
    },
  },
  manifest: ({ browser }) => ({
    name: '__MSG_name__',
    description: '__MSG_description__',
    default_locale: 'en',
    permissions: ['storage', 'scripting', 'alarms', 'unlimitedStorage'],
    optional_host_permissions: ['http://*/*', 'https://*/*'],
    action: {},
    options_ui: { page: 'workbench.html', open_in_tab: true },
    commands: {
      'open-panel': { description: '__MSG_commandOpenPanel__' },
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'shop-loupe@example.invalid',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'], optional: ['websiteContent', 'websiteActivity', 'authenticationInfo'] },
            },
          },
        }
      : { minimum_chrome_version: '120' }),
  }),
});
