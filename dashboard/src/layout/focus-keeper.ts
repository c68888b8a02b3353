import { useEffect } from 'react';

/** How far back is remembered where the focus was: a dialog over a dialog, and the page below. */
const REMEMBERED = 6;

/**
 * Keeps the place of who uses the keyboard. What has the focus may go away (a row that was deleted) or rest (a button
 * while its request is under way), and the browser then begins at the top of the page again. Here the focus goes to what
 * is left around it, or back when the rest is over.
 */
export function useFocusKeeper(): void {
  useEffect(() => {
    /** The focused elements, newest last, each with what is around it from the inside out. */
    let places: HTMLElement[][] = [];
    let resting: HTMLElement | undefined;
    const onFocus = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return;
      const around: HTMLElement[] = [];
      for (let at: HTMLElement | null = target; at && at !== document.body; at = at.parentElement)
        around.push(at);
      places = [...places.slice(1 - REMEMBERED), around];
      resting = undefined;
    };
    // Who presses a mouse button beside everything means it.
    const onPointer = () => {
      places = [];
      resting = undefined;
    };
    const onChange = () => {
      const last = places.at(-1)?.[0];
      if (!last) return;
      if (last.isConnected && last.matches(':disabled')) {
        resting = last;
        return;
      }
      if (document.activeElement !== document.body) return;
      if (last.isConnected) {
        if (resting === last) last.focus();
        return;
      }
      const left = places
        .toReversed()
        .map((around) => around.find((element) => element.isConnected && element.id !== 'root'))
        .find((element) => element !== undefined);
      if (!left) return;
      // What is no control has the focus only to go on from there.
      if (left.tabIndex < 0) {
        left.tabIndex = -1;
        left.style.outline = 'none';
      }
      left.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(onChange);
    observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ['disabled'] });
    document.addEventListener('focusin', onFocus);
    document.addEventListener('pointerdown', onPointer);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('pointerdown', onPointer);
    };
  }, []);
}
