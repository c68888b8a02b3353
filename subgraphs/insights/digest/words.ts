import type { InLanguages } from '#platform/email/index.ts';
import type { Severity } from '../detection/finding.ts';

/** A sentence by plural category (CLDR); `other` fits where a category has no words of its own. */
type ByCount = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/**
 * The words of e-mails about insights in one language: {shop} is the merchant's name, {count} a number, {from} a day. What
 * cards say comes from the templates of text/.
 */
interface DigestWords {
  subject: ByCount;
  intro: string;
  severity: Readonly<Record<Severity, string>>;
  /** After the title of a card of an earlier digest whose story goes on. */
  goesOn: string;
  /** Followed by how many there are when not all are shown. */
  all: string;
  why: Readonly<Record<'DAILY' | 'WEEKLY' | 'INSIGHTS', string>>;
  settings: string;
  stop: string;
  /** Of a notice about one critical card. */
  critical: string;
  look: string;
}

export const WORDS: InLanguages<DigestWords> = {
  en: {
    subject: { one: '{shop}: {count} unread insight', other: '{shop}: {count} unread insights' },
    intro: 'This is what came up at {shop} since {from} and nobody in the team has read yet.',
    severity: { CRITICAL: 'Critical', WARNING: 'Warnings', NOTICE: 'Worth noticing', INFO: 'Good to know' },
    goesOn: 'goes on',
    all: 'See all insights',
    why: {
      DAILY: 'You get this e-mail because you have chosen a summary of {shop} every morning.',
      WEEKLY: 'You get this e-mail because you have chosen a summary of {shop} every Monday morning.',
      INSIGHTS: 'You get this e-mail because you want to be told of critical insights about {shop}.',
    },
    settings: 'Choose what you are told of',
    stop: 'Stop these e-mails',
    critical: 'Something critical has come up at {shop}.',
    look: 'See the insight',
  },
  de: {
    subject: {
      one: '{shop}: {count} ungelesene Erkenntnis',
      other: '{shop}: {count} ungelesene Erkenntnisse',
    },
    intro: 'Das hat sich bei {shop} seit {from} gezeigt, und niemand im Team hat es bisher gelesen.',
    severity: { CRITICAL: 'Kritisch', WARNING: 'Warnungen', NOTICE: 'Bemerkenswert', INFO: 'Gut zu wissen' },
    goesOn: 'hält an',
    all: 'Alle Erkenntnisse ansehen',
    why: {
      DAILY:
        'Sie bekommen diese E-Mail, weil Sie jeden Morgen eine Zusammenfassung zu {shop} gewünscht haben.',
      WEEKLY:
        'Sie bekommen diese E-Mail, weil Sie jeden Montagmorgen eine Zusammenfassung zu {shop} gewünscht haben.',
      INSIGHTS:
        'Sie bekommen diese E-Mail, weil Sie auf kritische Erkenntnisse zu {shop} hingewiesen werden möchten.',
    },
    settings: 'Auswählen, worauf Sie hingewiesen werden',
    stop: 'Diese E-Mails abbestellen',
    critical: 'Bei {shop} hat sich etwas Kritisches gezeigt.',
    look: 'Erkenntnis ansehen',
  },
  fr: {
    subject: {
      one: '{shop} : {count} information non lue',
      other: '{shop} : {count} informations non lues',
    },
    intro:
      'Voici ce qui est apparu chez {shop} depuis le {from} et que personne dans l’équipe n’a encore lu.',
    severity: { CRITICAL: 'Critique', WARNING: 'Alertes', NOTICE: 'À remarquer', INFO: 'Bon à savoir' },
    goesOn: 'se poursuit',
    all: 'Voir toutes les informations',
    why: {
      DAILY: 'Vous recevez cet e-mail parce que vous avez choisi un résumé de {shop} chaque matin.',
      WEEKLY: 'Vous recevez cet e-mail parce que vous avez choisi un résumé de {shop} chaque lundi matin.',
      INSIGHTS:
        'Vous recevez cet e-mail parce que vous souhaitez être prévenu des informations critiques sur {shop}.',
    },
    settings: 'Choisir ce dont vous êtes prévenu',
    stop: 'Arrêter ces e-mails',
    critical: 'Quelque chose de critique est apparu chez {shop}.',
    look: 'Voir l’information',
  },
  es: {
    subject: {
      one: '{shop}: {count} novedad sin leer',
      other: '{shop}: {count} novedades sin leer',
    },
    intro: 'Esto es lo que ha surgido en {shop} desde el {from} y nadie del equipo ha leído todavía.',
    severity: {
      CRITICAL: 'Crítico',
      WARNING: 'Advertencias',
      NOTICE: 'Digno de atención',
      INFO: 'Bueno saberlo',
    },
    goesOn: 'continúa',
    all: 'Ver todas las novedades',
    why: {
      DAILY: 'Recibe este correo porque ha elegido un resumen de {shop} cada mañana.',
      WEEKLY: 'Recibe este correo porque ha elegido un resumen de {shop} cada lunes por la mañana.',
      INSIGHTS: 'Recibe este correo porque quiere que se le avise de información crítica sobre {shop}.',
    },
    settings: 'Elegir de qué se le avisa',
    stop: 'Dejar de recibir estos correos',
    critical: 'Ha surgido algo crítico en {shop}.',
    look: 'Ver la novedad',
  },
};

/** The sentence that fits a number in a locale. */
export const byCount = (words: ByCount, count: number, locale: string): string =>
  words[new Intl.PluralRules(locale).select(count)] ?? words.other;
