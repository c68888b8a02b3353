/** Fewest and most characters of a password. */
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 1_024;

/** A listed word this long may not be the whole of a password but for digits and signs around it. */
const WORD_MIN = 5;

let listed: Promise<ReadonlySet<string>> | undefined;

/** The 49,000 most common passwords, read at the first use: most processes never need them. */
function commonPasswords(): Promise<ReadonlySet<string>> {
  listed ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common']),
  );
  return listed;
}

/** The shortest text that, repeated, begins with this one: `abc` for `abcabcabca`. */
function period(text: string): string {
  let length = 1;
  while (!text.startsWith(text.slice(length))) length += 1;
  return text.slice(0, length);
}

const letters = (text: string): string => text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');

/**
 * What is wrong with a new password, in words for the person; undefined when it will do. Length counts and that nobody
 * would guess it; classes of characters do not (NIST SP 800-63B, section 3.1.1.2).
 * @param person the password must not be their address or name
 */
export async function passwordProblem(
  password: string,
  person: { email: string; name: string },
): Promise<string | undefined> {
  const length = [...password].length;
  if (length < PASSWORD_MIN)
    return `Choose a password of at least ${PASSWORD_MIN} characters; a sentence is easy to remember.`;
  if (password.length > PASSWORD_MAX) return `Choose a password of at most ${PASSWORD_MAX} characters.`;
  const text = password.normalize('NFKC').toLowerCase();
  const own = [person.email, person.email.split('@')[0] ?? '', person.name]
    .map((part) => part.normalize('NFKC').toLowerCase().trim())
    .filter((part) => part !== '');
  if (own.some((part) => text.trim() === part || period(text) === part || letters(text) === part))
    return 'The password must not be your e-mail address or your name.';
  const common = await commonPasswords();
  const core = letters(text);
  const guessable =
    common.has(text) ||
    period(text).length <= 2 ||
    common.has(period(text)) ||
    (core.length >= WORD_MIN && (common.has(core) || common.has(period(core))));
  return guessable
    ? 'This password is one of those that are tried first. Choose one that nobody would guess.'
    : undefined;
}
