import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Identity } from '#platform/identity/index.ts';
import {
  type Caller,
  createUsersStage,
  newcomer,
  PASSWORD,
  SIGN_IN,
  type UsersStage,
} from '../testing/stage.ts';

const BEGIN = `mutation ($password: String!) { beginSecondFactor(input: { password: $password }) { __typename
  ... on BeginSecondFactorSuccess { secret otpauthUrl } ... on UserError { code message } } }`;
const ENABLE = `mutation ($code: String!) { enableSecondFactor(input: { code: $code }) { __typename
  ... on EnableSecondFactorSuccess { recoveryCodes } ... on UserError { code message } } }`;
const DISABLE = `mutation ($password: String!, $code: String!) {
  disableSecondFactor(input: { password: $password, code: $code }) { __typename ... on UserError { code } } }`;
const REGENERATE = `mutation ($password: String!, $code: String!) {
  regenerateRecoveryCodes(input: { password: $password, code: $code }) { __typename
    ... on RegenerateRecoveryCodesSuccess { recoveryCodes } ... on UserError { code } } }`;
const COMPLETE = `mutation ($challenge: String!, $code: String!) {
  completeSignIn(input: { challenge: $challenge, code: $code }) { __typename
    ... on SignInSuccess { accessToken user { email } }
    ... on TooManyAttemptsError { retryAfterSeconds } ... on UserError { code message } } }`;
const STATE = '{ secondFactor { enabled enabledAt recoveryCodesLeft } }';

