import { makeApp } from '../../server/app.ts';
import { openDatabase } from '../../server/database.ts';
import { grouped } from '../../server/group.ts';
import { liveHub } from '../../server/live.ts';
import { telling } from '../../server/news.ts';
import { inOrganisation } from '../../server/organisation.ts';
import { readPlaybook } from '../../server/playbook.ts';
import { Rates } from '../../server/rates.ts';
import { readKeys } from '../../server/receipt.ts';
import { takeEvents } from '../../server/take.ts';

/** What of the server runs in the simulator: the real thing. */
export const server = { grouped, inOrganisation, liveHub, makeApp, openDatabase, Rates, readKeys, readPlaybook, takeEvents, telling };
export type ServerCode = typeof server;
