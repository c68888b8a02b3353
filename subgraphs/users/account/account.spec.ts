import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUsersStage, newcomer, PASSWORD, SIGN_IN, SIGN_UP, type UsersStage } from '../testing/stage.ts';

const VERIFY = `mutation ($token: String!) { verifyEmail(input: { token: $token }) { __typename
  ... on VerifyEmailSuccess { email } ... on UserError { code message path } } }`;
const RESEND = `mutation { resendEmailVerification { __typename
  ... on ResendEmailVerificationSuccess { email expiresAt } ... on UserError { code message } } }`;
const REQUEST = `mutation ($email: String!) { requestPasswordReset(input: { email: $email }) { __typename
  ... on RequestPasswordResetSuccess { accepted } ... on UserError { code message path } } }`;
const RESET = `mutation ($token: String!, $newPassword: String!) {
  resetPassword(input: { token: $token, newPassword: $newPassword }) { __typename
    ... on ResetPasswordSuccess { email } ... on UserError { code message path } } }`;
const CHANGE = `mutation ($currentPassword: String!, $newPassword: String!) {
  changePassword(input: { currentPassword: $currentPassword, newPassword: $newPassword }) { __typename
    ... on ChangePasswordSuccess { endedSessions } ... on UserError { code message path } } }`;
const PROFILE = `mutation ($name: String!) { updateProfile(input: { name: $name }) { __typename
  ... on UpdateProfileSuccess { user { name } } ... on UserError { code path } } }`;

const WISH = {
  name: 'Grace',
  email: 'grace@example.com',
  password: PASSWORD,
  merchantName: 'Grâce & Cie',
  timeZone: 'Europe/Paris',
  currency: 'eur',
};

