import { defineContentScript } from 'wxt/utils/define-content-script';
import { listedIn } from '@/lib/adapter/tap/listed';
import { startTap } from '@/lib/adapter/tap/start';
import type { Response } from '@/lib/domain/platform';

// The responses alone: selectors and rules stay out of the page's world.
const declared = import.meta.glob<Response[]>(
  ['../adapters/*/*.json', '!**/platform.json', '!**/rules.json', '!**/*.expected.json', '!**/*.response.json'],
  { eager: true, import: 'responses' },
);

/** The one script in the page's world. Registered at run time for sites that are connected, nowhere else. */
export default defineContentScript({
  world: 'MAIN',
  runAt: 'document_start',
  registration: 'runtime',
  matches: [],
  main() {
    startTap(window, listedIn(declared));
  },
});
