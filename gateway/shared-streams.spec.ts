import type { ExecutionResult } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createPushStream } from './push-stream.ts';
import { createSharedStreams } from './shared-streams.ts';

function source() {
  const state = { returned: 0, opens: 0 };
  const stream = createPushStream<ExecutionResult>({
    maxWaiting: 10_000,
    overflow: () => new Error('full'),
    onReturn: () => {
      state.returned++;
    },
  });
  const open = async () => {
    state.opens++;
    return Object.assign(stream.iterator, { [Symbol.asyncIterator]: () => stream.iterator }) as never;
  };
  return { state, stream, open };
}
const result = (n: number): ExecutionResult => ({ data: { n } });
type Stream = AsyncGenerator<ExecutionResult>;

describe('shared streams', () => {
  it('are opened once for all of a key, tell all the same, and end with the last that leaves', async () => {
    const streams = createSharedStreams();
    const { state, stream, open } = source();
    const [a, b] = (await Promise.all([streams.join('k', open), streams.join('k', open)])) as [
      Stream,
      Stream,
    ];
    const c = (await streams.join('k', open)) as Stream;
    expect(state.opens).toBe(1);
    const one = result(1);
    stream.push(one);
    for (const member of [a, b, c]) expect((await member.next()).value).toBe(one);
    await a.return(undefined);
    await b.return(undefined);
    expect(state.returned).toBe(0);
    stream.push(result(2));
    expect((await c.next()).value).toEqual(result(2));
    const waiting = c.next();
    await c.return(undefined);
    expect(await waiting).toMatchObject({ done: true });
    expect(state.returned).toBe(1);
    const again = source();
    await streams.join('k', again.open);
    expect(again.state.opens).toBe(1);
  });

  it('of other keys are their own, and a refusal is told to all and not kept', async () => {
    const streams = createSharedStreams();
    const [one, two] = [source(), source()];
    await Promise.all([streams.join('1', one.open), streams.join('2', two.open)]);
    expect([one.state.opens, two.state.opens]).toEqual([1, 1]);
    const refused = { errors: [] };
    let asked = 0;
    const refuse = async () => {
      asked++;
      return refused;
    };
    expect(await Promise.all([streams.join('3', refuse), streams.join('3', refuse)])).toEqual([
      refused,
      refused,
    ]);
    await streams.join('3', refuse);
    expect(asked).toBe(2);
  });

  it('end one that does not read after a thousand results, and nobody else', async () => {
    const streams = createSharedStreams();
    const { stream, open } = source();
    const lazy = (await streams.join('k', open)) as Stream;
    const keen = (await streams.join('k', open)) as Stream;
    for (let n = 0; n <= 1_001; n++) {
      stream.push(result(n));
      expect((await keen.next()).value).toEqual(result(n));
    }
    let read = 0;
    const drain = async () => {
      for await (const _ of lazy) read++;
    };
    await expect(drain()).rejects.toThrow('too slowly');
    expect(read).toBe(1_000);
    stream.fail(new Error('lost'));
    await expect(keen.next()).rejects.toThrow('lost');
  });
});
