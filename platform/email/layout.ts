/** What a message says, before it is laid out. */
export interface EmailContent {
  subject: string;
  /** Plain sentences; each becomes a paragraph. */
  paragraphs: readonly string[];
  /** The one thing to do. */
  action?: { label: string; url: string };
  /** Small print after the action, for example how long a link works. */
  footnotes?: readonly string[];
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const paragraph = (text: string, style: string): string => `<p style="${style}">${escaped(text)}</p>`;

/** The same message as plain text and as HTML that mail programs of every age can show. */
export function layOutEmail(content: EmailContent): { subject: string; text: string; html: string } {
  const { subject, paragraphs, action, footnotes = [] } = content;
  const text = [...paragraphs, ...(action ? [`${action.label}:\n${action.url}`] : []), ...footnotes].join(
    '\n\n',
  );
  const body = [
    ...paragraphs.map((each) => paragraph(each, 'margin:0 0 16px')),
    ...(action
      ? [
          `<p style="margin:24px 0"><a href="${escaped(action.url)}" style="background:#1f4b3f;color:#ffffff;padding:12px 20px;border-radius:6px;text-decoration:none">${escaped(action.label)}</a></p>`,
        ]
      : []),
    ...footnotes.map((each) => paragraph(each, 'margin:0 0 8px;color:#5b6662;font-size:13px')),
  ];
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head><body style="font-family:system-ui,sans-serif;font-size:15px;line-height:1.5;color:#1b2421;max-width:560px;margin:0 auto;padding:24px">${body.join('')}</body></html>`;
  return { subject, text: `${text}\n`, html };
}
