import type { InLanguages, Unsubscription } from '#platform/email/index.ts';

/** What the page behind an unsubscribe link says; {shop} is the merchant's name. */
interface Words {
  title: string;
  ask: Readonly<Record<Unsubscription['what'], string>>;
  button: string;
  stopped: string;
  done: Readonly<Record<Unsubscription['what'], string>>;
  /** Where one can change one's mind. */
  back: string;
}

export const WORDS: InLanguages<Words> = {
  en: {
    title: 'Stop these e-mails?',
    ask: {
      DIGEST: 'You will get no more summaries of {shop}.',
      INSIGHTS: 'You will no longer be told of critical insights about {shop} by e-mail.',
    },
    button: 'Stop these e-mails',
    stopped: 'These e-mails are stopped',
    done: {
      DIGEST: 'You get no more summaries of {shop}.',
      INSIGHTS: 'You are no longer told of critical insights about {shop} by e-mail.',
    },
    back: 'You can ask for them again in the settings of the shop.',
  },
  de: {
    title: 'Diese E-Mails abbestellen?',
    ask: {
      DIGEST: 'Sie bekommen dann keine Zusammenfassungen zu {shop} mehr.',
      INSIGHTS: 'Sie werden dann nicht mehr per E-Mail auf kritische Erkenntnisse zu {shop} hingewiesen.',
    },
    button: 'Abbestellen',
    stopped: 'Diese E-Mails sind abbestellt',
    done: {
      DIGEST: 'Sie bekommen keine Zusammenfassungen zu {shop} mehr.',
      INSIGHTS: 'Sie werden nicht mehr per E-Mail auf kritische Erkenntnisse zu {shop} hingewiesen.',
    },
    back: 'In den Einstellungen des Shops können Sie sie wieder bestellen.',
  },
  fr: {
    title: 'Arrêter ces e-mails ?',
    ask: {
      DIGEST: 'Vous ne recevrez plus de résumé de {shop}.',
      INSIGHTS: 'Vous ne serez plus prévenu par e-mail des informations critiques sur {shop}.',
    },
    button: 'Arrêter ces e-mails',
    stopped: 'Ces e-mails sont arrêtés',
    done: {
      DIGEST: 'Vous ne recevez plus de résumé de {shop}.',
      INSIGHTS: 'Vous n’êtes plus prévenu par e-mail des informations critiques sur {shop}.',
    },
    back: 'Vous pouvez les demander à nouveau dans les paramètres de la boutique.',
  },
  es: {
    title: '¿Dejar de recibir estos correos?',
    ask: {
      DIGEST: 'Ya no recibirá resúmenes de {shop}.',
      INSIGHTS: 'Ya no se le avisará por correo de información crítica sobre {shop}.',
    },
    button: 'Dejar de recibirlos',
    stopped: 'Ya no recibirá estos correos',
    done: {
      DIGEST: 'Ya no recibe resúmenes de {shop}.',
      INSIGHTS: 'Ya no se le avisa por correo de información crítica sobre {shop}.',
    },
    back: 'Puede volver a pedirlos en los ajustes de la tienda.',
  },
};
