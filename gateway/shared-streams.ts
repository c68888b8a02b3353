import type { ExecutionResult } from 'graphql';
import { gatewayError } from './errors.ts';
import { isPlaceMark, type PlaceMark } from './place-mark.ts';
import { createPushStream, type PushStream } from './push-stream.ts';

type Opened = AsyncGenerator<ExecutionResult> | ExecutionResult;

export interface SharedStreams {
  /** Joins the stream of this key, or opens it. @param key the same for those to whom every result is the same */
  join(key: string, open: () => Promise<Opened>): Promise<Opened>;
  /**
   * The same for one that is first told a past of its own: it has a stream of its own until that tells something that the
   * shared one has told too, and goes on with the shared one, missing nothing and hearing nothing twice.
   * @param openOwn opens the stream that begins in the past
   */
  resume(key: string, open: () => Promise<Opened>, openOwn: () => Promise<Opened>): Promise<Opened>;
}

/** Results that may wait for one client before its subscription is ended; the results themselves are shared. */
const MAX_WAITING = 1_000;

interface Group {
  members: Set<PushStream<ExecutionResult>>;
  /** The place up to which its members have been told everything; who joins begins there. */
  mark: PlaceMark | undefined;
  opened: Promise<Opened>;
}

const isStream = (opened: Opened): opened is AsyncGenerator<ExecutionResult> =>
  'next' in opened && typeof opened.next === 'function';

/**
 * Subscriptions to the same thing by the same owner with the same rights are opened and completed once, and every client
 * is given the same results: an event costs one execution for all of them. A client that reads slowly has a bounded queue
 * of its own and holds up nobody else; the last one to leave ends the stream.
 */
export function createSharedStreams(
  options: {
    /** Where a result stands among all; undefined when that is not known. */
    positionOf?: (result: ExecutionResult) => bigint | undefined;
    /** The mark of a result's place, with the same position; undefined when that is not known. */
    markOf?: (result: ExecutionResult) => PlaceMark | undefined;
  } = {},
): SharedStreams {
  const { positionOf = () => undefined, markOf = () => undefined } = options;
  const groups = new Map<string, Group>();

  const leave = (key: string, group: Group, member: PushStream<ExecutionResult>): void => {
    if (!group.members.delete(member) || group.members.size > 0) return;
    if (groups.get(key) === group) groups.delete(key);
    group.opened.then(
      (opened) => (isStream(opened) ? opened.return(undefined) : undefined),
      // Who waited for it has been told.
      () => undefined,
    );
  };

  /** Gives every result to all members, until the stream ends. */
  async function pump(key: string, group: Group, stream: AsyncGenerator<ExecutionResult>): Promise<void> {
    try {
      for (;;) {
        const { value, done } = await stream.next();
        if (done) break;
        group.mark = isPlaceMark(value) ? value : markOf(value);
        for (const member of [...group.members]) member.push(value);
      }
      for (const member of [...group.members]) member.end();
    } catch (error) {
      for (const member of [...group.members]) member.fail(error as Error);
    } finally {
      // Who comes now opens it anew.
      if (groups.get(key) === group) groups.delete(key);
    }
  }

  function openGroup(key: string, open: () => Promise<Opened>): Group {
    const group: Group = { members: new Set(), mark: undefined, opened: open() };
    groups.set(key, group);
    group.opened.then(
      (opened) => {
        if (isStream(opened)) void pump(key, group, opened);
        else if (groups.get(key) === group) groups.delete(key);
      },
      () => {
        if (groups.get(key) === group) groups.delete(key);
      },
    );
    return group;
  }

  interface Membership {
    member: PushStream<ExecutionResult>;
    /** What the group's stream was answered with. */
    opened: Opened;
  }

  async function enter(key: string, open: () => Promise<Opened>): Promise<Membership> {
    const group = groups.get(key) ?? openGroup(key, open);
    const member = createPushStream<ExecutionResult>({
      maxWaiting: MAX_WAITING,
      overflow: () =>
        gatewayError(
          'UNAVAILABLE',
          'The client reads too slowly. Subscribe again after the last event seen.',
        ),
      onReturn: () => leave(key, group, member),
    });
    group.members.add(member);
    if (group.mark) member.push(group.mark);
    return { member, opened: await group.opened };
  }

  return {
    async join(key, open) {
      const { member, opened } = await enter(key, open);
      return isStream(opened) ? asGenerator(member.iterator) : opened;
    },
    async resume(key, open, openOwn) {
      // First the shared one, so that it tells everything that happens from before the past has been told to its end.
      const { member, opened } = await enter(key, open);
      if (!isStream(opened)) return opened;
      const giveUp = () => void member.iterator.return?.();
      const own = await openOwn().catch((error: unknown) => {
        giveUp();
        throw error;
      });
      if (isStream(own)) return asGenerator(changeOver(own, member, positionOf));
      giveUp();
      return own;
    },
  };
}

/** Tells what `own` tells, until `member` has been told the same event; from then on what `member` is told. */
function changeOver(
  own: AsyncIterator<ExecutionResult>,
  member: PushStream<ExecutionResult>,
  positionOf: (result: ExecutionResult) => bigint | undefined,
): AsyncIterator<ExecutionResult> {
  let changed = false;
  /** Of the last result that the own stream told. */
  let last: bigint | undefined;
  const isTold = (result: ExecutionResult): boolean => {
    const position = positionOf(result);
    return last !== undefined && position !== undefined && position <= last;
  };
  const stop = async (): Promise<IteratorReturnResult<undefined>> => {
    await Promise.all([changed ? undefined : own.return?.(), member.iterator.return?.()]);
    return { value: undefined, done: true };
  };
  return {
    async next() {
      while (changed) {
        const item = await member.iterator.next();
        if (item.done || !isTold(item.value)) return item;
      }
      const item = await own.next().catch((error: unknown) => {
        void member.iterator.return?.();
        throw error;
      });
      if (item.done) {
        void member.iterator.return?.();
        return item;
      }
      last = positionOf(item.value) ?? last;
      if (member.discard(isTold)) {
        changed = true;
        void own.return?.();
      }
      return item;
    },
    return: stop,
  };
}

function asGenerator(iterator: AsyncIterator<ExecutionResult>): AsyncGenerator<ExecutionResult> {
  const stop = async (): Promise<IteratorReturnResult<undefined>> => {
    await iterator.return?.();
    return { value: undefined, done: true };
  };
  return {
    next: () => iterator.next(),
    return: stop,
    throw: stop,
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      await stop();
    },
  };
}
