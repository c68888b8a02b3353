import Button from '@mui/material/Button';
import Snackbar from '@mui/material/Snackbar';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';

interface Message {
  key: number;
  text: string;
  undo: (() => void) | undefined;
}

interface MessagesApi {
  /** Shows a short message at the bottom, with an Undo button when there is something to undo. */
  show: (text: string, undo?: () => void) => void;
  /** Says something to screen readers when they are idle. */
  announce: (text: string) => void;
}

const Context = createContext<MessagesApi>({ show: () => undefined, announce: () => undefined });

export function useMessages(): MessagesApi {
  return useContext(Context);
}

/** Where short messages appear and announcements are spoken. */
export function Messages({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState<Message>();
  const [open, setOpen] = useState(false);
  const [spoken, setSpoken] = useState('');
  const show = useCallback((text: string, undo?: () => void) => {
    setMessage((before) => ({ key: (before?.key ?? 0) + 1, text, undo }));
    setOpen(true);
  }, []);
  const api = useMemo(() => ({ show, announce: setSpoken }), [show]);
  return (
    <Context value={api}>
      {children}
      <Snackbar
        key={message?.key}
        open={open}
        autoHideDuration={8000}
        onClose={(_, reason) => reason !== 'clickaway' && setOpen(false)}
        message={message?.text}
        action={
          message?.undo && (
            <Button
              size="small"
              color="inherit"
              onClick={() => {
                setOpen(false);
                message.undo?.();
              }}
            >
              Undo
            </Button>
          )
        }
      />
      <div
        role="status"
        aria-live="polite"
        data-testid="announcements"
        style={{ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' }}
      >
        {spoken}
      </div>
    </Context>
  );
}
