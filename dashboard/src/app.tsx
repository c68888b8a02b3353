import { MerchantGraphProvider } from '@merchantgraph/sdk/react';
import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider } from '@mui/material/styles';
import { useSyncExternalStore } from 'react';
import { Route, Routes } from 'react-router';
import { HomePage } from './home/home-page.tsx';
import { Shell } from './layout/shell.tsx';
import type { Session } from './session/session.ts';
import { SignInPage } from './session/sign-in-page.tsx';
import { Messages } from './shared/messages.tsx';
import { NotFound } from './shared/states.tsx';
import { theme } from './theme.ts';

/** The whole application: the sign-in page for strangers, the pages for everybody else. */
export function App({ session }: { session: Session }) {
  const state = useSyncExternalStore(session.subscribe, session.state);
  return (
    <ThemeProvider theme={theme} defaultMode="system" noSsr>
      <CssBaseline />
      {state.status === 'signedOut' ? (
        <SignInPage session={session} notice={state.notice} />
      ) : (
        <MerchantGraphProvider client={state.client}>
          <Messages>
            <Shell onSignOut={session.signOut}>
              {(merchant) => (
                <Routes>
                  <Route index element={<HomePage key={merchant.id} merchant={merchant} />} />
                  <Route path="*" element={<NotFound />} />
                </Routes>
              )}
            </Shell>
          </Messages>
        </MerchantGraphProvider>
      )}
    </ThemeProvider>
  );
}
