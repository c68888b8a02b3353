import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { type ReactNode, useCallback, useId, useState } from 'react';

interface Question {
  title: string;
  /** What will happen, and what cannot be taken back. */
  text: string;
  /** The button that does it. */
  action: string;
  /** Has to be typed first. */
  typed?: string;
}

/** Asks before something that cannot be undone. Render the second value somewhere. */
export function useConfirm(): [ask: (question: Question) => Promise<boolean>, dialog: ReactNode] {
  const [asked, setAsked] = useState<{ question: Question; answer: (yes: boolean) => void }>();
  const [open, setOpen] = useState(false);
  const ask = useCallback(
    (question: Question) =>
      new Promise<boolean>((resolve) => {
        setAsked({ question, answer: resolve });
        setOpen(true);
      }),
    [],
  );
  const answer = (yes: boolean) => {
    setOpen(false);
    asked?.answer(yes);
  };
  return [ask, asked && <Confirm open={open} question={asked.question} onAnswer={answer} />];
}

function Confirm(props: { open: boolean; question: Question; onAnswer: (yes: boolean) => void }) {
  const { open, question, onAnswer } = props;
  const [typed, setTyped] = useState('');
  const [title, text] = [useId(), useId()];
  return (
    <Dialog
      open={open}
      onClose={() => onAnswer(false)}
      aria-labelledby={title}
      aria-describedby={text}
      slotProps={{ transition: { onExited: () => setTyped('') } }}
    >
      <DialogTitle id={title}>{question.title}</DialogTitle>
      <DialogContent>
        <DialogContentText id={text}>{question.text}</DialogContentText>
        {question.typed !== undefined && (
          <TextField
            fullWidth
            autoFocus
            sx={{ mt: 2 }}
            label={`Type "${question.typed}"`}
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </DialogContent>
      <DialogActions>
        <Button color="inherit" onClick={() => onAnswer(false)} autoFocus={question.typed === undefined}>
          Cancel
        </Button>
        <Button
          color="error"
          variant="contained"
          disabled={question.typed !== undefined && typed.trim() !== question.typed}
          onClick={() => onAnswer(true)}
        >
          {question.action}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
