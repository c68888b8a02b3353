import Typography, { type TypographyProps } from '@mui/material/Typography';
import { useEffect, useRef } from 'react';
import { useNavigationType } from 'react-router';

/** The heading of a page. Who came by a link hears it: the focus is on it. */
export function PageTitle({
  children,
  component = 'h1',
  sx = {},
  ...props
}: TypographyProps & { children: string; component?: 'h1' | 'h2' }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const followedLink = useNavigationType() === 'PUSH';
  useEffect(() => {
    document.title = `${children} · MerchantGraph`;
    // A field that has asked for the focus keeps it.
    const taken = document.activeElement instanceof HTMLInputElement;
    if (followedLink && !taken) heading.current?.focus();
  }, [children, followedLink]);
  return (
    <Typography
      ref={heading}
      tabIndex={-1}
      component={component}
      variant="h5"
      {...props}
      sx={[{ outline: 0 }, ...(Array.isArray(sx) ? sx : [sx])]}
    >
      {children}
    </Typography>
  );
}
