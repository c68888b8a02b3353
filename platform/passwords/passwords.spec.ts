import { describe, expect, it } from 'vitest';
import { createPasswords, hashPassword, passwordProblem } from './index.ts';

const CHEAP = { memoryCost: 64, timeCost: 1, parallelism: 1 };
const PERSON = { email: 'ada.lovelace@example.com', name: 'Ada Lovelace' };

describe('a hash', () => {
  it('belongs to its password, however its letters were typed', async () => {
    const passwords = createPasswords({ parameters: CHEAP });
    const hash = await passwords.hash('cafe\u0301 under the stars');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=64,t=1,p=1\$/);
    expect(await passwords.matches(hash, 'caf\u00e9 under the stars')).toBe(true);
    expect(await passwords.matches(hash, 'cafe under the stars')).toBe(false);
  });

  it('is that of nobody where there is none', async () => {
    const passwords = createPasswords({ parameters: CHEAP });
    expect(await passwords.matches(undefined, 'anything')).toBe(false);
    expect(await passwords.matches('unusable', 'unusable')).toBe(false);
  });

  it('is outdated when it took less of anything than hashes take now', async () => {
    const present = createPasswords();
    expect(present.isOutdated(await hashPassword('x'))).toBe(false);
    expect(present.isOutdated('$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA')).toBe(false);
    expect(present.isOutdated('$argon2id$v=19$m=19455,t=2,p=1$c2FsdA$aGFzaA')).toBe(true);
    expect(present.isOutdated('$argon2id$v=19$m=19456,t=1,p=1$c2FsdA$aGFzaA')).toBe(true);
    expect(present.isOutdated('$argon2i$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA')).toBe(true);
  });

  it('is refused, not queued for ever, when too many are asked for at once', async () => {
    const passwords = createPasswords({ parameters: CHEAP, concurrency: 1, waiting: 2 });
    const flood = await Promise.allSettled(Array.from({ length: 8 }, () => passwords.hash('x')));
    const refused = flood.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(5);
    expect(refused[0]?.reason).toMatchObject({ code: 'RATE_LIMITED' });
    expect(await passwords.hash('x')).toContain('$argon2id$');
  });
});

describe('a new password', () => {
  it.each([
    'nine purple elephants',
    'correct horse battery staple',
    'Tr0ub4dor&3-and-more',
    'зелёный чайник поёт',
    'demo-merchant-graph',
    'x'.repeat(3).concat(' is a short word, ').repeat(40),
  ])('may be %s', async (password) => {
    expect(await passwordProblem(password, PERSON)).toBeUndefined();
  });

  it.each([
    ['elevenchars', /at least 12/],
    ['\u{1F600}'.repeat(11), /at least 12/],
    ['long enough '.repeat(100), /at most 1024/],
    ['ada.lovelace@example.com', /address or your name/],
    ['Ada.Lovelace', /address or your name/],
    ['ADA LOVELACE', /address or your name/],
    ['ada lovelace1815!', /address or your name/],
    ['qwerty123456', /tried first/],
    ['Qwerty123456', /tried first/],
    ['passwordpassword', /tried first/],
    ['password1234', /tried first/],
    ['1234567890123456', /tried first/],
    ['aaaaaaaaaaaaaaaa', /tried first/],
    ['abababababab', /tried first/],
    ['!!sunshine2026!!', /tried first/],
  ])('may not be %s', async (password, reason) => {
    expect(await passwordProblem(password, PERSON)).toMatch(reason);
  });
});
