import { MerchantGraphProvider } from '@merchantgraph/sdk/react';
import CssBaseline from '@mui/material/CssBaseline';
import LinearProgress from '@mui/material/LinearProgress';
import { ThemeProvider } from '@mui/material/styles';
import { Suspense, useSyncExternalStore } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { SignInPage } from './account/sign-in-page.tsx';
import { HomePage } from './home/home-page.tsx';
import { useFocusKeeper } from './layout/focus-keeper.ts';
import { Shell } from './layout/shell.tsx';
import { SessionProvider } from './session/context.ts';
import type { Session } from './session/session.ts';
import { loadedAhead } from './shared/loaded-ahead.ts';
import { Messages } from './shared/messages.tsx';
import { may } from './shared/roles.ts';
import { NotFound } from './shared/states.tsx';
import { theme } from './theme.ts';

// What is not needed to see the overview is loaded by who goes there.
const SignUpPage = loadedAhead('/sign-up', () => import('./account/sign-up-page.tsx'));
const ForgotPasswordPage = loadedAhead(
  '/forgot-password',
  () => import('./account/forgot-password-page.tsx'),
);
const ResetPasswordPage = loadedAhead('/reset-password', () => import('./account/reset-password-page.tsx'));
const VerifyEmailPage = loadedAhead('/verify-email', () => import('./account/verify-email-page.tsx'));
const InvitationPage = loadedAhead('/invitation', () => import('./account/invitation-page.tsx'));
const OpenShopPage = loadedAhead('/open-shop', () => import('./account/open-shop-page.tsx'));
const ReportsArea = loadedAhead('/reports', () => import('./reports/reports-area.tsx'));
const ExportsPage = loadedAhead('/exports', () => import('./exports/exports-page.tsx'));
const InsightsArea = loadedAhead('/insights', () => import('./insights/insights-area.tsx'));
const AlertsArea = loadedAhead('/alerts', () => import('./alerts/alerts-area.tsx'));
const CartsPage = loadedAhead('/carts', () => import('./carts/carts-page.tsx'));
const SettingsArea = loadedAhead('/settings', () => import('./settings/settings-area.tsx'));

const loading = <LinearProgress aria-label="Loading" sx={{ height: 2 }} />;

/** The whole application: the sign-in page for strangers, the pages for everybody else, and where e-mails lead. */
export function App({ session }: { session: Session }) {
  const state = useSyncExternalStore(session.subscribe, session.state);
  useFocusKeeper();
  return (
    <ThemeProvider theme={theme} defaultMode="system" noSsr>
      <CssBaseline />
      <SessionProvider value={session}>
        <MerchantGraphProvider client={state.client}>
          <Messages>
            <Suspense fallback={loading}>
              <Routes>
                <Route path="verify-email" element={<VerifyEmailPage />} />
                <Route path="reset-password" element={<ResetPasswordPage />} />
                <Route path="invitation" element={<InvitationPage />} />
                {state.status === 'signedOut' ? (
                  <>
                    <Route path="sign-up" element={<SignUpPage />} />
                    <Route path="forgot-password" element={<ForgotPasswordPage />} />
                    <Route path="*" element={<SignInPage notice={state.notice} />} />
                  </>
                ) : (
                  <>
                    {['sign-in', 'sign-up', 'forgot-password'].map((path) => (
                      <Route key={path} path={path} element={<Onward />} />
                    ))}
                    <Route path="open-shop" element={<OpenShopPage />} />
                    <Route path="*" element={<Pages />} />
                  </>
                )}
              </Routes>
            </Suspense>
          </Messages>
        </MerchantGraphProvider>
      </SessionProvider>
    </ThemeProvider>
  );
}

/** Pages by what one has to be allowed; who lacks it finds no such page. */
const AREAS = [
  { path: 'reports/*', permission: 'reports:read', Area: ReportsArea },
  { path: 'exports', permission: 'exports:read', Area: ExportsPage },
  { path: 'insights/*', permission: 'insights:read', Area: InsightsArea },
  { path: 'alerts/*', permission: 'alerts:read', Area: AlertsArea },
  { path: 'carts', permission: 'carts:read', Area: CartsPage },
];

/** The pages of somebody who is signed in. */
function Pages() {
  return (
    <Shell>
      {({ me, membership }) => (
        <Suspense fallback={loading}>
          <Routes>
            <Route index element={<HomePage key={membership.merchant.id} merchant={membership.merchant} />} />
            {AREAS.filter(({ permission }) => may(membership, permission)).map(({ path, Area }) => (
              <Route
                key={path}
                path={path}
                element={<Area key={membership.merchant.id} me={me} membership={membership} />}
              />
            ))}
            <Route
              path="settings/*"
              element={<SettingsArea key={membership.merchant.id} me={me} membership={membership} />}
            />
            <Route path="*" element={<NotFound />} />
          </Routes>
        </Suspense>
      )}
    </Shell>
  );
}

/** Who is signed in goes on to where they were sent from; the place is one of ours, because a page of ours named it. */
function Onward() {
  const { state } = useLocation();
  const next =
    typeof state === 'object' && state !== null && 'next' in state && typeof state.next === 'string'
      ? state.next
      : '/';
  return <Navigate to={next} replace />;
}
