/**
 * Kills replication's reader, ClickHouse and PostgreSQL with SIGKILL at random while six writers insert, update, delete
 * and change keys, and holds both sides against each other afterwards: `npm run test:faults:cdc -- [--seconds 120]
 * [--rounds 1] [--seed n]`. The last line counts rounds: `N passed, N failed`.
 */
import { parseArgs } from 'node:util';
import { runCdcFaults } from './cdc-run.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '120' },
    rounds: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e6)) },
  },
});
const whole = (name: 'seconds' | 'rounds'): number => {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name}: give a whole number from 1.`);
  return value;
};
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const [seconds, rounds] = [whole('seconds'), whole('rounds')];
say(`seed ${values.seed}, ${rounds} rounds of ${seconds} s`);
let failed = 0;
for (let round = 1; round <= rounds; round += 1) {
  try {
    const { kills, transactions, interruptions, cells, differences, poison, catchUpSeconds } =
      await runCdcFaults({ seconds, seed: `${values.seed} round ${round}`, say: (text) => say(`  ${text}`) });
    const isBroken = differences.length > 0 || poison > 0;
    if (isBroken) failed += 1;
    say(
      `round ${round}: ${isBroken ? 'FAILED' : 'passed'}; killed reader ${kills.reader}, ClickHouse ${kills.clickhouse}, PostgreSQL ${kills.postgres} times; ${transactions} transactions, ${interruptions} broken; ${cells} places compared, ${differences.length} differ, ${poison} rows set aside; caught up in ${catchUpSeconds.toFixed(1)} s`,
    );
    for (const difference of differences.slice(0, 20)) say(`    ${difference}`);
  } catch (error) {
    failed += 1;
    say(`round ${round}: FAILED, ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}
say(`${rounds - failed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
