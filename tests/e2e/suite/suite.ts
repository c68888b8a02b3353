import { afterAll, beforeAll } from 'vitest';
import { type Stage, setStage } from '../stage.ts';
import type { Topology } from '../topology.ts';
import { defineAudit } from './audit.ts';
import { defineBadInput } from './bad-input.ts';
import { defineBrowserSession } from './browser-session.ts';
import { defineExports } from './exports.ts';
import { defineGraph } from './graph.ts';
import { defineInsights } from './insights.ts';
import { defineOrders } from './orders.ts';
import { definePartner } from './partner.ts';
import { definePeople } from './people.ts';
import { defineRevocations } from './revocations.ts';
import { defineStrangers } from './strangers.ts';

const START_MS = 120_000;
const STOP_MS = 30_000;

/**
 * The road from an order to an insight on the screen, walked on whatever layout of processes is given.
 * @returns what the file's own tests may use once these have begun
 */
export function defineSuite<T extends Topology>(start: () => Promise<T>): () => Stage<T> {
  let stage: Stage<T> | undefined;
  const on = (): Stage<T> => {
    if (!stage) throw new Error('The product is not there yet.');
    return stage;
  };
  beforeAll(async () => {
    stage = await setStage(await start());
  }, START_MS);
  afterAll(async () => {
    await stage?.topology.dispose();
  }, STOP_MS);

  definePartner();
  definePeople(on);
  defineBrowserSession(on);
  defineGraph(on);
  defineOrders(on);
  defineExports(on);
  defineInsights(on);
  defineStrangers(on);
  defineBadInput(on);
  defineAudit(on);
  defineRevocations(on);
  return on;
}
