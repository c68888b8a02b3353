import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import { type ReactNode, useId } from 'react';
import { ProblemAlert, type SubmitState } from './form.tsx';

interface FormDialogProps {
  title: string;
  text?: ReactNode;
  submit: string;
  form: SubmitState;
  onClose: () => void;
  children?: ReactNode;
}

/** A form on top of the page. It is mounted while it is open: every time it is empty. */
export function FormDialog({ title, text, submit, form, onClose, children }: FormDialogProps) {
  const id = useId();
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={form.busy ? undefined : onClose} aria-labelledby={id}>
      <Box component="form" onSubmit={form.onSubmit} sx={{ display: 'contents' }}>
        <DialogTitle id={id}>{title}</DialogTitle>
        {/* Room for the label of the first field, which the title's own rule would cut off. */}
        <DialogContent sx={{ display: 'grid', gap: 2.5, '&&': { pt: 1 } }}>
          {text && <DialogContentText>{text}</DialogContentText>}
          <ProblemAlert problem={form.problem} />
          {children}
        </DialogContent>
        <DialogActions>
          <Button color="inherit" onClick={onClose} disabled={form.busy}>
            Cancel
          </Button>
          <Button type="submit" variant="contained" loading={form.busy}>
            {submit}
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  );
}
