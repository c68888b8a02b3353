import { createEmailLinks, layOutEmail, queueEmail } from '#platform/email/index.ts';
import type { Transaction } from '#prisma/database.ts';

interface Recipient {
  name: string;
  email: string;
}

const UNASKED = 'If you did not ask for this, you can ignore this e-mail: nothing changes.';

/** What is written to a person about their account. None of it concerns a merchant. */
export function createAccountEmails(publicUrl: string) {
  const links = createEmailLinks(publicUrl);
  const send = (
    tx: Transaction,
    kind: string,
    { email }: Recipient,
    content: Parameters<typeof layOutEmail>[0],
  ): Promise<string> => queueEmail(tx, { merchantId: null, kind, recipient: email, ...layOutEmail(content) });

  return {
    verification: (tx: Transaction, person: Recipient, token: string) =>
      send(tx, 'email-verification', person, {
        subject: 'Is this your e-mail address?',
        paragraphs: [`Hello ${person.name},`, 'please confirm that this address is yours.'],
        action: { label: 'Confirm the address', url: links.verifyEmail(token) },
        footnotes: ['The link works once, for three days.', UNASKED],
      }),

    passwordReset: (tx: Transaction, person: Recipient, token: string) =>
      send(tx, 'password-reset', person, {
        subject: 'Choose a new password',
        paragraphs: [
          `Hello ${person.name},`,
          'somebody, probably you, asked for a new password for your MerchantGraph account.',
        ],
        action: { label: 'Choose a new password', url: links.resetPassword(token) },
        footnotes: ['The link works once, for 60 minutes.', UNASKED],
      }),

    passwordChanged: (tx: Transaction, person: Recipient) =>
      send(tx, 'password-changed', person, {
        subject: 'Your password was changed',
        paragraphs: [
          `Hello ${person.name},`,
          'the password of your MerchantGraph account was changed, and other devices were signed out.',
          'If that was not you, choose a new password with "Forgot password?" on the sign-in page now.',
        ],
        action: { label: 'Go to the sign-in page', url: links.signIn() },
      }),

    secondFactor: (tx: Transaction, person: Recipient, enabled: boolean) =>
      send(tx, 'second-factor', person, {
        subject: enabled ? 'A second factor was added' : 'The second factor was removed',
        paragraphs: [
          `Hello ${person.name},`,
          enabled
            ? 'signing in to your MerchantGraph account now also asks for a code of your authenticator app.'
            : 'signing in to your MerchantGraph account no longer asks for a code.',
          'If that was not you, choose a new password with "Forgot password?" on the sign-in page now.',
        ],
        action: { label: 'Go to the sign-in page', url: links.signIn() },
      }),
  };
}

export type AccountEmails = ReturnType<typeof createAccountEmails>;
