import { around } from './around.ts';
import { columns } from './columns.ts';
import type { Mutation } from './mutation.ts';
import { names } from './names.ts';
import { rows } from './rows.ts';
import { words } from './words.ts';
import { wrapped } from './wrapped.ts';

/** All of them. A new one is a line in the file it belongs to. */
export const mutations: readonly Mutation[] = [...columns, ...rows, ...names, ...wrapped, ...words, ...around];
