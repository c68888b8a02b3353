import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '#platform/log/index.ts';
import { scoreSeries, UNUSUAL } from '../../subgraphs/insights/detection/stream/detector.ts';
import { ourCloud, ourNab, peerNab } from './corpora.ts';
import { readCloud, readNab } from './input.ts';
import { windowedGaussian } from './peers.ts';

const root = new URL('../..', import.meta.url).pathname;
const data = path.resolve(root, process.env.MERCHANTGRAPH_TEST_DATA ?? '../shared/data', 'anomaly');
const isThere = existsSync(path.join(data, 'nab')) && existsSync(path.join(data, 'ms_cloud'));
if (!isThere)
  createLogger({ name: 'corpora', level: 'warn' }).warn({ data }, 'SKIPPED: set MERCHANTGRAPH_TEST_DATA');

describe.skipIf(!isThere)('the detector on labelled corpora', () => {
  it('scores over 60 on NAB, and the windowed Gaussian what its authors published for these files', () => {
    const series = readNab(path.join(data, 'nab')) ?? [];
    expect(series).toHaveLength(41);
    expect(ourNab(series).shipped?.normalised).toBeGreaterThan(60);
    // The scores of numenta/NAB's own results, put through this scorer, come to 32.9.
    expect(peerNab(series, windowedGaussian).best.normalised).toBeCloseTo(32.9, -0.5);
  });

  it('has an average precision over 0.6 on ms_cloud, leaving out series without a labelled point', () => {
    const series = readCloud(path.join(data, 'ms_cloud')) ?? [];
    expect(series.length).toBe(48);
    expect(ourCloud(series, UNUSUAL).macro).toBeGreaterThan(0.6);
  });
});

describe('the command', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'detect-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const run = (args: readonly string[], env: Record<string, string> = {}) =>
    promisify(execFile)(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', 'benchmarks/detect.ts', ...args],
      {
        cwd: root,
        env: { ...process.env, ...env },
      },
    );

  it('writes what the function says, a line for each line', async () => {
    const values = Array.from({ length: 120 }, (_, at) => (at === 100 ? 90 : 10 + ((at * 7919) % 13) / 13));
    const [input, output] = [path.join(folder, 'in.csv'), path.join(folder, 'out.csv')];
    await writeFile(
      input,
      `when,value,more\n${values.map((value, at) => `day ${at},${value},x`).join('\n')}\n`,
    );
    await run(['--input', input, '--season', '7', '--output', output]);
    const lines = (await readFile(output, 'utf8')).trim().split('\n');
    const { score, flag } = scoreSeries(values, { season: 7 });
    expect(lines).toHaveLength(121);
    expect(lines[0]).toBe('timestamp,score,flag');
    expect(lines[101]).toBe(`day 100,${Number((score[100] ?? 0).toFixed(6))},1`);
    expect(lines.slice(1).map((line) => Number(line.split(',')[2]))).toEqual([...flag]);
  });

  it('ends with the reason when a file is wrong', async () => {
    const input = path.join(folder, 'wrong.csv');
    await writeFile(input, 'a,1\nb,two\n');
    await expect(run(['--input', input, '--output', path.join(folder, 'never.csv')])).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('line 2: the value "two" is not a number.'),
    });
    await expect(run(['--input', input, '--season', '0', '--output', input])).rejects.toMatchObject({
      stderr: expect.stringContaining('--season is a whole number'),
    });
  });

  it('ends well where there is no data', async () => {
    const { stdout } = await run([], { MERCHANTGRAPH_TEST_DATA: folder });
    expect(stdout).toContain('nothing to measure');
  });
});
