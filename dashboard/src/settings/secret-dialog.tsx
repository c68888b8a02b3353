import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { type ReactNode, useId, useRef, useState } from 'react';
import { useMessages } from '../shared/messages.tsx';

/** A secret that can be copied as a whole. */
export function Secret({ label, value }: { label: string; value: string }) {
  const [copied, setCopied] = useState(false);
  const text = useRef<HTMLElement>(null);
  const { announce } = useMessages();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
      announce(`${label} copied`);
    } catch {
      // No clipboard on a page without TLS, or none allowed: it is selected to be copied by hand.
      if (text.current) window.getSelection()?.selectAllChildren(text.current);
    }
  };
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
      <Box
        ref={text}
        component="code"
        role="region"
        aria-label={label}
        tabIndex={0}
        sx={{
          flex: '1 1 240px',
          p: 1.25,
          borderRadius: 1,
          bgcolor: 'action.hover',
          fontSize: 14,
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
        }}
      >
        {value}
      </Box>
      <Button variant="outlined" onClick={() => void copy()}>
        {copied ? 'Copied' : 'Copy'}
      </Button>
    </Box>
  );
}

interface SecretDialogProps {
  title: string;
  label: string;
  value: string;
  text: ReactNode;
  onClose: () => void;
}

/** Something that is shown once. It goes away by its button only. */
export function SecretDialog({ title, label, value, text, onClose }: SecretDialogProps) {
  const id = useId();
  return (
    <Dialog open fullWidth maxWidth="sm" aria-labelledby={id}>
      <DialogTitle id={id}>{title}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Alert severity="warning">{text}</Alert>
        <Secret label={label} value={value} />
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={onClose}>
          I have kept it
        </Button>
      </DialogActions>
    </Dialog>
  );
}