describe('an account', () => {
  let stage: UsersStage;
  beforeAll(async () => {
    stage = await createUsersStage();
  });
  afterAll(() => stage.close());

  const signIn = async (email: string, password: string, ip?: string) =>
    (await stage.ask(SIGN_IN, { email, password }, ip ? { ip } : {})).data.signIn;

  describe('is opened', () => {
    it('with a merchant whose first owner it is, and is signed in', async () => {
      const { data } = await stage.ask(SIGN_UP, { input: { ...WISH, email: ' Grace@Example.com ' } });
      expect(data.signUp).toMatchObject({
        __typename: 'SignUpSuccess',
        user: {
          email: 'grace@example.com',
          emailVerified: false,
          memberships: { nodes: [{ role: 'OWNER' }] },
        },
        merchant: {
          slug: 'grace-cie',
          name: 'Grâce & Cie',
          timeZone: 'Europe/Paris',
          currency: 'EUR',
          status: 'ACTIVE',
        },
      });
      const identity = await stage.identityOf(data.signUp.accessToken);
      const { id } = data.signUp.merchant;
      expect(identity).toMatchObject({ memberships: [{ merchantId: id, role: 'OWNER' }] });
      expect((await stage.audit(id)).map(({ action }) => action)).toEqual([
        'merchant.created',
        'user.signed_up',
      ]);
    });

    it('once for an address, also when two ask at the same moment', async () => {
      const input = { ...WISH, email: 'twice@example.com' };
      const race = await Promise.all([1, 2].map(() => stage.ask(SIGN_UP, { input })));
      expect(race.map(({ data }) => data.signUp.__typename).sort()).toEqual([
        'EmailTakenError',
        'SignUpSuccess',
      ]);
      const { data } = await stage.ask(SIGN_UP, { input: { ...input, email: 'TWICE@example.com' } });
      expect(data.signUp).toMatchObject({ code: 'CONFLICT', path: ['input', 'email'] });
    });

    it('with a slug of its own for each shop of one name', async () => {
      const race = await Promise.all(
        [1, 2, 3].map((n) =>
          stage.ask(
            SIGN_UP,
            { input: { ...WISH, email: `name${n}@example.com`, merchantName: 'Same Name' } },
            { ip: `203.0.113.${n}` },
          ),
        ),
      );
      const slugs = race.map(({ data }) => data.signUp.merchant.slug).sort();
      expect(slugs).toEqual(['same-name', 'same-name-2', 'same-name-3']);
    });

    it.each([
      ['name', { name: ' ' }],
      ['email', { email: 'grace.example.com' }],
      ['email', { email: 'grace@example' }],
      ['password', { password: 'eleven char' }],
      ['password', { password: 'qwerty123456' }],
      ['merchantName', { merchantName: '' }],
      ['timeZone', { timeZone: 'Mars/Olympus' }],
      ['timeZone', { timeZone: '+01:00' }],
      ['currency', { currency: 'EURO' }],
    ])('not with a wrong %s: %j', async (field, change) => {
      const { data } = await stage.ask(SIGN_UP, { input: { ...WISH, email: 'new@example.com', ...change } });
      expect(data.signUp).toMatchObject({ __typename: 'BadInputError', path: ['input', field] });
    });

    it('slower and slower from one address', async () => {
      const ip = '203.0.113.99';
      const sign = async (n: number) =>
        (await stage.ask(SIGN_UP, { input: { ...WISH, email: `flood${n}@example.com` } }, { ip })).data
          .signUp;
      for (let n = 0; n < 11; n += 1) expect((await sign(n)).__typename).toBe('SignUpSuccess');
      expect(await sign(11)).toMatchObject({
        __typename: 'TooManyAttemptsError',
        code: 'RATE_LIMITED',
        retryAfterSeconds: 30,
      });
      stage.pass(31);
      expect((await sign(11)).__typename).toBe('SignUpSuccess');
    });
  });

  describe('proves its address', () => {
    it('with the link of the e-mail, once', async () => {
      const { email, merchantId, identity } = await newcomer(stage);
      const [mail] = await stage.mails(email);
      expect(mail).toMatchObject({ kind: 'email-verification', subject: 'Is this your e-mail address?' });
      expect(mail?.text).toContain('https://merchants.example/verify-email#token=');
      expect(mail?.text).toContain('three days');
      const token = await stage.tokenFor(email, 'email-verification');
      const verified = await stage.ask(VERIFY, { token });
      expect(verified.data.verifyEmail).toEqual({ __typename: 'VerifyEmailSuccess', email });
      const again = await stage.ask(VERIFY, { token });
      expect(again.data.verifyEmail).toMatchObject({ __typename: 'InvalidTokenError', code: 'NOT_FOUND' });
      const { data } = await stage.ask('{ me { emailVerified } }', {}, { identity });
      expect(data.me.emailVerified).toBe(true);
      expect((await stage.audit(merchantId)).at(-1)).toMatchObject({ action: 'user.email_verified' });
      const resend = await stage.ask(RESEND, {}, { identity });
      expect(resend.data.resendEmailVerification.__typename).toBe('ConflictError');
    });

    it('with the newest link only, for three days', async () => {
      const { email, identity } = await newcomer(stage);
      const first = await stage.tokenFor(email, 'email-verification');
      const resent = await stage.ask(RESEND, {}, { identity });
      expect(resent.data.resendEmailVerification).toMatchObject({ email });
      expect((await stage.ask(VERIFY, { token: first })).data.verifyEmail.code).toBe('NOT_FOUND');
      const second = await stage.tokenFor(email, 'email-verification');
      stage.pass(3 * 86_400 + 1);
      expect((await stage.ask(VERIFY, { token: second })).data.verifyEmail.code).toBe('NOT_FOUND');
    });

    it('not with the link for a new password', async () => {
      const { email } = await newcomer(stage);
      await stage.ask(REQUEST, { email });
      const token = await stage.tokenFor(email, 'password-reset');
      expect((await stage.ask(VERIFY, { token })).data.verifyEmail.code).toBe('NOT_FOUND');
    });

    it('asks a few times an hour', async () => {
      const { identity } = await newcomer(stage);
      const resend = async () => (await stage.ask(RESEND, {}, { identity })).data.resendEmailVerification;
      const answers = [await resend(), await resend(), await resend(), await resend(), await resend()];
      expect(answers.map(({ __typename }) => __typename)).toEqual([
        ...Array(4).fill('ResendEmailVerificationSuccess'),
        'TooManyAttemptsError',
      ]);
      expect((await stage.ask(RESEND)).data.resendEmailVerification.__typename).toBe('UnauthenticatedError');
    });
  });

  describe('whose password was forgotten', () => {
    const NEW = 'eleven quiet volcanoes';

    it('gets a new one with the link of an e-mail, and every session ends', async () => {
      const { email, accessToken, refreshToken, merchantId } = await newcomer(stage);
      await stage.ask(REQUEST, { email });
      const mail = (await stage.mails(email)).at(-1);
      expect(mail?.text).toContain('https://merchants.example/reset-password#token=');
      expect(mail?.text).toContain('60 minutes');
      const token = await stage.tokenFor(email, 'password-reset');
      const reset = await stage.ask(RESET, { token, newPassword: NEW });
      expect(reset.data.resetPassword).toEqual({ __typename: 'ResetPasswordSuccess', email });
      await expect(stage.identityOf(accessToken)).rejects.toThrow(/ended/);
      const refresh = await stage.ask(
        'mutation ($t: String) { refreshSession(input: { refreshToken: $t }) { __typename } }',
        { t: refreshToken },
      );
      expect(refresh.data.refreshSession.__typename).toBe('InvalidCredentialsError');
      expect((await signIn(email, PASSWORD)).__typename).toBe('InvalidCredentialsError');
      expect((await signIn(email, NEW)).__typename).toBe('SignInSuccess');
      expect((await stage.mails(email)).at(-1)).toMatchObject({ subject: 'Your password was changed' });
      const actions = (await stage.audit(merchantId)).map(({ action }) => action);
      expect(actions).toEqual(
        expect.arrayContaining(['user.password_reset_requested', 'user.password_reset']),
      );
      // Who reads the mailbox has also proved the address.
      const { rows } = await stage.db.admin.query(
        'select email_verified_at from users.users where email = $1',
        [email],
      );
      expect(rows[0].email_verified_at).toBeInstanceOf(Date);
    });

    it('with one of two uses of one link at once', async () => {
      const { email } = await newcomer(stage);
      await stage.ask(REQUEST, { email });
      const token = await stage.tokenFor(email, 'password-reset');
      const wishes = [NEW, 'twelve rusty bicycles'];
      const race = await Promise.all(wishes.map((newPassword) => stage.ask(RESET, { token, newPassword })));
      const names = race.map(({ data }) => data.resetPassword.__typename);
      expect([...names].sort()).toEqual(['InvalidTokenError', 'ResetPasswordSuccess']);
      const winner = wishes[names.indexOf('ResetPasswordSuccess')] ?? '';
      expect((await signIn(email, winner)).__typename).toBe('SignInSuccess');
    });

    it('not after 60 minutes, and not with an older link once one was used', async () => {
      const { email } = await newcomer(stage);
      await stage.ask(REQUEST, { email });
      const first = await stage.tokenFor(email, 'password-reset');
      await stage.ask(REQUEST, { email });
      const second = await stage.tokenFor(email, 'password-reset');
      stage.pass(59 * 60);
      const used = await stage.ask(RESET, { token: second, newPassword: NEW });
      expect(used.data.resetPassword.__typename).toBe('ResetPasswordSuccess');
      const other = await stage.ask(RESET, { token: first, newPassword: NEW });
      expect(other.data.resetPassword.__typename).toBe('InvalidTokenError');
      await stage.ask(REQUEST, { email });
      const third = await stage.tokenFor(email, 'password-reset');
      stage.pass(60 * 60 + 1);
      const late = await stage.ask(RESET, { token: third, newPassword: NEW });
      expect(late.data.resetPassword).toMatchObject({ __typename: 'InvalidTokenError', code: 'NOT_FOUND' });
    });

    it('keeps the link when the new password will not do', async () => {
      const { email } = await newcomer(stage);
      await stage.ask(REQUEST, { email });
      const token = await stage.tokenFor(email, 'password-reset');
      const bad = await stage.ask(RESET, { token, newPassword: email });
      expect(bad.data.resetPassword).toMatchObject({ code: 'BAD_INPUT', path: ['input', 'newPassword'] });
      const good = await stage.ask(RESET, { token, newPassword: NEW });
      expect(good.data.resetPassword.__typename).toBe('ResetPasswordSuccess');
    });

    it('is answered alike, and at full steps of time, whether there is such an account', async () => {
      const { email } = await newcomer(stage);
      const before = stage.waits.length;
      const known = await stage.ask(REQUEST, { email });
      const unknown = await stage.ask(REQUEST, { email: 'nobody@example.com' });
      expect(unknown).toEqual(known);
      expect(stage.waits.length - before).toBe(2);
      expect(await stage.mails('nobody@example.com')).toEqual([]);
    });

    it('gets three e-mails an hour, however many are asked for', async () => {
      const { email } = await newcomer(stage);
      const asked = Array.from({ length: 6 }, (_, n) =>
        stage.ask(REQUEST, { email }, { ip: `203.0.113.${100 + n}` }),
      );
      const answers = await Promise.all(asked);
      expect(answers.every(({ data }) => data.requestPasswordReset.accepted)).toBe(true);
      const resets = (await stage.mails(email)).filter(({ kind }) => kind === 'password-reset');
      expect(resets).toHaveLength(3);
    });
  });

  describe('changes its password', () => {
    const NEW = 'thirteen sleepy owls';

    it('with the present one, and its other sessions end', async () => {
      const { email, identity, accessToken, merchantId } = await newcomer(stage);
      const elsewhere = await signIn(email, PASSWORD);
      const variables = { currentPassword: PASSWORD, newPassword: NEW };
      const { data } = await stage.ask(CHANGE, variables, { identity });
      expect(data.changePassword).toEqual({ __typename: 'ChangePasswordSuccess', endedSessions: 1 });
      expect(await stage.identityOf(accessToken)).toEqual(identity);
      await expect(stage.identityOf(elsewhere.accessToken)).rejects.toThrow(/ended/);
      expect((await signIn(email, PASSWORD)).__typename).toBe('InvalidCredentialsError');
      expect((await signIn(email, NEW)).__typename).toBe('SignInSuccess');
      expect((await stage.mails(email)).at(-1)?.kind).toBe('password-changed');
      expect(await stage.audit(merchantId)).toContainEqual(
        expect.objectContaining({ action: 'user.password_changed', outcome: 'SUCCESS', actorKind: 'USER' }),
      );
      const { rows } = await stage.db.admin.query(
        `select kind from users.identity_changes where subject_id = $1`,
        [identity.kind === 'user' ? identity.userId : ''],
      );
      expect(rows.map(({ kind }) => kind)).toContain('USER');
    });

    it('not with a wrong one, slower and slower', async () => {
      const { identity, merchantId } = await newcomer(stage);
      const change = async (currentPassword: string) =>
        (await stage.ask(CHANGE, { currentPassword, newPassword: NEW }, { identity })).data.changePassword;
      for (let n = 0; n < 6; n += 1) {
        expect(await change('wrong')).toMatchObject({
          __typename: 'InvalidCredentialsError',
          path: ['input', 'currentPassword'],
        });
      }
      expect((await change(PASSWORD)).__typename).toBe('TooManyAttemptsError');
      expect(await stage.audit(merchantId)).toContainEqual(
        expect.objectContaining({ action: 'user.password_changed', outcome: 'FAILURE' }),
      );
      stage.pass(2);
      expect((await change(PASSWORD)).__typename).toBe('ChangePasswordSuccess');
    });

    it('once, of two changes at once', async () => {
      const { identity } = await newcomer(stage);
      const race = await Promise.all(
        [NEW, 'fourteen brave snails'].map((newPassword) =>
          stage.ask(CHANGE, { currentPassword: PASSWORD, newPassword }, { identity }),
        ),
      );
      expect(race.map(({ data }) => data.changePassword.__typename).sort()).toEqual([
        'ChangePasswordSuccess',
        'InvalidCredentialsError',
      ]);
    });

    it('only when signed in', async () => {
      const { data } = await stage.ask(CHANGE, { currentPassword: PASSWORD, newPassword: NEW });
      expect(data.changePassword.__typename).toBe('UnauthenticatedError');
    });
  });

  it('changes its name', async () => {
    const { identity, merchantId } = await newcomer(stage);
    const { data } = await stage.ask(PROFILE, { name: ' Grace Hopper ' }, { identity });
    expect(data.updateProfile.user).toEqual({ name: 'Grace Hopper' });
    const empty = await stage.ask(PROFILE, { name: '' }, { identity });
    expect(empty.data.updateProfile).toMatchObject({ code: 'BAD_INPUT', path: ['input', 'name'] });
    expect((await stage.audit(merchantId)).at(-1)).toMatchObject({ action: 'user.profile_updated' });
    expect((await stage.ask(PROFILE, { name: 'x' })).data.updateProfile.__typename).toBe(
      'UnauthenticatedError',
    );
  });

  it('gets a new password once for a request that is repeated under its Idempotency-Key', async () => {
    const { email, identity } = await newcomer(stage);
    await stage.ask(REQUEST, { email });
    const variables = {
      token: await stage.tokenFor(email, 'password-reset'),
      newPassword: 'fifteen red kites',
    };
    const reset = await stage.ask(RESET, variables, { key: 'reset-1' });
    expect(reset.data.resetPassword.__typename).toBe('ResetPasswordSuccess');
    expect((await stage.ask(RESET, variables, { key: 'reset-1' })).data).toEqual(reset.data);
    const change = { currentPassword: 'fifteen red kites', newPassword: 'sixteen blue herons' };
    const changed = await stage.ask(CHANGE, change, { identity, key: 'change-1' });
    expect(changed.data.changePassword.__typename).toBe('ChangePasswordSuccess');
    expect((await stage.ask(CHANGE, change, { identity, key: 'change-1' })).data).toEqual(changed.data);
    expect((await stage.mails(email)).filter(({ kind }) => kind === 'password-changed')).toHaveLength(2);
  });

  it('takes no text that cannot be stored', async () => {
    const name = 'Grace\u0000Hopper';
    const { identity } = await newcomer(stage);
    const profile = await stage.ask(PROFILE, { name }, { identity });
    expect(profile.data.updateProfile).toMatchObject({ code: 'BAD_INPUT', path: ['input', 'name'] });
    const signUp = await stage.ask(SIGN_UP, { input: { ...WISH, name } }, { ip: '203.0.113.201' });
    expect(signUp.data.signUp).toMatchObject({ code: 'BAD_INPUT', path: ['input', 'name'] });
    for (const email of ['a\u0000@example.com', '\ud800@example.com']) {
      expect((await signIn(email, PASSWORD, '203.0.113.202')).code).not.toBe('INTERNAL');
      const request = await stage.ask(REQUEST, { email }, { ip: '203.0.113.203' });
      expect(request.errors).toBeUndefined();
    }
    const half = await stage.ask(PROFILE, { name: 'half \ud83d' }, { identity });
    expect(half.data.updateProfile).toMatchObject({ code: 'BAD_INPUT', path: ['input', 'name'] });
  });

  it('stays the same when a request is repeated under its Idempotency-Key', async () => {
    const input = { ...WISH, email: 'again@example.com' };
    const first = await stage.ask(SIGN_UP, { input }, { key: 'sign-up-1', ip: '203.0.113.200' });
    const again = await stage.ask(SIGN_UP, { input }, { key: 'sign-up-1', ip: '203.0.113.200' });
    expect(first.data.signUp.__typename).toBe('SignUpSuccess');
    expect(again.data).toEqual(first.data);
  });
});
