import { useMuteInsights, useRateInsight, useUnmuteInsights } from '@merchantgraph/sdk/react';
import NotificationsOff from '@mui/icons-material/NotificationsOffOutlined';
import ThumbDown from '@mui/icons-material/ThumbDownOutlined';
import ThumbUp from '@mui/icons-material/ThumbUpOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMessages } from '../shared/messages.tsx';
import { addDays, today } from '../shared/period.ts';
import { may } from '../shared/roles.ts';
import { Section } from '../shared/section.tsx';
import type { Membership } from '../shared/types.ts';
import { useAct } from '../shared/use-act.ts';
import { KINDS, METRICS, type WholeInsight } from './words.ts';

const MUTE_DAYS = 30;

/** Whether it was useful, which weighs on what is told later; and a rest from its kind. */
export function Feedback({ insight, membership }: { insight: WholeInsight; membership: Membership }) {
  const [rate] = useRateInsight();
  const [mute] = useMuteInsights();
  const [unmute] = useUnmuteInsights();
  const act = useAct();
  const { show } = useMessages();
  const { id, kind, metric, myRating } = insight;
  const { merchant } = membership;
  const mayRate = may(membership, 'insights:write');
  const mayMute = may(membership, 'insights:configure') && kind !== 'DATA_QUALITY' && kind !== 'CUSTOM_ALERT';
  if (!mayRate && !mayMute) return null;

  const onRate = async (useful: boolean) => {
    const next = myRating === useful ? null : useful;
    const done = await act(rate({ input: { id, useful: next } }));
    if (done) show(next === null ? 'Rating taken back' : 'Thank you: this weighs on what you are told');
  };
  const onMute = async () => {
    const until = addDays(today(merchant.timeZone), MUTE_DAYS);
    const done = await act(mute({ input: { merchantId: merchant.id, kind, metric, until } }));
    if (!done) return;
    const undo = () => void act(unmute({ input: { merchantId: merchant.id, id: done.mute.id } }));
    show(`"${KINDS[kind]}" of ${METRICS[metric].toLowerCase()} is muted for ${MUTE_DAYS} days`, undo);
  };
  return (
    <Section title="Was it useful?" text="Kinds that a shop never finds useful are told less often.">
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {mayRate && (
          <>
            <Button
              variant={myRating === true ? 'contained' : 'outlined'}
              aria-pressed={myRating === true}
              startIcon={<ThumbUp />}
              onClick={() => void onRate(true)}
            >
              Useful
            </Button>
            <Button
              variant={myRating === false ? 'contained' : 'outlined'}
              aria-pressed={myRating === false}
              startIcon={<ThumbDown />}
              onClick={() => void onRate(false)}
            >
              Not useful
            </Button>
          </>
        )}
        {mayMute && (
          <Button color="inherit" startIcon={<NotificationsOff />} onClick={() => void onMute()}>
            Mute such insights for {MUTE_DAYS} days
          </Button>
        )}
      </Box>
    </Section>
  );
}
