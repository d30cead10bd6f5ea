import { describe, expect, it } from 'vitest';
import {
  browserOutside,
  codeAmongData,
  logInPages,
  scriptsThatNeedPackages,
  unreadableToNode,
  wrongArrows,
  zodInPages,
} from './architecture/arrows';
import { barrels, emptyNames, oddNames, outgrown } from './architecture/size';
import { readTree, type Source, sourceOf } from './architecture/tree';
import { banned, bans } from './architecture/words';

const tree = readTree(process.cwd());

/** The real tree with one more file in it: each guard has to see the fault, and to say what to do. */
const withFile = (path: string, text: string): Source[] => [...tree.filter((source) => source.path !== path), sourceOf(path, text)];

const guards: { name: string; look: (sources: readonly Source[]) => string[]; faults: [path: string, text: string][] }[] = [
  {
    name: 'imports run one way',
    look: wrongArrows,
    faults: [
      ['lib/domain/x.ts', "import { flows } from '../playbook/load.ts';"],
      ['lib/domain/x.ts', "import Dexie from 'dexie';"],
      ['lib/checks/x.ts', "import { database } from '@/lib/store/database';"],
      ['lib/checks/x.ts', "export { database } from '../store/database';"],
      ['lib/checks/x.ts', "const load = () => import('@/lib/store/database');"],
      ['lib/metrics/x.ts', "import type { RecordRow } from '@/lib/store/database';"],
      ['lib/layer/x.ts', "import { useState } from 'react';"],
      ['lib/adapter/x.ts', "import { judge } from '@/lib/checks/judge';"],
      ['lib/sync/x.ts', "import { syncStore } from '@/lib/store/sync-store';"],
      ['lib/store/x.ts', "import { showOverdue } from '@/lib/extension/icon-badge';"],
      ['components/x.tsx', "import { todayView } from '@/lib/store/read';"],
      ['components/x.tsx', "import { TaskRow } from '@/lib/store/view';"],
      ['components/x.tsx', "import { settle } from '../lib/store/act';"],
      ['components/layer/x.ts', "import { Button } from '@/components/button';"],
      ['lib/extension/x.ts', "import { Button } from '@/components/button';"],
      ['server/x.ts', "import { database } from '../lib/store/database.ts';"],
      ['lib/novelty/x.ts', 'export const x = 1;'],
    ],
  },
  {
    name: 'data is data',
    look: codeAmongData,
    faults: [
      ['playbook/flows/x.ts', 'export default {};'],
      ['adapters/vendure/readers.mjs', ''],
    ],
  },
  {
    name: "the browser's API in two places",
    look: browserOutside,
    faults: [
      ['lib/store/x.ts', "import { browser } from 'wxt/browser';"],
      ['components/x.tsx', 'export const open = () => chrome.tabs.create({});'],
    ],
  },
  {
    name: 'no zod in pages',
    look: zodInPages,
    faults: [
      ['lib/layer/x.ts', "import { z } from 'zod';"],
      ['components/layer/x.ts', "import { nouns } from '@/lib/domain/record';"],
      ['lib/adapter/teach/x.ts', "import { TaughtPage } from '@/lib/domain/taught';"],
      ['lib/adapter/tap/x.ts', "import { type Rule } from '@/lib/domain/platform';"],
      ['entrypoints/backoffice.content/x.ts', "import { toBackground } from '@/lib/extension/messages';"],
    ],
  },
  {
    name: 'no log, no token and no ledger in pages',
    look: logInPages,
    faults: [
      ['entrypoints/backoffice.content/x.ts', "import { database } from '@/lib/store/database';"],
      ['components/layer/x.ts', "import { judge } from '@/lib/checks/judge';"],
      ['lib/adapter/tap/x.ts', "import Dexie from 'dexie';"],
    ],
  },
  {
    name: 'the server runs by Node alone',
    look: unreadableToNode,
    faults: [
      ['server/x.ts', "import { Flow } from '@/lib/domain/case';"],
      ['lib/domain/hash.ts', "import { x } from './member';"],
      ['lib/playbook/flow.ts', "const files = import.meta.glob('../../playbook/flows/*.json');"],
    ],
  },
  {
    name: 'scripts that install need nothing installed',
    look: scriptsThatNeedPackages,
    faults: [
      ['scripts/x.mjs', "import { z } from 'zod';"],
      ['scripts/x.mjs', "import { build } from './setup/build.ts';"],
    ],
  },
  { name: 'files end at 250 lines', look: outgrown, faults: [['lib/checks/x.ts', 'const x = 1;\n'.repeat(251)]] },
  {
    name: 'names say something',
    look: emptyNames,
    faults: [
      ['lib/domain/utils.ts', ''],
      ['lib/helpers/dates.ts', ''],
      ['lib/store/sync-manager.ts', ''],
      ['components/common/button.tsx', ''],
      ['server/user.service.ts', ''],
    ],
  },
  {
    name: 'names are written alike',
    look: oddNames,
    faults: [
      ['components/TaskRow.tsx', ''],
      ['lib/store/sync_store.ts', ''],
    ],
  },
  {
    name: 'no barrels',
    look: barrels,
    faults: [['lib/domain/all.ts', "export * from './case.ts';\nexport { Roles } from './member.ts';\n"]],
  },
];

