/** Addresses of the dashboard's pages that e-mails lead to. A token stands in the fragment, which no server log sees. */
export interface EmailLinks {
  verifyEmail(token: string): string;
  resetPassword(token: string): string;
  invitation(token: string): string;
  signIn(): string;
  /** The page of an insight. @param merchant id or slug */
  insight(merchant: string, id: string): string;
  insights(merchant: string): string;
  /** Where a person chooses what they are told of about a merchant. */
  notifications(merchant: string): string;
}

/** @param publicUrl address at which people reach the dashboard, for example `https://merchants.example` */
export function createEmailLinks(publicUrl: string): EmailLinks {
  const page = (path: string, token?: string): string => {
    const url = new URL(path, publicUrl);
    if (token !== undefined) url.hash = `token=${token}`;
    return url.toString();
  };
  const of = (merchant: string, path: string): string =>
    page(`${path}?merchant=${encodeURIComponent(merchant)}`);
  return {
    verifyEmail: (token) => page('/verify-email', token),
    resetPassword: (token) => page('/reset-password', token),
    invitation: (token) => page('/invitation', token),
    signIn: () => page('/sign-in'),
    insight: (merchant, id) => of(merchant, `/insights/${encodeURIComponent(id)}`),
    insights: (merchant) => of(merchant, '/insights'),
    notifications: (merchant) => of(merchant, '/settings/merchant'),
  };
}

/** The links in the text of a message. */
export const linksIn = (text: string): string[] => text.match(/https?:\/\/\S+/g) ?? [];
