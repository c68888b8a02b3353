import { expect, it } from 'vitest';
import { createWrittenOnce } from './written-once.ts';

it('writes a result once, and puts it into every message behind the client’s own id', () => {
  const once = createWrittenOnce();
  let written = 0;
  const result = {
    toJSON() {
      written++;
      return { data: { title: '$& "quoted" $1' } };
    },
  };
  // A client may call its subscription like the place that is kept.
  const ids = ['1', '2', 'payload\u2400', '"payload\u2400"'];
  for (const id of ids) {
    const message = once.complete(JSON.stringify({ id, type: 'next', payload: once.standIn(result) }));
    expect(JSON.parse(message)).toEqual({ id, type: 'next', payload: { data: { title: '$& "quoted" $1' } } });
  }
  expect(written).toBe(1);
  const other = JSON.stringify({ id: 'payload\u2400', type: 'complete' });
  expect(once.complete(other)).toBe(other);
});