describe.each(guards)('$name', ({ look, faults }) => {
  it('in the tree as it is', () => {
    expect(look(tree)).toEqual([]);
  });

  it.each(faults)('and a fault in %s would be found (%#)', (path, text) => {
    const said = look(withFile(path, text));
    expect(said).toContainEqual(expect.stringContaining(path));
  });
});

const words: Record<string, [path: string, text: string][]> = {
  'a clock in pure code': [
    ['lib/checks/x.ts', 'const now = Date.now();'],
    ['lib/domain/x.ts', 'const now = new Date();'],
    ['lib/metrics/x.ts', 'const now = new Date( );'],
  ],
  'chance in pure code': [['lib/playbook/x.ts', 'const id = Math.random();']],
  'the network in pure code': [['lib/ledger/x.ts', "await fetch('https://x.example');"]],
  'the page or the browser in pure code': [
    ['lib/checks/x.ts', 'const title = document.title;'],
    ['lib/domain/x.ts', 'window.alert(1);'],
    ['lib/metrics/x.ts', 'browser.storage.local.get();'],
    ['lib/ledger/x.ts', 'globalThis.x = 1;'],
  ],
  'the database in pure code': [
    ['lib/metrics/x.ts', "import type { Table } from 'dexie';"],
    ['lib/checks/x.ts', 'Dexie.maxKey;'],
  ],
  'markup made of text': [
    ['components/x.tsx', 'node.innerHTML = name;'],
    ['components/x.tsx', '<p dangerouslySetInnerHTML={{ __html: name }} />'],
    ['components/layer/x.ts', "node.insertAdjacentHTML('beforeend', name);"],
  ],
  'markup written by the reader': [['lib/adapter/dom.ts', 'element.innerHTML = text;']],
  'code made of text': [
    ['lib/adapter/x.ts', "const run = new Function('row', rule);"],
    ['lib/adapter/x.ts', 'const value = eval(rule);'],
  ],
  'code from an address': [['lib/extension/x.ts', 'const loaded = await import(url);']],
  "the page's own world": [['entrypoints/x.content.ts', "export default { world: 'MAIN' };"]],
  'a shadow root the page can open': [['components/layer/x.ts', "host.attachShadow({ mode: 'open' });"]],
  'a door for other extensions and pages': [['lib/extension/x.ts', 'browser.runtime.onMessageExternal.addListener(f);']],
  'a field to type into in somebody’s page': [['components/layer/x.ts', "el('input', {});"]],
  'a call from the server to somewhere else': [['server/x.ts', 'await fetch(url);']],
  'an enum': [['lib/domain/x.ts', 'export enum Colour { Red }']],
  'a silenced checker': [['lib/domain/x.ts', ['// @ts', '-ignore'].join('')]],
  'a note to do it later': [['lib/domain/x.ts', ['// TO', 'DO: later'].join('')]],
  'a test left out or alone': [['test/checks/x.test.ts', ['it.on', "ly('x', () => {});"].join('')]],
  'a path of somebody’s machine': [['scripts/x.ts', ["const root = '/wo", "rk/main';"].join('')]],
  'what lies outside of the repository': [['README.md', ['see ../sha', 'red/policy.md'].join('')]],
};

describe.each(bans)('not: $name', (ban) => {
  it('in the tree as it is', () => {
    expect(banned(tree, ban)).toEqual([]);
  });

  it.each(words[ban.name] ?? [['no example', 'add one']])('and a fault in %s would be found (%#)', (path, text) => {
    expect(banned(withFile(path, text), ban)).toContainEqual(expect.stringContaining(`${path}: ${ban.name}`));
  });
});

describe('the guards leave alone', () => {
  it.each([
    ['a clock in a comment', 'lib/checks/x.ts', '// never Date.now() here\n/* new Date() */ export const x = 1;'],
    ['a date that was given', 'lib/checks/x.ts', 'export const at = new Date(now).toISOString();'],
    ['an address in a string', 'lib/checks/x.ts', "export const url = 'https://document.example/window.html';"],
    ['a field that is called window', 'lib/metrics/x.ts', 'export const height = box.window.height;'],
  ])('%s', (_what, path, text) => {
    const sources = [sourceOf(path, text)];
    expect(bans.flatMap((ban) => banned(sources, ban))).toEqual([]);
  });
});
