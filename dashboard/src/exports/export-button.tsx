import type { RequestExportInput } from '@merchantgraph/sdk';
import { useCancelExport, useExport, useExportProgress, useRequestExport } from '@merchantgraph/sdk/react';
import FileDownload from '@mui/icons-material/FileDownloadOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Typography from '@mui/material/Typography';
import { useEffect, useState } from 'react';
import { useMessages } from '../shared/messages.tsx';
import { may } from '../shared/roles.ts';
import type { Membership, Merchant } from '../shared/types.ts';
import { useAct } from '../shared/use-act.ts';
import { usePoll } from '../shared/use-poll.ts';
import { FORMAT_LABELS, isUnderWay, STATUS_LABELS } from './kinds.ts';

type Input = Omit<RequestExportInput, 'merchantId' | 'format'>;

interface ExportButtonProps {
  merchant: Merchant;
  membership: Membership;
  /** What is exported, for the name of the button: "the sales trend". */
  what: string;
  input: Input;
}

const FORMATS = ['CSV', 'JSON_LINES', 'PARQUET'] as const;

/** Takes a report along as a file: ordered, followed while it is made, and downloaded, without leaving the page. */
export function ExportButton({ merchant, membership, what, input }: ExportButtonProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [request, { loading }] = useRequestExport();
  const [ordered, setOrdered] = useState<string>();
  const act = useAct();
  if (!may(membership, 'exports:write')) return null;
  const order = async (format: (typeof FORMATS)[number]) => {
    setAnchor(null);
    // The page tells when it is ready: no e-mail.
    const done = await act(request({ input: { ...input, merchantId: merchant.id, format, notify: false } }));
    if (done) setOrdered(done.export.id);
  };
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5 }}>
      {ordered && <Progress key={ordered} merchantId={merchant.id} id={ordered} what={what} />}
      <Button
        variant="outlined"
        startIcon={<FileDownload />}
        loading={loading}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-label={`Export ${what}`}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        Export
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {FORMATS.map((format) => (
          <MenuItem key={format} onClick={() => void order(format)}>
            {FORMAT_LABELS[format]}
          </MenuItem>
        ))}
      </Menu>
    </Box>
  );
}

/** How far an export is, as the subscription tells. A small one may have ended before it listened, so it is asked for too. */
function Progress({ merchantId, id, what }: { merchantId: string; id: string; what: string }) {
  const [cancel] = useCancelExport();
  const { announce } = useMessages();
  const act = useAct();
  const { data, refetch } = useExport({ id }, { policy: 'cache-and-network' });
  usePoll(data ? isUnderWay(data) : data === undefined, refetch);
  useExportProgress({ merchantId, exportId: id });
  const status = data?.status;
  useEffect(() => {
    if (status === 'COMPLETED') announce(`The export of ${what} is ready.`);
    if (status === 'FAILED') announce(`The export of ${what} has failed.`);
  }, [status, announce, what]);
  if (!data) return <LinearProgress aria-label={`Exporting ${what}`} sx={{ width: 110 }} />;
  if (isUnderWay(data))
    return (
      <>
        <LinearProgress
          aria-label={`Exporting ${what}`}
          variant={data.progress > 0 ? 'determinate' : 'indeterminate'}
          value={Math.round(data.progress * 100)}
          sx={{ width: 110 }}
        />
        <Button size="small" color="inherit" onClick={() => void act(cancel({ input: { id } }))}>
          Cancel
        </Button>
      </>
    );
  if (data.status === 'COMPLETED' && data.downloadUrl)
    return (
      <Button
        size="small"
        href={data.downloadUrl}
        download
        variant="contained"
        aria-label={`Download ${what}`}
      >
        Download
      </Button>
    );
  return (
    <Typography variant="body2" color="textSecondary">
      {data.error ?? STATUS_LABELS[data.status]}
    </Typography>
  );
}
