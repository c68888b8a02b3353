export default function X(_: import('../layout/shell.tsx').Viewer) {
  return null;
}
