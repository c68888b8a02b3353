import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepUsers } from './jobs.ts';
import { createUsersStage, newcomer, PASSWORD, SIGN_IN, type UsersStage } from './testing/stage.ts';

const WRONG = 'not the password';

describe('guessing', () => {
  let stage: UsersStage;
  beforeAll(async () => {
    stage = await createUsersStage();
  });
  afterAll(() => stage.close());

  const signIn = async (email: string, password: string, ip: string) =>
    (await stage.ask(SIGN_IN, { email, password }, { ip })).data.signIn;
  /** How long each of so many failures has to wait for the next look, in seconds; 0 for none. */
  async function waitsOf(times: number, attempt: () => ReturnType<typeof signIn>): Promise<number[]> {
    const waits: number[] = [];
    while (waits.length < times) {
      const answer = await attempt();
      if (answer.__typename === 'TooManyAttemptsError') {
        waits[waits.length - 1] = answer.retryAfterSeconds;
        stage.pass(answer.retryAfterSeconds);
      } else {
        waits.push(0);
      }
    }
    return waits.slice(0, -1);
  }

  it('at an account slows all strangers down together, up to 15 minutes', async () => {
    const { email } = await newcomer(stage);
    let n = 0;
    const waits = await waitsOf(17, () => {
      n += 1;
      return signIn(email, WRONG, `203.0.${Math.floor(n / 200)}.${n % 200}`);
    });
    expect(waits).toEqual([0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900]);
  });

  it('at an account does not lock out its person where they are known', async () => {
    const { email, ip } = await newcomer(stage);
    for (let n = 0; n < 7; n += 1) await signIn(email, WRONG, `203.0.113.${n}`);
    expect((await signIn(email, PASSWORD, '203.0.113.50')).__typename).toBe('TooManyAttemptsError');
    expect((await signIn(email, PASSWORD, ip)).__typename).toBe('SignInSuccess');
  });

  it('does not lock out a person who is nowhere known and reads their mail', async () => {
    const { email } = await newcomer(stage);
    const elsewhere = '203.0.113.51';
    for (let n = 0; n < 7; n += 1) await signIn(email, WRONG, `203.0.113.${n}`);
    await stage.ask(
      'mutation ($e: String!) { requestPasswordReset(input: { email: $e }) { __typename } }',
      { e: email },
      { ip: elsewhere },
    );
    const token = await stage.tokenFor(email, 'password-reset');
    await stage.ask(
      `mutation ($t: String!) { resetPassword(input: { token: $t, newPassword: "eleven quiet volcanoes" }) { __typename } }`,
      { t: token },
      { ip: elsewhere },
    );
    expect((await signIn(email, 'eleven quiet volcanoes', elsewhere)).__typename).toBe('SignInSuccess');
  });

  it('where the person is known is slowed down too, and a success forgets it', async () => {
    const { email, ip } = await newcomer(stage);
    expect(await waitsOf(13, () => signIn(email, WRONG, ip))).toEqual([...Array(10).fill(0), 1, 2]);
    stage.pass(4);
    expect((await signIn(email, PASSWORD, ip)).__typename).toBe('SignInSuccess');
    expect(await waitsOf(11, () => signIn(email, WRONG, ip))).toEqual(Array(10).fill(0));
  });

  it('from one address slows down over all accounts', async () => {
    const ip = '198.18.0.1';
    let n = 0;
    const waits = await waitsOf(24, () => {
      n += 1;
      return signIn(`somebody${n}@example.com`, WRONG, ip);
    });
    expect(waits).toEqual([...Array(20).fill(0), 1, 2, 4]);
  });

  it('goes no faster for whoever signs in to an account of their own in between', async () => {
    const ip = '198.18.0.2';
    const own = await newcomer(stage);
    for (let n = 0; n < 10; n += 1) {
      await signIn(`victim${n}@example.com`, WRONG, ip);
      await signIn(`victim${n}@example.com`, WRONG, ip);
      await signIn(own.email, PASSWORD, ip);
    }
    await signIn('victim11@example.com', WRONG, ip);
    expect((await signIn('victim12@example.com', WRONG, ip)).__typename).toBe('TooManyAttemptsError');
  });

  it('a hundred times at once gives no more looks than one after the other', async () => {
    const { email } = await newcomer(stage);
    const burst = await Promise.all(
      Array.from({ length: 40 }, (_, n) => signIn(email, WRONG, `198.18.1.${n}`)),
    );
    const looked = burst.filter(({ __typename }) => __typename === 'InvalidCredentialsError');
    expect(looked).toHaveLength(6);
  });

  it('is the same for an address without an account', async () => {
    const attempt = async (n: number) => signIn('nowhere@example.com', WRONG, `198.18.2.${n}`);
    for (let n = 0; n < 6; n += 1) expect((await attempt(n)).__typename).toBe('InvalidCredentialsError');
    expect(await attempt(7)).toMatchObject({ __typename: 'TooManyAttemptsError', retryAfterSeconds: 1 });
  });

  it('is forgotten after a day without an attempt', async () => {
    const { email } = await newcomer(stage);
    for (let n = 0; n < 6; n += 1) await signIn(email, WRONG, `198.18.3.${n}`);
    stage.pass(86_401);
    for (let n = 0; n < 5; n += 1)
      expect((await signIn(email, WRONG, `198.18.4.${n}`)).__typename).toBe('InvalidCredentialsError');
    expect((await signIn(email, WRONG, '198.18.4.9')).__typename).toBe('InvalidCredentialsError');
    expect((await signIn(email, WRONG, '198.18.4.10')).__typename).toBe('TooManyAttemptsError');
  });

  it('leaves no address or account readable in what is counted', async () => {
    await signIn('readable@example.com', WRONG, '198.18.5.5');
    const { rows } = await stage.db.admin.query(
      `select encode(key, 'escape') as key from users.failed_attempts`,
    );
    const text = JSON.stringify(rows);
    expect(rows.length).toBeGreaterThan(0);
    expect(text).not.toContain('readable');
    expect(text).not.toContain('198.18');
  });
});

