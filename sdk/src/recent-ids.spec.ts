import { describe, expect, it } from 'vitest';
import { createRecentIds } from './recent-ids.ts';

describe('recent ids', () => {
  it('go by the entity, and by the event where it has an id of its own', () => {
    const recent = createRecentIds();
    expect(recent.last()).toBeUndefined();
    expect(recent.isRepeat({ created: { id: 'a' } })).toBe(false);
    expect(recent.isRepeat({ created: { id: 'a' } })).toBe(true);
    // Two changes of one thing are two events.
    expect(recent.isRepeat({ updated: { eventId: 'x', id: 'a' } })).toBe(false);
    expect(recent.isRepeat({ updated: { eventId: 'y', id: 'a' } })).toBe(false);
    expect(recent.isRepeat({ updated: { eventId: 'x', id: 'a' } })).toBe(true);
    expect(recent.last()).toBe('y');
  });

  it('take what has no id for new, and forget the oldest', () => {
    const recent = createRecentIds(2);
    for (const data of [{ root: null }, { root: 1 }, { root: {} }, {}]) {
      expect(recent.isRepeat(data)).toBe(false);
      expect(recent.isRepeat(data)).toBe(false);
    }
    for (const id of ['a', 'b', 'c']) recent.isRepeat({ root: { id } });
    expect(recent.isRepeat({ root: { id: 'c' } })).toBe(true);
    expect(recent.isRepeat({ root: { id: 'a' } })).toBe(false);
  });
});