describe('a second factor', () => {
  let stage: UsersStage;
  beforeAll(async () => {
    stage = await createUsersStage();
  });
  afterAll(() => stage.close());

  /** Somebody with an authenticator app. */
  async function person() {
    const { email, identity, merchantId, ip } = await newcomer(stage);
    const begun = (await stage.ask(BEGIN, { password: PASSWORD }, { identity })).data.beginSecondFactor;
    const app = new TOTP({ secret: begun.secret, digits: 6, period: 30, algorithm: 'SHA1' });
    const code = (): string => app.generate({ timestamp: stage.now().getTime() });
    const enabled = (await stage.ask(ENABLE, { code: code() }, { identity, ip })).data.enableSecondFactor;
    // The next code is another one.
    stage.pass(30);
    return { email, identity, merchantId, ip, begun, code, recoveryCodes: enabled.recoveryCodes as string[] };
  }
  const challengeFor = async (email: string): Promise<string> =>
    (await stage.ask(SIGN_IN, { email, password: PASSWORD })).data.signIn.challenge;
  const complete = async (challenge: string, code: string, caller: Caller = {}) =>
    (await stage.ask(COMPLETE, { challenge, code }, caller)).data.completeSignIn;
  const state = async (identity: Identity) => (await stage.ask(STATE, {}, { identity })).data.secondFactor;

  it('is asked for once a code has shown that the app works', async () => {
    const { email, identity, merchantId } = await newcomer(stage);
    const begun = (await stage.ask(BEGIN, { password: PASSWORD }, { identity })).data.beginSecondFactor;
    expect(begun.otpauthUrl).toMatch(/^otpauth:\/\/totp\/MerchantGraph:person\d+%40example\.com\?/);
    expect(begun.otpauthUrl).toContain(`secret=${begun.secret}`);
    // Not yet: whoever begins and loses the secret is not locked out.
    expect((await stage.ask(SIGN_IN, { email, password: PASSWORD })).data.signIn.__typename).toBe(
      'SignInSuccess',
    );
    expect(await state(identity)).toEqual({ enabled: false, enabledAt: null, recoveryCodesLeft: 0 });
    const wrong = await stage.ask(ENABLE, { code: '000000' }, { identity });
    expect(wrong.data.enableSecondFactor.__typename).toBe('InvalidCredentialsError');
    const code = new TOTP({ secret: begun.secret }).generate({ timestamp: stage.now().getTime() });
    const enabled = (await stage.ask(ENABLE, { code }, { identity })).data.enableSecondFactor;
    expect(new Set(enabled.recoveryCodes).size).toBe(10);
    expect(await state(identity)).toMatchObject({ enabled: true, recoveryCodesLeft: 10 });
    expect((await stage.mails(email)).at(-1)).toMatchObject({ subject: 'A second factor was added' });
    expect((await stage.audit(merchantId)).at(-1)).toMatchObject({ action: 'user.second_factor_enabled' });
    const again = await stage.ask(BEGIN, { password: PASSWORD }, { identity });
    expect(again.data.beginSecondFactor.__typename).toBe('ConflictError');
  });

  it('begins only with the password', async () => {
    const { identity } = await newcomer(stage);
    const { data } = await stage.ask(BEGIN, { password: 'not the password' }, { identity });
    expect(data.beginSecondFactor.__typename).toBe('InvalidCredentialsError');
    const unbegun = await stage.ask(ENABLE, { code: '000000' }, { identity });
    expect(unbegun.data.enableSecondFactor.__typename).toBe('ConflictError');
    expect((await stage.ask(BEGIN, { password: 'x' })).data.beginSecondFactor.code).toBe('UNAUTHENTICATED');
    expect((await stage.ask(STATE)).data.secondFactor).toBeNull();
  });

  it('completes a sign-in with a code, each of which works once', async () => {
    const { email, code, merchantId } = await person();
    const challenge = await challengeFor(email);
    const now = code();
    const success = await complete(challenge, `${now.slice(0, 3)} ${now.slice(3)}`);
    expect(success).toMatchObject({ __typename: 'SignInSuccess', user: { email } });
    expect((await stage.identityOf(success.accessToken)).kind).toBe('user');
    expect((await stage.audit(merchantId)).at(-1)).toMatchObject({
      action: 'user.sign_in',
      details: { secondFactor: 'TOTP' },
    });
    expect((await complete(challenge, now)).__typename).toBe('InvalidCredentialsError');
    expect((await complete(await challengeFor(email), now)).__typename).toBe('InvalidCredentialsError');
    stage.pass(30);
    expect((await complete(await challengeFor(email), code())).__typename).toBe('SignInSuccess');
  });

  it('takes a code of a clock that is half a minute wrong, and none of one that is further off', async () => {
    const { email, code } = await person();
    const early = code();
    stage.pass(30);
    expect((await complete(await challengeFor(email), early)).__typename).toBe('SignInSuccess');
    stage.pass(30);
    const old = code();
    stage.pass(90);
    expect((await complete(await challengeFor(email), old)).__typename).toBe('InvalidCredentialsError');
  });

  it('lets one of two uses of a code at once win', async () => {
    const { email, code } = await person();
    const challenges = [await challengeFor(email), await challengeFor(email)];
    const race = await Promise.all(challenges.map((challenge) => complete(challenge, code())));
    expect(race.map(({ __typename }) => __typename).sort()).toEqual([
      'InvalidCredentialsError',
      'SignInSuccess',
    ]);
  });

  it('lets one of two uses of a challenge at once win', async () => {
    const { email, recoveryCodes } = await person();
    const challenge = await challengeFor(email);
    const race = await Promise.all(recoveryCodes.slice(0, 2).map((code) => complete(challenge, code)));
    expect(race.map(({ __typename }) => __typename).sort()).toEqual([
      'InvalidCredentialsError',
      'SignInSuccess',
    ]);
  });

  it('ends a sign-in after five minutes', async () => {
    const { email, code } = await person();
    const challenge = await challengeFor(email);
    stage.pass(5 * 60 + 1);
    expect((await complete(challenge, code())).message).toContain('over');
  });

  it('ends a sign-in after five wrong codes', async () => {
    const { email, code, ip, merchantId } = await person();
    const challenge = await challengeFor(email);
    for (let n = 0; n < 5; n += 1) {
      expect((await complete(challenge, '000000', { ip })).__typename).toBe('InvalidCredentialsError');
    }
    stage.pass(60);
    expect((await complete(challenge, code(), { ip })).message).toContain('over');
    expect(await stage.audit(merchantId)).toContainEqual(
      expect.objectContaining({ action: 'user.sign_in', outcome: 'FAILURE', actorKind: 'ANONYMOUS' }),
    );
  });

  it('slows down strangers who know the password, and not the person', async () => {
    const { email, code, ip } = await person();
    let last: { __typename: string; retryAfterSeconds?: number } = { __typename: '' };
    for (let n = 0; n < 7; n += 1) {
      last = await complete(await challengeFor(email), '000000', { ip: `203.0.113.${n}` });
    }
    expect(last).toMatchObject({ __typename: 'TooManyAttemptsError', retryAfterSeconds: 2 });
    expect((await complete(await challengeFor(email), code(), { ip })).__typename).toBe('SignInSuccess');
  });

  it('is replaced by a recovery code, each once, written in any way', async () => {
    const { email, identity, recoveryCodes } = await person();
    const [first = ''] = recoveryCodes;
    expect(first).toMatch(/^[a-z2-9]{5}-[a-z2-9]{5}$/);
    const written = first.replace('-', ' ').toUpperCase();
    expect((await complete(await challengeFor(email), written)).__typename).toBe('SignInSuccess');
    expect((await complete(await challengeFor(email), first)).__typename).toBe('InvalidCredentialsError');
    expect((await state(identity)).recoveryCodesLeft).toBe(9);
  });

  it('gets new recovery codes with password and code; the old ones end', async () => {
    const { email, identity, recoveryCodes, code } = await person();
    const wrong = await stage.ask(REGENERATE, { password: 'wrong', code: code() }, { identity });
    expect(wrong.data.regenerateRecoveryCodes.__typename).toBe('InvalidCredentialsError');
    const { data } = await stage.ask(REGENERATE, { password: PASSWORD, code: code() }, { identity });
    expect(data.regenerateRecoveryCodes.recoveryCodes).toHaveLength(10);
    const [old = ''] = recoveryCodes;
    expect((await complete(await challengeFor(email), old)).__typename).toBe('InvalidCredentialsError');
    const [fresh = ''] = data.regenerateRecoveryCodes.recoveryCodes;
    expect((await complete(await challengeFor(email), fresh)).__typename).toBe('SignInSuccess');
  });

  it('is removed with password and code', async () => {
    const { email, identity, code, merchantId } = await person();
    const wrong = await stage.ask(DISABLE, { password: PASSWORD, code: '000000' }, { identity });
    expect(wrong.data.disableSecondFactor.__typename).toBe('InvalidCredentialsError');
    const { data } = await stage.ask(DISABLE, { password: PASSWORD, code: code() }, { identity });
    expect(data.disableSecondFactor.__typename).toBe('DisableSecondFactorSuccess');
    expect((await stage.ask(SIGN_IN, { email, password: PASSWORD })).data.signIn.__typename).toBe(
      'SignInSuccess',
    );
    expect((await stage.mails(email)).at(-1)).toMatchObject({ subject: 'The second factor was removed' });
    expect((await stage.audit(merchantId)).map(({ action, outcome }) => `${action} ${outcome}`)).toEqual(
      expect.arrayContaining(['user.second_factor_disabled FAILURE', 'user.second_factor_disabled SUCCESS']),
    );
    const again = await stage.ask(DISABLE, { password: PASSWORD, code: code() }, { identity });
    expect(again.data.disableSecondFactor.__typename).toBe('ConflictError');
  });

  it('is no way round for whoever resets the password', async () => {
    const { email } = await person();
    await stage.ask('mutation ($e: String!) { requestPasswordReset(input: { email: $e }) { __typename } }', {
      e: email,
    });
    const pending = await challengeFor(email);
    const token = await stage.tokenFor(email, 'password-reset');
    const { data } = await stage.ask(
      `mutation ($t: String!) { resetPassword(input: { token: $t, newPassword: "eleven quiet volcanoes" }) { __typename } }`,
      { t: token },
    );
    expect(data.resetPassword.__typename).toBe('ResetPasswordSuccess');
    // A sign-in that began with the old password ends with it.
    expect((await complete(pending, '000000')).message).toContain('over');
    const next = await stage.ask(SIGN_IN, { email, password: 'eleven quiet volcanoes' });
    expect(next.data.signIn.__typename).toBe('SecondFactorRequired');
  });

  it('answers a repeated request under its Idempotency-Key as before', async () => {
    const { email, code } = await person();
    const variables = { challenge: await challengeFor(email), code: code() };
    const first = await stage.ask(COMPLETE, variables, { key: 'complete-1' });
    const again = await stage.ask(COMPLETE, variables, { key: 'complete-1' });
    expect(first.data.completeSignIn.__typename).toBe('SignInSuccess');
    expect(again.data).toEqual(first.data);
  });

  it('that was confirmed is not replaced by another', async () => {
    const { email, identity, code } = await person();
    const begun = await stage.ask(BEGIN, { password: PASSWORD }, { identity });
    expect(begun.data.beginSecondFactor.__typename).toBe('ConflictError');
    expect((await complete(await challengeFor(email), code())).__typename).toBe('SignInSuccess');
  });

  it('says what to do when it was sealed under another secret', async () => {
    const { email, code } = await person();
    await stage.db.admin.query(
      `update users.second_factors set secret = decode(repeat('00', 64), 'hex')
       where user_id = (select id from users.users where email = $1)`,
      [email],
    );
    const { errors } = await stage.ask(COMPLETE, { challenge: await challengeFor(email), code: code() });
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining('operator'),
      extensions: { code: 'UNAVAILABLE' },
    });
  });

  it('is not readable in the database', async () => {
    const { begun, recoveryCodes, email } = await person();
    const { rows } = await stage.db.admin.query(
      `select encode(f.secret, 'escape') as secret, string_agg(encode(c.hash, 'escape'), ' ') as codes
       from users.users u join users.second_factors f on f.user_id = u.id join users.recovery_codes c on c.user_id = u.id
       where u.email = $1 group by 1`,
      [email],
    );
    expect(rows).toHaveLength(1);
    const stored = JSON.stringify(rows);
    for (const secret of [begun.secret, ...recoveryCodes]) expect(stored).not.toContain(secret);
  });
});
