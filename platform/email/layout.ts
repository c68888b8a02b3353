interface Link {
  label: string;
  url: string;
}

/** A part of a message under a heading of its own: things to read, each with where there is more. */
export interface EmailSection {
  heading: string;
  items: readonly { title: string; text: string; url: string }[];
}

/** What a message says, before it is laid out. All of it is plain text. */
export interface EmailContent {
  subject: string;
  /** Plain sentences; each becomes a paragraph. */
  paragraphs: readonly string[];
  sections?: readonly EmailSection[];
  /** The one thing to do. */
  action?: Link;
  /** Small print after the action, for example how long a link works. */
  footnotes?: readonly string[];
  /** Small links below the small print. */
  footlinks?: readonly Link[];
  /** BCP 47 language of the words (default "en"). */
  language?: string;
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const SMALL = 'margin:0 0 8px;color:#5b6662;font-size:13px';

const paragraph = (text: string, style: string): string => `<p style="${style}">${escaped(text)}</p>`;
const link = ({ label, url }: Link, style: string): string =>
  `<a href="${escaped(url)}" style="${style}">${escaped(label)}</a>`;

const sectionText = ({ heading, items }: EmailSection): string =>
  [heading.toUpperCase(), ...items.map(({ title, text, url }) => `${title}\n${text}\n${url}`)].join('\n\n');

const sectionHtml = ({ heading, items }: EmailSection): string =>
  [
    `<h2 style="margin:24px 0 12px;font-size:16px">${escaped(heading)}</h2>`,
    ...items.map(
      ({ title, text, url }) =>
        `<p style="margin:0 0 4px;font-weight:600">${link({ label: title, url }, 'color:#1f4b3f')}</p>${paragraph(text, 'margin:0 0 16px')}`,
    ),
  ].join('');

/** The same message as plain text and as HTML that mail programs of every age can show. */
export function layOutEmail(content: EmailContent): { subject: string; text: string; html: string } {
  const { subject, paragraphs, sections = [], action, footnotes = [], footlinks = [] } = content;
  const addressed = ({ label, url }: Link): string => `${label}:\n${url}`;
  const text = [
    ...paragraphs,
    ...sections.map(sectionText),
    ...(action ? [addressed(action)] : []),
    ...footnotes,
    ...footlinks.map(addressed),
  ].join('\n\n');
  const button = 'background:#1f4b3f;color:#ffffff;padding:12px 20px;border-radius:6px;text-decoration:none';
  const body = [
    ...paragraphs.map((each) => paragraph(each, 'margin:0 0 16px')),
    ...sections.map(sectionHtml),
    ...(action ? [`<p style="margin:24px 0">${link(action, button)}</p>`] : []),
    ...footnotes.map((each) => paragraph(each, SMALL)),
    ...footlinks.map((each) => `<p style="${SMALL}">${link(each, 'color:#5b6662')}</p>`),
  ];
  const html = `<!doctype html><html lang="${escaped(content.language ?? 'en')}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head><body style="font-family:system-ui,sans-serif;font-size:15px;line-height:1.5;color:#1b2421;max-width:560px;margin:0 auto;padding:24px">${body.join('')}</body></html>`;
  return { subject, text: `${text}\n`, html };
}
