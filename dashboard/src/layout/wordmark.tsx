import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

/** The product's sign and name. */
export function Wordmark({ compact = false }: { compact?: boolean }) {
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.25 }}>
      <Box component="img" src="/icon.svg" alt="" sx={{ width: 32, height: 32 }} />
      <Typography
        component="span"
        sx={{
          fontWeight: 700,
          letterSpacing: '-0.02em',
          fontSize: 18,
          display: compact ? { xs: 'none', md: 'block' } : 'block',
        }}
      >
        MerchantGraph
      </Typography>
    </Box>
  );
}