describe('the sweep', () => {
  it('removes what is over and nothing else', async () => {
    const stage = await createUsersStage();
    try {
      const { email, ip, refreshToken, merchantId, identity } = await newcomer(stage);
      await stage.ask(
        'mutation ($e: String!) { requestPasswordReset(input: { email: $e }) { __typename } }',
        {
          e: email,
        },
      );
      await stage.ask(SIGN_IN, { email, password: WRONG }, { ip });
      await stage.ask(
        'mutation ($t: String) { refreshSession(input: { refreshToken: $t }) { __typename } }',
        { t: refreshToken },
      );
      await stage.ask(
        `mutation ($m: ID!) { inviteMember(input: { merchantId: $m, email: "guest@example.com", role: ANALYST }) { __typename } }`,
        { m: merchantId },
        { identity },
      );
      const links = async (): Promise<number> =>
        (await stage.db.admin.query('select count(token_hash)::int as n from users.invitations')).rows[0].n;
      const counts = async (): Promise<Record<string, number>> => {
        const tables = [
          'one_time_tokens',
          'failed_attempts',
          'known_addresses',
          'refresh_tokens',
          'sessions',
        ];
        const entries = tables.map(async (table): Promise<[string, number]> => {
          const { rows } = await stage.db.admin.query(`select count(*)::int as n from users.${table}`);
          return [table, rows[0].n];
        });
        return Object.fromEntries(await Promise.all(entries));
      };
      const inDays = (days: number): Date => new Date(Date.now() + days * 86_400_000);
      const all = await counts();
      await sweepUsers(stage.db, new Date());
      expect(await counts()).toEqual(all);
      await sweepUsers(stage.db, new Date(Date.now() + 61 * 60_000));
      expect(await counts()).toEqual({ ...all, one_time_tokens: 1 });
      await sweepUsers(stage.db, inDays(4));
      const later = await counts();
      expect(later).toMatchObject({
        one_time_tokens: 0,
        failed_attempts: 0,
        sessions: 1,
        known_addresses: 1,
      });
      await sweepUsers(stage.db, inDays(6.9));
      expect(await links()).toBe(1);
      await sweepUsers(stage.db, inDays(7.1));
      expect(await links()).toBe(0);
      await sweepUsers(stage.db, inDays(31));
      // The session lives on with its newest token; that the old one was used needs no remembering any more.
      expect(await counts()).toMatchObject({ sessions: 1, refresh_tokens: 1 });
      await sweepUsers(stage.db, inDays(61));
      expect(await counts()).toMatchObject({ sessions: 0, refresh_tokens: 0, known_addresses: 1 });
      await sweepUsers(stage.db, inDays(91));
      expect(await counts()).toMatchObject({ known_addresses: 0 });
    } finally {
      await stage.close();
    }
  });
});
