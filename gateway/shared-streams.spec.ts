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

describe('a shared stream that is joined later', () => {
  const positionOf = (one: ExecutionResult) => BigInt(one.data?.n as number);
  const numbers = async (stream: Stream, count: number): Promise<unknown[]> => {
    const told: unknown[] = [];
    while (told.length < count) told.push((await stream.next()).value.data.n);
    return told;
  };

  it('first tells its own past, then what all are told, without a gap and nothing twice', async () => {
    const streams = createSharedStreams({ positionOf });
    const [all, own] = [source(), source()];
    const first = (await streams.join('k', all.open)) as Stream;
    const resumed = (await streams.resume('k', all.open, own.open)) as Stream;
    expect([all.state.opens, own.state.opens]).toEqual([1, 1]);
    for (const n of [1, 2, 3]) own.stream.push(result(n));
    expect(await numbers(resumed, 2)).toEqual([1, 2]);
    // Both tell 4 and 5, the shared one first.
    for (const n of [4, 5]) all.stream.push(result(n));
    await new Promise((resolve) => setImmediate(resolve));
    for (const n of [4, 5]) own.stream.push(result(n));
    expect(await numbers(resumed, 3)).toEqual([3, 4, 5]);
    expect(own.state.returned).toBe(1);
    const waiting = resumed.next();
    all.stream.push(result(6));
    expect((await waiting).value).toEqual(result(6));
    expect(await numbers(first, 3)).toEqual([4, 5, 6]);
    await first.return(undefined);
    expect(all.state.returned).toBe(0);
    await resumed.return(undefined);
    expect(all.state.returned).toBe(1);
  });

  it('stays with its own where the shared one tells later, and leaves both when it is left', async () => {
    const streams = createSharedStreams({ positionOf });
    const [all, own] = [source(), source()];
    const resumed = (await streams.resume('k', all.open, own.open)) as Stream;
    own.stream.push(result(7));
    expect(await numbers(resumed, 1)).toEqual([7]);
    all.stream.push(result(7));
    await new Promise((resolve) => setImmediate(resolve));
    own.stream.push(result(8));
    expect(await numbers(resumed, 1)).toEqual([8]);
    expect(own.state.returned).toBe(1);
    const waiting = resumed.next();
    all.stream.push(result(8));
    all.stream.push(result(9));
    expect((await waiting).value).toEqual(result(9));
    const another = source();
    const leaving = (await streams.resume('k', all.open, another.open)) as Stream;
    await leaving.return(undefined);
    await resumed.return(undefined);
    expect([another.state.returned, all.state.returned]).toEqual([1, 1]);
  });

  it('changes over at a mark too, and begins for who joins later where the others are', async () => {
    const markAt = (n: number) => ({ data: { n }, place: `place ${n}` });
    const streams = createSharedStreams({ positionOf, markOf: (one) => markAt(Number(positionOf(one))) });
    const [all, own] = [source(), source()];
    const first = (await streams.join('k', all.open)) as Stream;
    all.stream.push(markAt(5));
    expect((await first.next()).value).toEqual(markAt(5));
    const resumed = (await streams.resume('k', all.open, own.open)) as Stream;
    own.stream.push(result(4));
    own.stream.push(markAt(6));
    expect(await numbers(resumed, 1)).toEqual([4]);
    expect(own.state.returned).toBe(0);
    expect((await resumed.next()).value).toEqual(markAt(6));
    expect(own.state.returned).toBe(1);
    for (const n of [6, 7]) all.stream.push(result(n));
    expect(await numbers(resumed, 1)).toEqual([7]);
    expect(await numbers(first, 2)).toEqual([6, 7]);
    const later = (await streams.join('k', all.open)) as Stream;
    expect((await later.next()).value).toEqual(markAt(7));
  });
});
