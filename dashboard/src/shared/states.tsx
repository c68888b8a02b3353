import type { MerchantGraphError } from '@merchantgraph/sdk';
import InboxOutlined from '@mui/icons-material/InboxOutlined';
import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

/** What went wrong, what to quote when asking for help, and a way to try again. */
export function ErrorState({ error, onRetry }: { error: MerchantGraphError; onRetry?: () => void }) {
  return (
    <Alert
      severity="error"
      action={
        onRetry && (
          <Button color="inherit" size="small" onClick={onRetry}>
            Try again
          </Button>
        )
      }
    >
      <AlertTitle>{title(error)}</AlertTitle>
      {error.message}
      {error.correlationId && (
        <Typography variant="caption" component="div" sx={{ mt: 0.5, opacity: 0.8 }}>
          Reference: {error.correlationId}
        </Typography>
      )}
    </Alert>
  );
}

function title({ code }: MerchantGraphError): string {
  switch (code) {
    case 'NETWORK':
    case 'TIMEOUT':
    case 'UNAVAILABLE':
      return 'The service did not answer';
    case 'FORBIDDEN':
      return 'Your role does not allow this';
    case 'NOT_FOUND':
      return 'Not found';
    default:
      return 'This could not be loaded';
  }
}

/** Nothing to show, and why. */
export function EmptyState(props: { title: string; text: string; icon?: ReactNode; children?: ReactNode }) {
  return (
    <Box sx={{ textAlign: 'center', py: 5, px: 2, color: 'text.secondary' }}>
      <Box sx={{ '& svg': { fontSize: 40 }, opacity: 0.6 }}>{props.icon ?? <InboxOutlined />}</Box>
      <Typography sx={{ fontWeight: 600, color: 'text.primary', mt: 1 }}>{props.title}</Typography>
      <Typography variant="body2" sx={{ maxWidth: 380, mx: 'auto', mt: 0.5 }}>
        {props.text}
      </Typography>
      {props.children && <Box sx={{ mt: 2 }}>{props.children}</Box>}
    </Box>
  );
}

export function NotFound() {
  return (
    <EmptyState title="There is no such page" text="The address may be old, or mistyped.">
      <Button href="/" variant="outlined">
        To the overview
      </Button>
    </EmptyState>
  );
}

/** What is shown could not be renewed. */
export function Stale({ onRetry }: { onRetry: () => void }) {
  return (
    <Alert
      severity="warning"
      sx={{ mb: 1.5 }}
      action={
        <Button color="inherit" size="small" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      This could not be renewed: what you see may be out of date, or incomplete.
    </Alert>
  );
}
