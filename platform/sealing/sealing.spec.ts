import { describe, expect, it } from 'vitest';
import { createSealer } from './index.ts';

describe('a sealed text', () => {
  const sealer = createSealer({ secret: 'one', label: 'a' });

  it('opens for what it was sealed for', () => {
    const sealed = sealer.seal('JBSWY3DPEHPK3PXP', 'person 1');
    expect(sealed.toString('latin1')).not.toContain('JBSWY3DPEHPK3PXP');
    expect(sealer.open(sealed, 'person 1')).toBe('JBSWY3DPEHPK3PXP');
    expect(createSealer({ secret: 'one', label: 'a' }).open(sealed, 'person 1')).toBe('JBSWY3DPEHPK3PXP');
    expect(sealer.seal('JBSWY3DPEHPK3PXP', 'person 1').equals(sealed)).toBe(false);
  });

  it('opens nowhere else, under no other key, and not when it was changed', () => {
    const sealed = sealer.seal('secret', 'person 1');
    expect(() => sealer.open(sealed, 'person 2')).toThrow();
    expect(() => createSealer({ secret: 'one', label: 'b' }).open(sealed, 'person 1')).toThrow();
    expect(() => createSealer({ secret: 'two', label: 'a' }).open(sealed, 'person 1')).toThrow();
    const changed = Buffer.from(sealed);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    expect(() => sealer.open(changed, 'person 1')).toThrow();
  });

  it('has a hash that depends on secret and label', () => {
    const digest = sealer.digest('text');
    expect(createSealer({ secret: 'one', label: 'a' }).digest('text').equals(digest)).toBe(true);
    expect(createSealer({ secret: 'two', label: 'a' }).digest('text').equals(digest)).toBe(false);
    expect(createSealer({ secret: 'one', label: 'b' }).digest('text').equals(digest)).toBe(false);
  });
});
