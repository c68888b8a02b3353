import Visibility from '@mui/icons-material/Visibility';
import VisibilityOff from '@mui/icons-material/VisibilityOff';
import Alert from '@mui/material/Alert';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import TextField, { type TextFieldProps } from '@mui/material/TextField';
import { type FormEvent, useCallback, useState } from 'react';
import { outcomeOf, type Problem, type Success } from './outcome.ts';

/** A form that sends one mutation. */
export interface SubmitState {
  busy: boolean;
  problem: Problem | undefined;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  /** The name of a field, and whether it is at fault. */
  field: (name: string) => { name: string; error: boolean };
}

/** The texts of a form's fields. */
export type Fields = (name: string) => string;

/**
 * Sends a form: busy while it is under way, its failure in words, the field at fault marked and focused.
 * @param focus the field to go to when no single one is at fault
 */
export function useSubmit<Result extends { __typename: string }>(options: {
  send: (fields: Fields, form: FormData) => Promise<Result>;
  onSuccess: (success: Success<Result>, form: HTMLFormElement) => void;
  focus?: string;
}): SubmitState {
  const { send, onSuccess, focus } = options;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // A dialog's form is a child of the page's form in React, wherever it is in the document.
    event.stopPropagation();
    const form = event.currentTarget;
    const data = new FormData(form);
    const text: Fields = (name) => {
      const value = String(data.get(name) ?? '');
      return /password/i.test(name) ? value : value.trim();
    };
    setBusy(true);
    setProblem(undefined);
    void outcomeOf(send(text, data)).then((outcome) => {
      setBusy(false);
      if ('value' in outcome) return onSuccess(outcome.value, form);
      setProblem(outcome.problem);
      const fault = form.elements.namedItem(outcome.problem.field ?? focus ?? '');
      if (!(fault instanceof HTMLElement)) return;
      fault.focus();
      if (fault instanceof HTMLInputElement) fault.select();
    });
  };
  const field = useCallback((name: string) => ({ name, error: problem?.field === name }), [problem]);
  return { busy, problem, onSubmit, field };
}

/** Why the form was refused; read out as soon as it appears. */
export function ProblemAlert({ problem }: { problem: Problem | undefined }) {
  return problem ? <Alert severity="error">{problem.text}</Alert> : null;
}

/** A password with a button that shows it. */
export function PasswordField(props: TextFieldProps & { name: string }) {
  const [visible, setVisible] = useState(false);
  return (
    <TextField
      label="Password"
      autoComplete="current-password"
      required
      {...props}
      type={visible ? 'text' : 'password'}
      slotProps={{
        input: {
          endAdornment: (
            <InputAdornment position="end">
              <IconButton
                edge="end"
                aria-label={visible ? 'Hide password' : 'Show password'}
                onClick={() => setVisible(!visible)}
              >
                {visible ? <VisibilityOff /> : <Visibility />}
              </IconButton>
            </InputAdornment>
          ),
        },
        htmlInput: { maxLength: 1024, minLength: props.autoComplete === 'new-password' ? 12 : undefined },
      }}
    />
  );
}

/** A password that is being chosen, and the one rule there is. */
export function NewPasswordField(props: TextFieldProps & { name: string }) {
  return (
    <PasswordField
      label="Password"
      autoComplete="new-password"
      helperText="At least 12 characters, and none of the common ones. A few words are fine."
      {...props}
    />
  );
}
